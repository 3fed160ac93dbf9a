import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing/given';
import { goldenCalendar, goldenCalendarFacts } from '../testing/golden-calendar.js';
import { calendarOf, calendarSubjectOf, tableAfter } from './index.js';

describe('the record of holidays', () => {
  it('has a golden example of every type and version of fact that it writes, and reads it for ever', () => {
    const { facts } = calendarSubjectOf('scotland');
    expect(Object.keys(goldenCalendar).sort()).toEqual(Object.keys(facts).sort());
    for (const [type, version] of Object.entries(facts))
      expect(goldenCalendar[type as keyof typeof goldenCalendar]).toHaveProperty(String(version));
    const told = recorded(goldenCalendarFacts);
    const holidayAfter = (count: number) => calendarOf('scotland', told.slice(0, count)).holidays.get('2027-06-09');
    const { name, basis } = goldenCalendar.HolidayProclaimed[1];
    expect([0, 1, 2, 3].map(holidayAfter)).toEqual([undefined, { name, basis }, { name, basis }, undefined]);
    expect([0, 1, 2, 3].map((count) => tableAfter(told.slice(0, count)))).toEqual([1, 1, 2, 2]);
  });
});
