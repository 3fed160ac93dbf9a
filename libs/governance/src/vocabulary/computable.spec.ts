import { describe, expect, it } from '@jest/globals';
import { calendarNamed, CannotCompute } from '#calendar';
import { datedBy, undatedBy } from './computable.js';
import { type DerivedDeadline } from './deadline.js';
import { deadlineOn, statedDate } from './deadline-terms.js';

const terms = { calendar: calendarNamed('england-and-wales'), rules: {} };
const rule = { id: 'R49', version: 1, basis: 'resolution', citation: 'a request', hardness: 'promised' } as const;
const dueBy = (day: string): DerivedDeadline =>
  deadlineOn(
    rule,
    { key: `R49/${day}`, title: `A report by ${day}`, body: 'Cabinet', startedBy: 'fact' },
    statedDate(day, 'STATED', 'the body asked for it by'),
    terms,
  );

describe('a deadline whose date cannot be computed', () => {
  const clocks = ['2027-01-31', '9999-12-31', '2028-01-31'].map((day) => () => dueBy(day));

  it('takes no other with it, and is said with the reason', () => {
    expect(datedBy(clocks).map(({ dueOn }) => dueOn)).toEqual(['2027-01-31', '2028-01-31']);
    expect(undatedBy(clocks)).toEqual([
      {
        ...{ key: 'R49/9999-12-31', title: 'A report by 9999-12-31', rule: 'R49' },
        reason: 'the count leaves the years 0001 to 9999 from 9999-12-31',
      },
    ]);
  });

  it('is nothing that a mistake in the engine could hide behind', () => {
    const mistaken = (): DerivedDeadline => {
      throw new TypeError('nobody wrote this');
    };
    expect(() => datedBy([mistaken])).toThrow('nobody wrote this');
    const unnamed = (): DerivedDeadline => {
      throw new CannotCompute('of which deadline, nobody said');
    };
    expect(() => datedBy([unnamed])).toThrow('nobody said');
  });
});
