import { describe, expect, it } from '@jest/globals';
import { addDays, weekday } from '../civil-arithmetic.js';
import { CannotCompute, calendarNamed, count } from '../index.js';
import { englandAndWales } from './england-and-wales.js';
import { type HolidayTable } from './holiday-table.js';
import { northernIreland } from './northern-ireland.js';
import { scotland } from './scotland.js';

/** Easter Sunday from 2015 to 2032, as almanacs have it. */
const EASTER = (
  '2015-04-05 2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 ' +
  '2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28'
).split(' ');

const isWeekday = (day: string): boolean => weekday(day) < 6;
const mondayFrom = (day: string): string => addDays(day, (8 - weekday(day)) % 7);
const mondayUpTo = (day: string): string => addDays(day, 1 - weekday(day));

/** The days that fall on weekdays, and for each of the others the next weekday that is free. */
const withSubstitutes = (days: readonly string[]): readonly string[] =>
  days
    .filter((day) => !isWeekday(day))
    .reduce<readonly string[]>((taken, day) => {
      let free = day;
      while (!isWeekday(free) || taken.includes(free)) free = addDays(free, 1);
      return [...taken, free];
    }, days.filter(isWeekday));

/** The Mondays of May, one of which was moved in 2020, and one in 2022. */
const ofMay = (year: string): readonly string[] => [
  year === '2020' ? '2020-05-08' : mondayFrom(`${year}-05-01`),
  year === '2022' ? '2022-06-02' : mondayUpTo(`${year}-05-31`),
];
const added = (year: string, days: readonly string[]): readonly string[] => days.filter((day) => day.startsWith(year));
const ROYAL = ['2022-06-03', '2022-09-19', '2023-05-08'];

/** What the law's rules give for a year, and what was moved or added in it; weekdays only. */
const RULES: Readonly<Record<string, (year: string, easter: string) => readonly string[]>> = {
  scotland: (year, easter) => [
    ...withSubstitutes([`${year}-01-01`, `${year}-01-02`]),
    addDays(easter, -2),
    ...ofMay(year),
    mondayFrom(`${year}-08-01`),
    ...withSubstitutes([`${year}-11-30`]),
    ...withSubstitutes([`${year}-12-25`, `${year}-12-26`]),
    ...added(year, [...ROYAL, '2026-06-15']),
  ],
  'northern-ireland': (year, easter) => [
    ...withSubstitutes([`${year}-01-01`]),
    ...withSubstitutes([`${year}-03-17`]),
    ...[addDays(easter, -2), addDays(easter, 1)],
    ...ofMay(year),
    ...withSubstitutes([`${year}-07-12`]),
    mondayUpTo(`${year}-08-31`),
    ...withSubstitutes([`${year}-12-25`, `${year}-12-26`]),
    ...added(year, ROYAL),
  ],
};

const weekdaysOf = ({ rows }: HolidayTable, year: string): readonly string[] =>
  rows.map(([day]) => day).filter((day) => day.startsWith(year) && isWeekday(day));

/** How many weekdays a year takes, and the years that take more. */
const COUNTS = [
  [englandAndWales, 8, { '2022': 10, '2023': 9 }],
  [scotland, 9, { '2022': 11, '2023': 10, '2026': 10 }],
  [northernIreland, 10, { '2022': 12, '2023': 11 }],
] as const;

describe('the bank holidays of each nation', () => {
  it.each([scotland, northernIreland].map((table) => [table.jurisdiction, table] as const))(
    'of %s are what the law’s rules give, and what was moved or added',
    (nation, table) => {
      for (const easter of EASTER) {
        const year = easter.slice(0, 4);
        expect(weekdaysOf(table, year)).toEqual([...(RULES[nation]?.(year, easter) ?? [])].sort());
      }
    },
  );

  it.each(COUNTS.map((row) => [row[0].jurisdiction, ...row] as const))(
    'of %s take as many weekdays of each year as were published',
    (_, table, usual, more: Readonly<Record<string, number>>) => {
      for (const year of EASTER.map((easter) => easter.slice(0, 4)))
        expect([year, weekdaysOf(table, year).length]).toEqual([year, more[year] ?? usual]);
    },
  );

  it.each([
    ['england-and-wales', englandAndWales, []],
    ['scotland', scotland, [['2026-06-15', undefined]]],
    ['northern-ireland', northernIreland, []],
  ] as const)('of %s know every day that was moved or added', (_, table, more) => {
    const special = table.rows.filter(([, , basis]) => basis === 'moved' || basis === 'one-off');
    expect(special.map(([day, , , insteadOf]) => [day, insteadOf])).toEqual([
      ['2020-05-08', '2020-05-04'],
      ['2022-06-02', '2022-05-30'],
      ...ROYAL.map((day) => [day, undefined]),
      ...more,
    ]);
    const calendar = calendarNamed(table.jurisdiction);
    for (const [day, name] of special) expect(calendar.holidays.get(day)?.name).toBe(name);
    for (const usual of ['2020-05-04', '2022-05-30']) expect(calendar.holidays.has(usual)).toBe(false);
  });
});

describe('a count in each nation', () => {
  it.each([
    // Around New Year, Easter Monday, St Patrick's Day, the twelfth of July, the summer Mondays and St Andrew's Day.
    ['2024-12-31', 1, ['2025-01-02', '2025-01-03', '2025-01-02']],
    ['2021-12-31', 1, ['2022-01-04', '2022-01-05', '2022-01-04']],
    ['2025-04-17', 1, ['2025-04-22', '2025-04-21', '2025-04-22']],
    ['2025-03-14', 1, ['2025-03-17', '2025-03-17', '2025-03-18']],
    ['2024-03-15', 1, ['2024-03-18', '2024-03-18', '2024-03-19']],
    ['2025-07-11', 1, ['2025-07-14', '2025-07-14', '2025-07-15']],
    ['2026-07-10', 1, ['2026-07-13', '2026-07-13', '2026-07-14']],
    ['2025-08-01', 1, ['2025-08-04', '2025-08-05', '2025-08-04']],
    ['2025-08-22', 1, ['2025-08-26', '2025-08-25', '2025-08-26']],
    ['2026-11-27', 1, ['2026-11-30', '2026-12-01', '2026-11-30']],
    ['2025-11-28', 1, ['2025-12-01', '2025-12-02', '2025-12-01']],
    ['2026-06-12', 1, ['2026-06-15', '2026-06-16', '2026-06-15']],
    ['2022-09-16', 1, ['2022-09-20', '2022-09-20', '2022-09-20']],
    ['2026-12-24', 1, ['2026-12-29', '2026-12-29', '2026-12-29']],
  ] as const)('from %s, %s working day on', (anchor, amount, results) => {
    const given = ['england-and-wales', 'scotland', 'northern-ireland'].map(
      (nation) => count({ convention: 'AFTER_W', amount, anchor }, calendarNamed(nation)).result,
    );
    expect(given).toEqual(results);
  });

  it.each(['scotland', 'northern-ireland'])('beyond the table of %s is not computed', (nation) => {
    const calendar = calendarNamed(nation);
    for (const anchor of ['2032-12-31', '2033-03-01'])
      expect(() => count({ convention: 'AFTER_W', amount: 1, anchor }, calendar)).toThrow(CannotCompute);
    expect(() => count({ convention: 'CLR_W', amount: 5, anchor: '2015-01-02' }, calendar)).toThrow(CannotCompute);
  });
});
