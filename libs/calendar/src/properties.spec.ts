import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isInstant } from '#kernel';
import { dayAt, dayNumber, weekdayAt } from './day-number.js';
import { type CivilLength } from './civil-arithmetic.js';
import {
  addDays,
  afterHolidayFacts,
  calendarNamed,
  count,
  type CountQuestion,
  dayAfter,
  endOfLondonDay,
  isWorkingDay,
  londonInstant,
  nextWorkingDay,
} from './index.js';
import { previousWorkingDay } from './working-days.js';

const calendar = calendarNamed('england-and-wales');
const day = fc.integer({ min: 200, max: 5900 }).map((days) => addDays('2015-01-01', days));
const workingDay = day.filter((each) => isWorkingDay(each, calendar));
const amount = fc.integer({ min: 1, max: 60 });
const months = fc.integer({ min: 1, max: 120 });
const hold = fc.assert.bind(fc);

describe('counting there and back', () => {
  it('agrees for clear working days', () => {
    hold(
      fc.property(workingDay, amount, (meeting, n) => {
        const published = count({ convention: 'CLR_W', amount: n, anchor: meeting }, calendar).result;
        expect(count({ convention: 'AFTER_W', amount: n + 1, anchor: published }, calendar).result).toBe(meeting);
        expect(count({ convention: 'ELAPSE_W', amount: n, anchor: published }, calendar).result <= meeting).toBe(true);
      }),
    );
  });

  it('agrees for calendar days', () => {
    hold(
      fc.property(day, amount, (anchor, n) => {
        const published = count({ convention: 'CLR_C', amount: n, anchor }, calendar).result;
        expect(count({ convention: 'AFTER_C', amount: n + 1, anchor: published }, calendar).result).toBe(anchor);
        expect(count({ convention: 'BEGIN_C', amount: n + 2, anchor: published }, calendar).result).toBe(anchor);
      }),
    );
  });

  it('agrees for the next and the previous working day', () => {
    hold(
      fc.property(workingDay, (each) => {
        expect(previousWorkingDay(nextWorkingDay(each, calendar), calendar)).toBe(each);
      }),
    );
  });
});

describe('a working-day convention', () => {
  it('never ends on a day that is no working day, but for ELAPSE_W', () => {
    hold(
      fc.property(fc.constantFrom('CLR_W', 'AFTER_W', 'BEGIN_W_NEXT'), day, amount, (convention, anchor, n) => {
        const { result } = count({ convention, amount: n, anchor } as CountQuestion, calendar);
        expect(isWorkingDay(result as string, calendar)).toBe(true);
      }),
    );
  });

  it('is never made shorter by a holiday', () => {
    const conventions = fc.constantFrom('CLR_W', 'ELAPSE_W', 'AFTER_W', 'BEGIN_W_NEXT');
    hold(
      fc.property(conventions, day, amount, fc.integer({ min: -100, max: 100 }), (convention, anchor, n, offset) => {
        const proclaimed = afterHolidayFacts(calendar, [
          {
            type: 'HolidayProclaimed',
            data: { day: addDays(anchor, offset), name: 'a day of joy', basis: 'a proclamation' },
          },
        ]);
        const question = { convention, amount: n, anchor } as CountQuestion;
        const [before, after] = [count(question, calendar).result, count(question, proclaimed).result];
        expect(convention === 'CLR_W' ? after <= before : after >= before).toBe(true);
      }),
    );
  });

  it('tells of every day between the anchor and the last day counted: it is counted or it is skipped', () => {
    hold(
      fc.property(fc.constantFrom('CLR_W', 'ELAPSE_W', 'AFTER_W'), day, amount, (convention, anchor, n) => {
        const { receipt } = count({ convention, amount: n, anchor }, calendar);
        const length = Math.abs(dayNumber(receipt.lastCounted) - dayNumber(anchor));
        expect(receipt.skipped.length + n + (convention === 'CLR_W' ? 1 : 0)).toBe(length);
      }),
    );
  });
});

