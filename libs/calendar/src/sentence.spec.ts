import { describe, expect, it } from '@jest/globals';
import { calendarNamed, count, type CountQuestion, sentenceOf, sentenceOfLast, withLocalDays } from './index.js';

const calendar = withLocalDays(calendarNamed('england-and-wales'), {
  closures: [{ first: '2024-12-27', last: '2024-12-27', name: 'Christmas week' }],
});

describe('an officer reads', () => {
  it.each<[CountQuestion, string]>([
    [
      { convention: 'CLR_W', amount: 5, anchor: '2025-01-07' },
      "five clear working days before Tuesday 7 January 2025: 1 January is a bank holiday (New Year's Day), Saturdays and Sundays are not counted, so publish by Friday 27 December 2024",
    ],
    [
      { convention: 'CLR_W', amount: 1, anchor: '2024-07-11' },
      'one clear working day before Thursday 11 July 2024: no day is skipped, so publish by Tuesday 9 July 2024',
    ],
    [
      { convention: 'CLR_C', amount: 28, anchor: '2024-12-18' },
      '28 clear days before Wednesday 18 December 2024: every day between counts and neither end does, so publish by Tuesday 19 November 2024',
    ],
    [
      { convention: 'ELAPSE_W', amount: 5, anchor: '2025-03-10' },
      'after five clear working days following Monday 10 March 2025: Saturdays and Sundays are not counted, the last of them is Monday 17 March 2025, so act no earlier than Tuesday 18 March 2025',
    ],
    [
      { convention: 'AFTER_W', amount: 3, anchor: '2024-12-23T18:00', cutOff: '17:00', alsoSkip: ['local closure'] },
      "three working days after 18:00 on Monday 23 December 2024: with a cut-off at 17:00 it counts as of Tuesday 24 December 2024, 25 December is a bank holiday (Christmas Day), 26 December is a bank holiday (Boxing Day), the offices are closed on 27 December (Christmas week), 1 January is a bank holiday (New Year's Day), Saturdays and Sundays are not counted, so by the end of Thursday 2 January 2025",
    ],
    [
      { convention: 'AFTER_C', amount: 28, anchor: '2024-06-26' },
      '28 days after Wednesday 26 June 2024: every day counts but that one, so by the end of Wednesday 24 July 2024',
    ],
    [
      { convention: 'BEGIN_C', amount: 10, anchor: '2024-06-26' },
      'ten days beginning with Wednesday 26 June 2024: every day counts and that one is the first, so by the end of Friday 5 July 2024',
    ],
    [
      { convention: 'BEGIN_M', amount: 2, anchor: '2024-06-26' },
      'two months beginning with Wednesday 26 June 2024: that day counts and the corresponding date is 26 August, so the last day is the one before, Sunday 25 August 2024',
    ],
    [
      { convention: 'BEGIN_M', amount: 2, anchor: '2024-12-31' },
      "two months beginning with Tuesday 31 December 2024: that day counts and the month has no day 31, for which 28 February stands, so the last day is the one before, Thursday 27 February 2025; the law can also be read to give Friday 28 February 2025 (there is no corresponding date, and the month's last day ends the period), and the earlier is acted on",
    ],
    [
      { convention: 'BEGIN_Y', amount: 3, anchor: '2025-04-01' },
      'three years beginning with Tuesday 1 April 2025: that day counts and the corresponding date is 1 April, so the last day is the one before, Friday 31 March 2028',
    ],
    [
      { convention: 'BEFORE_M', amount: 1, anchor: '2025-03-31' },
      'one month before Monday 31 March 2025: the month has no day 31, for which 28 February stands, so by Friday 28 February 2025',
    ],
    [
      { convention: 'AFTER_M', amount: 12, anchor: '2024-06-26' },
      '12 months after Wednesday 26 June 2024: the corresponding date is 26 June, so by the end of Thursday 26 June 2025',
    ],
    [
      { convention: 'AFTER_Y', amount: 1, anchor: '2024-06-26' },
      'one year after Wednesday 26 June 2024: the corresponding date is 26 June, so by the end of Thursday 26 June 2025',
    ],
    [
      { convention: 'BEGIN_W_NEXT', amount: 5, anchor: '2024-12-17' },
      'five working days beginning on the day after Tuesday 17 December 2024: Saturdays and Sundays are not counted, so by the end of Tuesday 24 December 2024; the law can also be read to give Friday 27 December 2024 (Christmas Eve is not a working day), and the earlier is acted on',
    ],
    [
      { convention: 'HOURS_X', amount: 55, anchor: '2025-03-25T19:00' },
      '55 hours before 19:00 on Tuesday 25 March 2025: Saturdays and Sundays are not counted, so by 12:00 on Friday 21 March 2025',
    ],
    [
      { convention: 'EVERY', period: 'P3M', anchor: '2025-04-01', times: 2 },
      'every three months from Tuesday 1 April 2025, two dates, each counted from that day: Tuesday 1 July 2025 and Wednesday 1 October 2025',
    ],
    [
      { convention: 'EVERY', period: 'P1Y', anchor: '2025-04-01', times: 1, due: 'on the last day of the period' },
      'every year from Tuesday 1 April 2025, due on the last day of each period, one date, each counted from that day: Tuesday 31 March 2026',
    ],
    [
      { convention: 'WINDOW', first: '2024-07-10', last: '2024-10-27', closingTime: '01:30' },
      'from the start of Wednesday 10 July 2024 to 01:30 on Sunday 27 October 2024, when the clocks show that time again, London time: 110 days with both included',
    ],
    [
      { convention: 'WINDOW', first: '2025-03-01', last: '2025-03-30', closingTime: '01:30' },
      'from the start of Saturday 1 March 2025 to 01:30 on Sunday 30 March 2025, London time: 30 days with both included',
    ],
    [
      { convention: 'WINDOW', first: '2024-07-10', last: '2024-10-02' },
      'from the start of Wednesday 10 July 2024 to the end of Wednesday 2 October 2024, London time: 85 days with both included',
    ],
    [
      { convention: 'WINDOW', first: '2024-07-10', last: '2024-07-10', closingTime: '17:00' },
      'from the start of Wednesday 10 July 2024 to 17:00 on Wednesday 10 July 2024, London time: one day with both included',
    ],
    [
      { convention: 'CLR_C', amount: 0, anchor: '2024-07-10' },
      'the day before Wednesday 10 July 2024, so publish by Tuesday 9 July 2024',
    ],
    [
      { convention: 'CLR_W', amount: 0, anchor: '2024-07-08' },
      'the working day before Monday 8 July 2024: Saturdays and Sundays are not counted, so publish by Friday 5 July 2024',
    ],
    [
      { convention: 'ELAPSE_W', amount: 0, anchor: '2025-01-03' },
      'the day after Friday 3 January 2025: nothing has to elapse between, so act no earlier than Saturday 4 January 2025',
    ],
    [{ convention: 'AFTER_C', amount: 0, anchor: '2024-07-10' }, 'on Wednesday 10 July 2024 itself'],
  ])('%j', (question, sentence) => {
    expect(sentenceOf(count(question, calendar).receipt)).toBe(sentence);
  });

  it('what is to be done by the day, where a rule counts clear days before something other than a meeting', () => {
    const { receipt } = count({ convention: 'CLR_C', amount: 0, anchor: '2024-07-10' }, calendar);
    expect(sentenceOf(receipt, 'have it ready')).toBe(
      'the day before Wednesday 10 July 2024, so have it ready by Tuesday 9 July 2024',
    );
  });

  it('a number instead of a list where a count passes many holidays', () => {
    const { receipt } = count({ convention: 'AFTER_W', amount: 300, anchor: '2024-01-02' }, calendar);
    expect(sentenceOf(receipt)).toContain(
      'after Tuesday 2 January 2024: eight bank holidays, Saturdays and Sundays are not counted, so',
    );
  });
});

