import { describe, expect, it } from '@jest/globals';
import { calendarNamed, count, type CountQuestion } from './index.js';

const calendar = calendarNamed('england-and-wales');
const resultOf = (question: CountQuestion): unknown => count(question, calendar).result;

describe('five clear working days', () => {
  it.each([
    ['2024-06-26', '2024-06-18'],
    ['2024-12-18', '2024-12-10'],
    ['2025-01-07', '2024-12-27'],
    ['2019-04-23', '2019-04-11'],
    // The State Funeral of 19 September 2022, announced nine days before, took a day away.
    ['2022-09-22', '2022-09-13'],
    // Two days of the Platinum Jubilee, and 30 May an ordinary Monday.
    ['2022-06-08', '2022-05-27'],
    ['2022-05-31', '2022-05-23'],
    ['2020-05-12', '2020-05-01'],
    ['2023-05-11', '2023-05-02'],
  ])('before a meeting on %s leave %s as the last day to publish', (anchor, result) => {
    expect(resultOf({ convention: 'CLR_W', amount: 5, anchor })).toBe(result);
  });

  it('are also right for a meeting on a day that is no working day', () => {
    expect(resultOf({ convention: 'CLR_W', amount: 5, anchor: '2025-01-01' })).toBe('2024-12-20');
  });
});

describe('clear calendar days', () => {
  it.each([
    ['2024-06-26', '2024-05-28'],
    ['2024-12-18', '2024-11-19'],
    ['2025-01-07', '2024-12-09'],
    ['2019-04-23', '2019-03-25'],
  ])('28 before %s are %s', (anchor, result) => {
    expect(resultOf({ convention: 'CLR_C', amount: 28, anchor })).toBe(result);
  });
});

describe('working days after', () => {
  it.each([
    ['ELAPSE_W', 5, '2025-03-10', '2025-03-18'],
    ['ELAPSE_W', 5, '2025-03-07', '2025-03-15'],
    ['AFTER_W', 5, '2024-07-09', '2024-07-16'],
    ['AFTER_W', 1, '2025-04-17', '2025-04-22'],
    ['AFTER_W', 1, '2015-12-25', '2015-12-29'],
    ['BEGIN_W_NEXT', 5, '2025-03-25', '2025-04-01'],
    ['BEGIN_W_NEXT', 5, '2024-12-18', '2024-12-27'],
  ] as const)('%s %s from %s gives %s', (convention, amount, anchor, result) => {
    expect(resultOf({ convention, amount, anchor })).toBe(result);
  });
});

describe('calendar days, months and years', () => {
  it.each([
    ['AFTER_C', 28, '2024-06-26', '2024-07-24'],
    ['AFTER_C', 0, '2024-06-26', '2024-06-26'],
    ['BEGIN_C', 28, '2024-06-26', '2024-07-23'],
    ['BEGIN_C', 1, '2024-06-26', '2024-06-26'],
    ['BEGIN_M', 2, '2024-06-26', '2024-08-25'],
    ['BEGIN_M', 1, '2024-02-01', '2024-02-29'],
    ['BEGIN_Y', 3, '2025-04-01', '2028-03-31'],
    ['BEGIN_Y', 6, '2025-03-25', '2031-03-24'],
    ['BEGIN_Y', 40, '2025-03-25', '2065-03-24'],
    ['BEFORE_M', 15, '2028-04-01', '2027-01-01'],
    ['BEFORE_M', 1, '2025-03-31', '2025-02-28'],
    ['AFTER_M', 12, '2024-02-29', '2025-02-28'],
    ['AFTER_M', 1, '2024-01-31', '2024-02-29'],
    ['AFTER_Y', 1, '2024-02-29', '2025-02-28'],
    ['AFTER_Y', 4, '2024-02-29', '2028-02-29'],
  ] as const)('%s %s from %s gives %s', (convention, amount, anchor, result) => {
    expect(resultOf({ convention, amount, anchor })).toBe(result);
  });
});

describe('what the law leaves open', () => {
  it.each([
    [2, '2024-12-31', '2025-02-27', '2025-02-28'],
    [2, '2023-12-31', '2024-02-28', '2024-02-29'],
    [1, '2024-08-31', '2024-09-29', '2024-09-30'],
  ])('%s months beginning with %s end on %s, or on %s by the other reading', (amount, anchor, result, other) => {
    const counted = count({ convention: 'BEGIN_M', amount, anchor }, calendar);
    expect(counted).toMatchObject({ result, contested: true, alternatives: [other] });
    expect(counted.receipt.readings?.map(({ actedOn }) => actedOn)).toEqual([true, false]);
  });

  it('is not the end of a month that has its corresponding date', () => {
    for (const anchor of ['2024-06-26', '2025-02-28', '2024-10-31', '2024-12-30'])
      expect(count({ convention: 'BEGIN_M', amount: 2, anchor }, calendar).contested).toBe(
        anchor === '2024-12-30' ? true : undefined,
      );
  });

  it('includes Christmas Eve in the leader’s five working days, when it would be one of them', () => {
    const ask = (anchor: string) => count({ convention: 'BEGIN_W_NEXT', amount: 5, anchor }, calendar);
    expect(ask('2024-12-18')).toMatchObject({ result: '2024-12-27', contested: true, alternatives: ['2024-12-30'] });
    expect(ask('2024-12-17')).toMatchObject({ result: '2024-12-24', contested: true, alternatives: ['2024-12-27'] });
    expect(ask('2024-12-16').contested).toBeUndefined();
    expect(ask('2024-12-24').contested).toBeUndefined();
    expect(ask('2022-12-20').contested).toBeUndefined();
  });

  it('is settled by a calendar that says so', () => {
    const settled = calendarNamed('england-and-wales-without-christmas-eve');
    const counted = count({ convention: 'BEGIN_W_NEXT', amount: 5, anchor: '2024-12-18' }, settled);
    expect(counted.result).toBe('2024-12-30');
    expect(counted.contested).toBeUndefined();
  });

  it('is not asked of other conventions in working days', () => {
    expect(count({ convention: 'AFTER_W', amount: 5, anchor: '2024-12-18' }, calendar).contested).toBeUndefined();
  });
});

