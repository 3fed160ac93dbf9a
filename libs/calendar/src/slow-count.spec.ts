import { describe, expect, it } from '@jest/globals';
import { calendarNamed, count } from './index.js';

/**
 * A second opinion that shares nothing with the library: days are numbers of milliseconds, holidays come from the law's
 * own rules and a list of the days that were moved or added, and every answer is found by looking at one day after the
 * other until the definition holds.
 */
const DAY = 86_400_000;
const at = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const text = (day: number): string => new Date(day).toISOString().slice(0, 10);
const of = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date);
/** 0 for Sunday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (day / DAY + 4) % 7;

/** The Gaussian rule for Easter Sunday, good for 1900 to 2099. */
const easter = (year: number): number => {
  const [a, b, c] = [year % 19, year % 4, year % 7];
  const d = (19 * a + 24) % 30;
  const e = (2 * b + 4 * c + 6 * d + 5) % 7;
  const march = 22 + d + e;
  const late = march - 31;
  if (late === 26) return of(year, 4, 19);
  return late === 25 && d === 28 && e === 6 && a > 10 ? of(year, 4, 18) : of(year, 3, march);
};

const firstMonday = (year: number, month: number): number => {
  let day = of(year, month, 1);
  while (weekdayOf(day) !== 1) day += DAY;
  return day;
};

const lastMonday = (year: number, month: number): number => {
  let day = of(year, month + 1, 0);
  while (weekdayOf(day) !== 1) day -= DAY;
  return day;
};

const holidaysIn = (year: number): number[] => {
  const fixed = [easter(year) - 2 * DAY, easter(year) + DAY, lastMonday(year, 8)];
  const may = year === 2020 ? at('2020-05-08') : firstMonday(year, 5);
  const spring = year === 2022 ? at('2022-06-02') : lastMonday(year, 5);
  const extra = ['2022-06-03', '2022-09-19', '2023-05-08'].map(at).filter((day) => text(day).startsWith(String(year)));
  const days = [...fixed, may, spring, ...extra];
  // Christmas Day, Boxing Day and New Year's Day each give way to the next weekday that is still free.
  for (const day of [of(year, 1, 1), of(year, 12, 25), of(year, 12, 26)]) {
    let free = day;
    while (weekdayOf(free) === 0 || weekdayOf(free) === 6 || days.includes(free)) free += DAY;
    days.push(free);
  }
  return days;
};

const closed = new Set<number>();
for (let year = 2014; year <= 2031; year += 1) for (const day of holidaysIn(year)) closed.add(day);
const works = (day: number): boolean => weekdayOf(day) !== 0 && weekdayOf(day) !== 6 && !closed.has(day);

const workingDaysIn = (from: number, to: number): number => {
  let days = 0;
  for (let day = from; day <= to; day += DAY) if (works(day)) days += 1;
  return days;
};

const slowly = {
  CLR_W: (n: number, meeting: number): number => {
    let day = meeting - DAY;
    while (!(works(day) && workingDaysIn(day + DAY, meeting - DAY) === n)) day -= DAY;
    return day;
  },
  ELAPSE_W: (n: number, published: number): number => {
    let day = published + DAY;
    while (workingDaysIn(published + DAY, day - DAY) < n) day += DAY;
    return day;
  },
  AFTER_W: (n: number, trigger: number): number => {
    let day = trigger;
    while (workingDaysIn(trigger + DAY, day) < n) day += DAY;
    return day;
  },
  CLR_C: (n: number, meeting: number): number => {
    let day = meeting - DAY;
    for (let between = 0; between < n; between += 1) day -= DAY;
    return day;
  },
  AFTER_C: (n: number, trigger: number): number => {
    let day = trigger;
    for (let passed = 0; passed < n; passed += 1) day += DAY;
    return day;
  },
  BEGIN_C: (n: number, trigger: number): number => {
    let day = trigger;
    for (let counted = 1; counted < n; counted += 1) day += DAY;
    return day;
  },
};

const corresponding = (day: number, months: number): number => {
  const date = new Date(day);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(date.getUTCDate(), last));
};

const everyDay = (visit: (day: number) => void): void => {
  for (let day = at('2015-02-01'); day <= at('2030-12-31'); day += DAY) visit(day);
};

const calendar = calendarNamed('england-and-wales');

describe('the whole of 2015 to 2030, counted again day by day', () => {
  it.each(['CLR_W', 'ELAPSE_W', 'AFTER_W', 'CLR_C', 'AFTER_C', 'BEGIN_C'] as const)('agrees on %s', (convention) => {
    const wrong: string[] = [];
    everyDay((day) => {
      for (const amount of [1, 5]) {
        const { result } = count({ convention, amount, anchor: text(day) }, calendar);
        const expected = text(slowly[convention](amount, day));
        if (result !== expected) wrong.push(`${amount} from ${text(day)}: ${result}, not ${expected}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  it('agrees on months and years', () => {
    const wrong: string[] = [];
    const check = (asked: string, result: string, expected: number): void => {
      if (result !== text(expected)) wrong.push(`${asked}: ${result}, not ${text(expected)}`);
    };
    everyDay((day) => {
      const anchor = text(day);
      for (const amount of [1, 6]) {
        for (const [convention, months, days] of [
          ['AFTER_M', amount, 0],
          ['BEGIN_M', amount, -1],
          ['BEFORE_M', -amount, 0],
          ['AFTER_Y', 12 * amount, 0],
          ['BEGIN_Y', 12 * amount, -1],
        ] as const)
          check(
            `${convention} ${amount} ${anchor}`,
            count({ convention, amount, anchor }, calendar).result,
            corresponding(day, months) + days * DAY,
          );
      }
    });
    expect(wrong).toEqual([]);
  });
});