describe('month arithmetic', () => {
  it('keeps the day of the month, or takes the last day of a shorter one', () => {
    hold(
      fc.property(day, months, (anchor, n) => {
        const { result } = count({ convention: 'AFTER_M', amount: n, anchor }, calendar);
        const end = Temporal.PlainDate.from(result).daysInMonth;
        expect(Number(result.slice(8))).toBe(Math.min(Number(anchor.slice(8)), end));
        const passed = Number(result.slice(0, 4)) * 12 + Number(result.slice(5, 7));
        expect(passed - Number(anchor.slice(0, 4)) * 12 - Number(anchor.slice(5, 7))).toBe(n);
      }),
    );
  });

  it('is contested exactly where the month has no corresponding date, and acts on the earlier reading', () => {
    hold(
      fc.property(day, months, (anchor, n) => {
        const counted = count({ convention: 'BEGIN_M', amount: n, anchor }, calendar);
        const after = count({ convention: 'AFTER_M', amount: n, anchor }, calendar).result;
        expect(counted.contested ?? false).toBe(after.slice(8) !== anchor.slice(8));
        for (const other of counted.alternatives ?? []) expect(other > counted.result).toBe(true);
      }),
    );
  });
});

describe('days as numbers', () => {
  it('are those of the calendar, from the year 1 to the year 9999', () => {
    hold(
      fc.property(fc.integer({ min: 366, max: 3_652_424 }), (number) => {
        const date = Temporal.PlainDate.from('0000-01-01').add({ days: number });
        expect(dayAt(number)).toBe(date.toString());
        expect(dayNumber(date.toString())).toBe(number);
        expect(weekdayAt(number)).toBe(date.dayOfWeek);
      }),
      { numRuns: 500 },
    );
    expect([dayAt(365), dayAt(366), dayAt(3_652_424), dayAt(3_652_425)]).toEqual([
      undefined,
      '0001-01-01',
      '9999-12-31',
      undefined,
    ]);
  });
});

describe('a length of civil time', () => {
  const upTo = (max: number) => fc.integer({ min: 0, max });
  const length = fc.record({ years: upTo(400), months: upTo(600), weeks: upTo(600), days: upTo(4_000) });
  const inWritten = fc.integer({ min: 366, max: 3_652_424 }).map((number) => dayAt(number)!);
  const backwards = ({ years = 0, months = 0, weeks = 0, days = 0 }: CivilLength) => ({
    ...{ years: 0 - years, months: 0 - months, weeks: 0 - weeks, days: 0 - days },
  });

  it('leads where the calendar leads, forwards and back, as long as the day can be written', () => {
    hold(
      fc.property(inWritten, length, fc.boolean(), (from, forwards, isForwards) => {
        const away = isForwards ? forwards : backwards(forwards);
        const there = Temporal.PlainDate.from(from).add(away);
        if (there.year >= 1 && there.year <= 9999) expect(dayAfter(from, away)).toBe(there.toString());
        else expect(() => dayAfter(from, away)).toThrow(`leaves the years 0001 to 9999 from ${from}`);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a day in London', () => {
  it('ends when the next begins, and has 23, 24 or 25 hours', () => {
    hold(
      fc.property(day, (each) => {
        const end = endOfLondonDay(each);
        expect(end).toBe(londonInstant(`${addDays(each, 1)}T00:00`));
        const hours = (Date.parse(end) - Date.parse(londonInstant(`${each}T00:00`))) / 3_600_000;
        expect([23, 24, 25]).toContain(hours);
      }),
    );
  });

  it('ends also where no other can be written', () => {
    const isInForm = isInstant(endOfLondonDay('9999-12-31'));
    expect([endOfLondonDay('9999-12-30'), endOfLondonDay('9999-12-31'), isInForm]).toEqual([
      '9999-12-31T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
      true,
    ]);
    expect(endOfLondonDay('0001-01-01')).toBe(londonInstant('0001-01-02T00:00'));
  });

  it('has a half past one twice when the clocks go back, of which the later is meant', () => {
    expect(londonInstant('2024-10-27T01:30')).toBe('2024-10-27T01:30:00.000Z');
    expect(londonInstant('2024-10-27T00:30')).toBe('2024-10-26T23:30:00.000Z');
  });

  it('has no half past one when the clocks go forward: it is read as half past two', () => {
    expect(londonInstant('2025-03-30T01:30')).toBe(londonInstant('2025-03-30T02:30'));
    expect(londonInstant('2025-03-30T01:30')).toBe('2025-03-30T01:30:00.000Z');
  });
});
