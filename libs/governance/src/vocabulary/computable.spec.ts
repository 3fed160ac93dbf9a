import { describe, expect, it } from '@jest/globals';
import { calendarNamed, CannotCompute, count } from '#calendar';
import { datedBy, undatedBy } from './computable.js';
import { type DerivedDeadline } from './deadline.js';
import { counted, deadlineOn } from './deadline-terms.js';

const terms = { calendar: calendarNamed('england-and-wales'), rules: {} };
const rule = { id: 'R49', version: 1, basis: 'resolution', citation: 'a request', hardness: 'promised' } as const;
const dueAfter = (anchor: string): DerivedDeadline =>
  deadlineOn(
    rule,
    { key: `R49/${anchor}`, title: `A report a month after ${anchor}`, body: 'Cabinet', startedBy: 'fact' },
    () => counted(count({ convention: 'AFTER_M', amount: 1, anchor }, terms.calendar)),
    terms,
  );

describe('a deadline whose date cannot be computed', () => {
  const clocks = ['2027-01-31', '9999-12-31', '2028-01-31'].map((anchor) => () => dueAfter(anchor));

  it('takes no other with it, and is said with the reason', () => {
    expect(datedBy(clocks).map(({ dueOn }) => dueOn)).toEqual(['2027-02-28', '2028-02-29']);
    expect(undatedBy(clocks)).toEqual([
      {
        ...{ key: 'R49/9999-12-31', title: 'A report a month after 9999-12-31', rule: 'R49' },
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
