import { describe, expect, it } from '@jest/globals';
import {
  afterHolidayFacts,
  CALENDAR_NAMES,
  calendarNamed,
  CannotCompute,
  count,
  type CountQuestion,
  type HolidayFact,
  isWorkingDay,
  JURISDICTIONS,
  jurisdictionOf,
  occurrence,
  sameOrPreviousWorkingDay,
  withLocalDays,
} from './index.js';
import { nextWorkingDay, previousWorkingDay, walk, whyNotWorking } from './working-days.js';

const calendar = calendarNamed('england-and-wales');
const meeting: CountQuestion = { convention: 'CLR_W', amount: 5, anchor: '2027-03-16' };

describe('a calendar', () => {
  it('is found by its name, and no other name is', () => {
    for (const name of CALENDAR_NAMES) expect(calendarNamed(name)).toMatchObject({ name, version: 1 });
    for (const name of ['england', '', 'toString', '__proto__'])
      expect(() => calendarNamed(name)).toThrow(CannotCompute);
  });

  it('has the holidays of a jurisdiction, which several calendars share', () => {
    const ofEngland = CALENDAR_NAMES.filter((name) => calendarNamed(name).jurisdiction === 'england-and-wales');
    expect(ofEngland).toEqual(['england-and-wales', 'england-and-wales-without-christmas-eve', 'parish']);
    for (const name of CALENDAR_NAMES) expect(jurisdictionOf(name)).toBe(calendarNamed(name).jurisdiction);
  });

  it('is called like each jurisdiction whose holidays ship', () => {
    expect(JURISDICTIONS).toEqual(['england-and-wales', 'scotland', 'northern-ireland']);
    for (const jurisdiction of JURISDICTIONS) expect(calendarNamed(jurisdiction).jurisdiction).toBe(jurisdiction);
  });

  it('tells why a day is no working day', () => {
    expect(whyNotWorking('2022-09-19', calendar)).toEqual({
      day: '2022-09-19',
      reason: 'bank holiday',
      name: 'Bank holiday for the State Funeral of Queen Elizabeth II',
      basis: 'Banking and Financial Dealings Act 1971, s. 1(3): royal proclamation for this day alone',
    });
    expect(whyNotWorking('2024-07-13', calendar)).toEqual({ day: '2024-07-13', reason: 'Saturday' });
    expect(whyNotWorking('2022-05-30', calendar)).toBeUndefined();
  });

  it('differs by jurisdiction and by kind of council', () => {
    const closedOn = (day: string): string[] =>
      CALENDAR_NAMES.filter((name) => !isWorkingDay(day, calendarNamed(name))).toSorted();
    expect(closedOn('2025-03-17')).toEqual(['northern-ireland']);
    expect(closedOn('2026-06-15')).toEqual(['scotland']);
    expect(closedOn('2024-12-24')).toEqual(['england-and-wales-without-christmas-eve']);
    expect(closedOn('2024-07-13')).toEqual(CALENDAR_NAMES.filter((name) => name !== 'parish').toSorted());
    expect(closedOn('2024-07-14')).toEqual(CALENDAR_NAMES.toSorted());
  });

  it('finds the day on which a reminder goes out', () => {
    expect(sameOrPreviousWorkingDay('2024-08-26', calendar)).toBe('2024-08-23');
    expect(sameOrPreviousWorkingDay('2024-08-27', calendar)).toBe('2024-08-27');
  });
});

describe('a proclaimed holiday', () => {
  const proclaimed: HolidayFact = {
    type: 'HolidayProclaimed',
    data: { day: '2027-03-12', name: 'a day of thanksgiving', basis: 'royal proclamation of January 2027' },
  };
  const withdrawn: HolidayFact = {
    type: 'HolidayWithdrawn',
    data: { day: '2027-03-12', reason: 'the proclamation was revoked' },
  };

  it('moves what it falls into, and the receipt cites the new version', () => {
    expect(count(meeting, calendar).result).toBe('2027-03-08');
    const after = count(meeting, afterHolidayFacts(calendar, [proclaimed]));
    expect(after.result).toBe('2027-03-05');
    expect(after.receipt.calendar).toEqual({ name: 'england-and-wales', version: 2 });
    expect(after.receipt.skipped).toContainEqual({
      day: '2027-03-12',
      reason: 'bank holiday',
      name: 'a day of thanksgiving',
      basis: 'royal proclamation of January 2027',
    });
  });

  it('can be withdrawn, which is a version too', () => {
    const after = count(meeting, afterHolidayFacts(calendar, [proclaimed, withdrawn]));
    expect(after).toMatchObject({ result: '2027-03-08', receipt: { calendar: { version: 3 } } });
  });

  it('leaves the calendar that it was added to as it was', () => {
    afterHolidayFacts(calendar, [proclaimed]);
    expect(isWorkingDay('2027-03-12', calendar)).toBe(true);
  });
});

describe('an authority’s own days', () => {
  const local = withLocalDays(calendar, {
    closures: [{ first: '2024-12-27', last: '2024-12-31', name: 'Christmas to New Year' }],
    recesses: [{ first: '2024-07-22', last: '2024-08-30', name: 'summer recess' }],
  });

  it('do not alter a statutory count', () => {
    expect(count({ convention: 'CLR_W', amount: 5, anchor: '2025-01-07' }, local).result).toBe('2024-12-27');
  });

  it('are skipped where the rule asks for it, and the receipt says so', () => {
    const counted = count(
      { convention: 'AFTER_W', amount: 5, anchor: '2024-12-20', alsoSkip: ['local closure'] },
      local,
    );
    expect(counted.result).toBe('2025-01-06');
    expect(counted.receipt.skipped).toContainEqual({
      day: '2024-12-30',
      reason: 'local closure',
      name: 'Christmas to New Year',
    });
    expect(count({ convention: 'AFTER_W', amount: 1, anchor: '2024-07-19', alsoSkip: ['recess'] }, local).result).toBe(
      '2024-09-02',
    );
  });
});

