import { describe, expect, it } from '@jest/globals';
import { calendarNamed, withLocalDays } from '#calendar';
import { deadlineOn } from './deadline-terms.js';
import { ladderOf, type LadderStep, rungInWords } from './ladder.js';

const calendar = calendarNamed('england-and-wales');
const steps: readonly LadderStep[] = ['-P18M', '-P7D', 'P0D', 'P1D'].map((at) => ({ at, offices: ['clerk'] }));
const BEYOND = 'the calendar england-and-wales (version 1) knows 2015-01-01 to 2032-12-31, and this count needs';

describe('a ladder that reaches beyond what the calendar knows', () => {
  it('says of each step without a morning what it lacks, and sends the others', () => {
    const { rungs, uncounted } = ladderOf({ dueOn: '2033-01-05' }, steps, calendar);
    expect(rungs.map(({ rung, sendAt }) => [rung, sendAt])).toEqual([
      ['T-18m', '2031-07-04T08:00:00.000Z'],
      ['T-7d', '2032-12-29T09:00:00.000Z'],
    ]);
    expect(uncounted).toEqual([
      { rung: 'T', offices: ['clerk'], reason: `${BEYOND} 2033-01-05` },
      { rung: 'T+1d', offices: ['clerk'], reason: `${BEYOND} 2033-01-06` },
    ]);
  });

  it('tells apart also what lies before the first year of the table, and never guesses its morning', () => {
    const { rungs, uncounted } = ladderOf({ dueOn: '2015-01-01' }, steps, calendar);
    expect(rungs.map(({ rung }) => rung)).toEqual(['T+1d']);
    expect(uncounted?.map(({ rung, reason }) => [rung, reason])).toEqual([
      ['T-18m', `${BEYOND} 2013-07-01`],
      ['T-7d', `${BEYOND} 2014-12-25`],
      ['T', `${BEYOND} 2014-12-31`],
    ]);
  });

  it('says so, too, of a step after the last day that can be written', () => {
    expect(ladderOf({ dueOn: '9999-12-31' }, steps, calendar).uncounted?.at(-1)).toEqual({
      ...{ rung: 'T+1d', offices: ['clerk'], reason: 'the count leaves the years 0001 to 9999 from 9999-12-31' },
    });
  });

  it('leaves the deadline its date', () => {
    const rule = { id: 'R49', version: 1, basis: 'resolution', citation: 'a request', hardness: 'promised' } as const;
    const told = { key: 'R49/1', title: 'A report', body: 'Cabinet', startedBy: 'fact' };
    const date = { dueOn: '2040-01-31', receipt: {}, explained: 'the body asked for it by Tuesday 31 January 2040' };
    const rules = { R49: { owner: 'clerk', ladder: steps } };
    expect(deadlineOn(rule, told, date, { calendar, rules })).toMatchObject({
      ...{ dueOn: '2040-01-31', dueAt: '2040-02-01T00:00:00.000Z', rungs: [] },
      uncounted: steps.map(() => ({ offices: ['clerk'], reason: expect.stringContaining(BEYOND) })),
    });
  });
});

describe('a ladder that meets a closure of the offices', () => {
  const closed = withLocalDays(calendar, {
    closures: [{ first: '2027-01-20', last: '2027-01-22', name: 'Stocktaking' }],
    recesses: [{ first: '2027-01-25', last: '2027-01-29', name: 'Recess' }],
  });
  const mornings = (dueOn: string): readonly (readonly [string, string])[] =>
    ladderOf({ dueOn }, steps, closed).rungs.map(({ rung, sendAt }) => [rung, sendAt.slice(0, 10)]);

  it('goes out on the last day before that is worked, and an overdue notice on the first day after; a recess closes no office', () => {
    expect(mornings('2027-01-28').slice(1)).toEqual([
      ['T-7d', '2027-01-19'],
      ['T', '2027-01-28'],
      ['T+1d', '2027-01-29'],
    ]);
    expect(mornings('2027-01-20').slice(1)).toEqual([
      ['T-7d', '2027-01-13'],
      ['T', '2027-01-19'],
      ['T+1d', '2027-01-25'],
    ]);
  });
});

describe('a step in words', () => {
  it.each([
    ['T-7d', '7 days before'],
    ['T-18m', '18 months before'],
    ['T+1d', '1 day after'],
    ['T-1y6m', '1 year and 6 months before'],
    ['T', 'on the day'],
    ['open', 'as the window opens'],
    ['half-way', 'half-way through the window'],
  ])('%s is %s', (rung, words) => {
    expect(rungInWords(rung)).toBe(words);
  });
});
