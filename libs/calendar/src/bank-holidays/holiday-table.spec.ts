import { describe, expect, it } from '@jest/globals';
import Holidays from 'date-holidays';
import { isCivilDate } from '#kernel';
import { weekday } from '../civil-arithmetic.js';
import { englandAndWales } from './england-and-wales.js';
import { type HolidayTable } from './holiday-table.js';
import { northernIreland } from './northern-ireland.js';
import { scotland } from './scotland.js';

const TABLES = [englandAndWales, scotland, northernIreland];
const isWeekday = (day: string): boolean => weekday(day) < 6;
const weekdaysOf = ({ rows }: HolidayTable): string[] => rows.map(([day]) => day).filter(isWeekday);

/** What another maintained source says of a region; holidays at a weekend make no difference to a count. */
const accordingToOthers = (region: string, { years }: HolidayTable): string[] => {
  const source = new Holidays('GB', region, { timezone: 'Europe/London' });
  const days = new Set<string>();
  for (let year = years.first; year <= years.last; year += 1)
    for (const { date, type } of source.getHolidays(year)) if (type === 'public') days.add(date.slice(0, 10));
  return [...days].filter(isWeekday).sort();
};

describe.each(TABLES.map((table) => [table.jurisdiction, table] as const))('the table of %s', (_, table) => {
  it('lists days that exist, each once, in order, within its years', () => {
    const days = table.rows.map(([day]) => day);
    expect(days.filter((day) => !isCivilDate(day))).toEqual([]);
    expect(days).toEqual([...new Set(days)].sort());
    expect([days[0]!.slice(0, 4), days.at(-1)!.slice(0, 4)].map(Number)).toEqual([table.years.first, table.years.last]);
  });

  it('says of each day on which law it stands', () => {
    expect(table.rows.filter(([, , basis]) => table.bases[basis] === undefined)).toEqual([]);
  });

  it('says of each moved or substitute day which day it stands for, and of no other', () => {
    for (const [, name, basis, insteadOf] of table.rows)
      expect(insteadOf !== undefined).toBe(basis === 'moved' || name.includes('(substitute day)'));
  });

  it('has at least eight weekdays in each year', () => {
    for (let year = table.years.first; year <= table.years.last; year += 1)
      expect(weekdaysOf(table).filter((day) => day.startsWith(String(year))).length).toBeGreaterThanOrEqual(8);
  });
});

describe('the shipped tables', () => {
  it('reach from 2015 to five years ahead and more', () => {
    for (const { years } of TABLES) expect(years).toEqual({ first: 2015, last: 2032 });
  });

  it('agree with another source on every weekday of England and Wales', () => {
    expect(weekdaysOf(englandAndWales)).toEqual(accordingToOthers('ENG', englandAndWales));
    expect(weekdaysOf(englandAndWales)).toEqual(accordingToOthers('WLS', englandAndWales));
  });

  it('agree with another source on every weekday of Northern Ireland', () => {
    expect(weekdaysOf(northernIreland)).toEqual(accordingToOthers('NIR', northernIreland));
  });

  it('agree with another source on Scotland, but for days of which it does not know', () => {
    const ours = weekdaysOf(scotland);
    const theirs = accordingToOthers('SCT', scotland);
    // The holiday of the World Cup was proclaimed in February 2026.
    expect(ours.filter((day) => !theirs.includes(day))).toEqual(['2026-06-15']);
    expect(theirs.filter((day) => !ours.includes(day))).toEqual([]);
  });
});