describe('the working day before or after a closure of years', () => {
  const CLOSED = ['local closure'] as const;
  let looks = 0;
  const span = (first: string, last: string) => ({
    ...{ last, name: 'closed' },
    get first() {
      looks += 1;
      return first;
    },
  });
  const closed = (...closures: readonly ReturnType<typeof span>[]) => withLocalDays(calendar, { closures });

  it('is that of a count day by day', () => {
    const local = closed(
      span('2024-12-23', '2025-01-03'),
      span('2025-01-04', '2027-05-01'),
      span('2027-05-05', '2027-05-06'),
    );
    for (const day of ['2024-12-20', '2024-12-24', '2025-06-30', '2027-05-02', '2027-05-04', '2027-05-07']) {
      expect(nextWorkingDay(day, local, CLOSED)).toBe(walk(day, 1, 1, local, CLOSED).last);
      expect(previousWorkingDay(day, local, CLOSED)).toBe(walk(day, -1, 1, local, CLOSED).last);
    }
  });

  it('is found without a look at each of its days', () => {
    const local = closed(span('2016-01-01', '9999-12-31'));
    looks = 0;
    expect(previousWorkingDay('2032-06-30', local, CLOSED)).toBe('2015-12-31');
    expect(() => nextWorkingDay('2015-12-31', local, CLOSED)).toThrow('this count needs 2033-01-01');
    expect(looks).toBeLessThan(20);
  });
});

describe('a cut-off hour', () => {
  const closes = (anchor: string) =>
    count({ convention: 'AFTER_W', amount: 5, anchor, cutOff: '17:00' }, calendar).result;

  it('gives what comes at it or later to the next working day', () => {
    expect(closes('2024-07-09T16:59')).toBe('2024-07-16');
    expect(closes('2024-07-09T17:00')).toBe('2024-07-17');
    expect(closes('2024-07-12T17:30')).toBe('2024-07-22');
  });

  it('never lets what came later end earlier', () => {
    expect(closes('2024-07-13T10:00')).toBe('2024-07-22');
  });
});

describe('what cannot be computed', () => {
  it.each<[string, CountQuestion]>([
    ['a day before the table', { convention: 'AFTER_W', amount: 5, anchor: '2014-12-20' }],
    ['a count that passes its end', { convention: 'AFTER_W', amount: 5, anchor: '2032-12-29' }],
    ['a count that passes its beginning', { convention: 'CLR_W', amount: 5, anchor: '2015-01-06' }],
    ['a reading that passes its end', { convention: 'BEGIN_W_NEXT', amount: 6, anchor: '2032-12-21' }],
    [
      'hours that pass its beginning',
      { convention: 'HOURS_X', amount: 48, anchor: '2015-01-02T10:00', skip: 'non-working days' },
    ],
    ['a fraction', { convention: 'AFTER_C', amount: 1.5, anchor: '2024-07-10' }],
    ['less than nothing', { convention: 'AFTER_C', amount: -1, anchor: '2024-07-10' }],
    ['no number', { convention: 'AFTER_C', amount: Number.NaN, anchor: '2024-07-10' }],
    ['more than any rule counts', { convention: 'AFTER_C', amount: 100_001, anchor: '2024-07-10' }],
    ['a period of nothing', { convention: 'BEGIN_M', amount: 0, anchor: '2024-07-10' }],
    ['the working day after none', { convention: 'AFTER_W', amount: 0, anchor: '2024-07-10' }],
    ['a day that does not exist', { convention: 'AFTER_C', amount: 1, anchor: '2023-02-29' }],
    ['a year of five digits', { convention: 'AFTER_Y', amount: 9000, anchor: '2024-07-10' }],
    ['hours before a day', { convention: 'HOURS_X', amount: 5, anchor: '2024-07-10' }],
    ['hours before a time with an offset', { convention: 'HOURS_X', amount: 5, anchor: '2024-07-10T10:00Z' }],
    ['a window that closes before it opens', { convention: 'WINDOW', first: '2024-07-10', last: '2024-07-09' }],
    ['a period of no length', { convention: 'EVERY', period: 'P0D', anchor: '2024-07-10', times: 2 }],
    ['a period in hours', { convention: 'EVERY', period: 'PT12H', anchor: '2024-07-10', times: 2 }],
    ['no times', { convention: 'EVERY', period: 'P1M', anchor: '2024-07-10', times: 0 }],
    ['a cut-off without a time', { convention: 'AFTER_W', amount: 5, anchor: '2024-07-10', cutOff: '17:00' }],
    ['what needs facts', { convention: 'ASARP' }],
  ])('is said in one line, never guessed: %s', (_, question) => {
    const ask = (): unknown => count(question, calendar);
    expect(ask).toThrow(CannotCompute);
    expect(ask).toThrow(/^[^\n]+$/);
  });

  it('does not reach into counts of calendar days, for which no holiday has to be known', () => {
    expect(count({ convention: 'AFTER_C', amount: 28, anchor: '2040-01-01' }, calendar).result).toBe('2040-01-29');
    expect(occurrence('2040-01-31', 'P1M', 1)).toBe('2040-02-29');
  });

  it('is not the last day of the table itself', () => {
    expect(count({ convention: 'AFTER_W', amount: 1, anchor: '2032-12-30' }, calendar).result).toBe('2032-12-31');
  });
});