describe('the sentence of the last date of a recurrence names that date and no other', () => {
  it.each([
    [1, 'the first is Thursday 8 October 2026'],
    [3, 'the third is Thursday 22 October 2026'],
    [11, 'the 11th is Thursday 17 December 2026'],
    [12, 'the 12th is Thursday 24 December 2026'],
    [21, 'the 21st is Thursday 25 February 2027'],
    [22, 'the 22nd is Thursday 4 March 2027'],
    [23, 'the 23rd is Thursday 11 March 2027'],
  ])('date %i', (times, words) => {
    const { receipt } = count({ convention: 'EVERY', period: 'P1W', anchor: '2026-10-01', times }, calendar);
    expect(sentenceOfLast(receipt)).toBe(
      `every week from Thursday 1 October 2026, each date counted from that day: ${words}`,
    );
  });
});

describe('a receipt', () => {
  it('survives being written down, with the grounds that the caller gave', () => {
    const grounds = {
      rule: { id: 'R07', version: 1, basis: 'LGA 1972 s. 100B' },
      startedBy: 'the meeting was convened',
    };
    const { receipt } = count({ convention: 'CLR_W', amount: 5, anchor: '2025-01-07' }, calendar, grounds);
    const read = JSON.parse(JSON.stringify(receipt)) as typeof receipt;
    expect(read).toEqual(receipt);
    expect(read).toMatchObject({ ...grounds, start: '2025-01-07', convention: 'CLR_W', result: '2024-12-27' });
    expect(sentenceOf(read)).toBe(sentenceOf(receipt));
  });
});
