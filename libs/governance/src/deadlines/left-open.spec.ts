import { describe, expect, it } from '@jest/globals';
import { foldAll } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { goldenLeftOpen } from '../testing/golden-left-open.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { isToldAnew, leftOpenFacts } from './left-open.js';
import { leftOpenBoard } from './left-open-board.js';

const { DatesLeftOpen: told } = goldenLeftOpen;
const left = { type: 'DatesLeftOpen', data: told[1] };
const closed = { type: 'DatesLeftOpen', data: { ...told[1], open: [] } };

const rowsAfter = (...facts: readonly (typeof left | typeof closed)[]) =>
  leftOpenBoard.rows(foldAll(leftOpenBoard, recorded(facts)), {
    ...{ category: 'deadlines', authority: 'coventry', id: 'plan-1' },
  })['dates'];

describe('what is left open of dates', () => {
  it('has a golden example of every type and version of fact, and is read for ever', () => {
    expect(Object.keys(goldenLeftOpen)).toEqual(Object.keys(leftOpenFacts));
    expect(Object.keys(told).map(Number)).toEqual(Object.values(leftOpenFacts));
    const of = { authority: 'coventry', held_under: 'plan-1', subject_category: 'plan', subject: '1' };
    expect(rowsAfter(left)).toEqual([
      { ...of, ...told[1].open[0], rung: '', offices: null },
      { ...of, ...told[1].open[1] },
    ]);
    expect(rowsAfter(left, closed)).toEqual([]);
  });

  it('is no deadline, and touches none', () => {
    expect(foldAll(deadlinesSubject, recorded([left]))).toEqual([]);
  });

  it('is told again where it is another, and not where it is the same', () => {
    const [one] = told[1].open;
    const facts = recorded([left]);
    expect(isToldAnew(told[1].open, facts)).toBe(false);
    expect(isToldAnew([one], facts)).toBe(true);
    expect(isToldAnew([], facts)).toBe(true);
    expect(isToldAnew([], [])).toBe(false);
  });
});