describe('hours before', () => {
  it.each([
    [55, '2025-03-27T19:00', '2025-03-25T12:00'],
    [55, '2025-03-25T19:00', '2025-03-21T12:00'],
    [24, '2025-03-24T10:00', '2025-03-21T10:00'],
    [10, '2025-03-24T10:00', '2025-03-24T00:00'],
    [11, '2025-03-24T10:00', '2025-03-21T23:00'],
    [24, '2025-03-22T15:00', '2025-03-21T00:00'],
    [0, '2025-03-27T19:00', '2025-03-27T19:00'],
    [1, '2025-03-27T19:00:30', '2025-03-27T18:00:30'],
  ])('%s before %s, over weekends, is %s', (amount, anchor, result) => {
    expect(resultOf({ convention: 'HOURS_X', amount, anchor })).toBe(result);
  });

  it('pass over what they are told to pass over', () => {
    const before = (skip: 'non-working days' | ('Saturday' | 'Sunday')[]): unknown =>
      resultOf({ convention: 'HOURS_X', amount: 24, anchor: '2025-04-22T10:00', skip });
    expect(before([])).toBe('2025-04-21T10:00');
    expect(before('non-working days')).toBe('2025-04-17T10:00');
    expect(resultOf({ convention: 'HOURS_X', amount: 24, anchor: '2025-03-24T10:00', skip: ['Sunday'] })).toBe(
      '2025-03-22T10:00',
    );
  });

  it('are civil hours, so that a change of the clocks adds none', () => {
    expect(resultOf({ convention: 'HOURS_X', amount: 24, anchor: '2025-03-30T19:00', skip: [] })).toBe(
      '2025-03-29T19:00',
    );
  });
});

describe('a recurrence', () => {
  it('is computed from its anchor, never from the date before', () => {
    expect(resultOf({ convention: 'EVERY', period: 'P1M', anchor: '2024-01-31', times: 4 })).toEqual([
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31',
    ]);
  });

  it('of a duty for a period falls due on the last day of each period: the quarters and years of a plan', () => {
    const due = 'on the last day of the period';
    const quarters = count(
      { convention: 'EVERY', period: 'P3M', anchor: '2025-04-01', times: 12, due },
      calendar,
    ).result;
    expect([quarters[0], quarters[1], quarters.at(-1)]).toEqual(['2025-06-30', '2025-09-30', '2028-03-31']);
    expect(resultOf({ convention: 'EVERY', period: 'P1Y', anchor: '2025-04-01', times: 3, due })).toEqual([
      '2026-03-31',
      '2027-03-31',
      '2028-03-31',
    ]);
  });

  it('may be in weeks, days or several units', () => {
    expect(resultOf({ convention: 'EVERY', period: 'P1Y2M1W3D', anchor: '2024-01-01', times: 2 })).toEqual([
      '2025-03-11',
      '2026-05-21',
    ]);
  });
});

describe('a window', () => {
  it('of 10 July to 2 October 2024 opens and closes at midnight in London, 85 days', () => {
    expect(resultOf({ convention: 'WINDOW', first: '2024-07-10', last: '2024-10-02' })).toEqual({
      opensAt: '2024-07-09T23:00:00.000Z',
      closesAt: '2024-10-02T23:00:00.000Z',
      daysInclusive: 85,
    });
  });

  it('across both changes of the clocks opens in one offset and closes in the other', () => {
    expect(resultOf({ convention: 'WINDOW', first: '2025-03-30', last: '2025-03-30' })).toEqual({
      opensAt: '2025-03-30T00:00:00.000Z',
      closesAt: '2025-03-30T23:00:00.000Z',
      daysInclusive: 1,
    });
    expect(resultOf({ convention: 'WINDOW', first: '2024-10-27', last: '2024-10-27' })).toEqual({
      opensAt: '2024-10-26T23:00:00.000Z',
      closesAt: '2024-10-28T00:00:00.000Z',
      daysInclusive: 1,
    });
  });

  it('closes at a stated hour, the later one where the clocks show it twice', () => {
    const closing = (last: string, closingTime: string) =>
      count({ convention: 'WINDOW', first: '2024-07-10', last, closingTime }, calendar).result.closesAt;
    expect(closing('2024-10-02', '17:00')).toBe('2024-10-02T16:00:00.000Z');
    expect(closing('2024-10-27', '01:30')).toBe('2024-10-27T01:30:00.000Z');
  });
});
