import { describe, expect, it } from '@jest/globals';
import { type Fact } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { deadlinesStreamOf } from '../deadlines/index.js';
import { goldenDeadlines } from '../testing/golden-deadlines.js';
import { timersAfter } from './arm-timers-on-deadlines.js';

const NOW = '2025-06-16T08:00:00.000Z';
const LATER = ['2025-06-23T08:00:00.000Z', '2025-06-30T08:00:00.000Z'] as const;
const stream = deadlinesStreamOf({ category: 'plan', authority: 'coventry', id: 'the-plan' });
const step = (rung: string, sendAt: string) => ({ rung, sendAt, offices: ['community-safety'] });
const rungs = [
  ...[step('T-30d', '2025-05-31T08:00:00.000Z'), step('T-14d', NOW)],
  ...[step('T-7d', LATER[0]), step('T-1w', LATER[0]), step('T-0d', LATER[1])],
];
const { key, version, dueAt, dueOn } = goldenDeadlines.DeadlineSet[1];

const timersOf = (fact: Fact, of = stream) =>
  recorded([fact], { at: NOW })
    .flatMap((told) => timersAfter({ ...told, stream: of }))
    .map(({ dueAt: at, data }) => [data['kind'], at]);
const mornings = LATER.map((at) => ['reminder', at]);
const set = { type: 'DeadlineSet', data: { ...goldenDeadlines.DeadlineSet[1], rungs } };

describe('the timers that a fact about deadlines asks for', () => {
  it('are one of a date that is set, and one of each morning of its ladder that is still to come', () => {
    expect(timersOf(set)).toEqual([['deadline', dueAt], ...mornings]);
  });

  it('are those of the new date, where it moves', () => {
    const to = { dueOn: '2025-07-07', dueAt: '2025-07-07T23:00:00.000Z' };
    const moved = { key, version: 2, from: { dueOn, dueAt }, to, cause: 'it was told', rungs };
    expect(timersOf({ type: 'DeadlineMoved', data: moved })).toEqual([['deadline', to.dueAt], ...mornings]);
  });

  it('are those of the mornings alone, where only the ladder is another one', () => {
    expect(timersOf({ type: 'DeadlineLadderChanged', data: { key, version, rungs } })).toEqual(mornings);
  });

  it('are none of any other fact, nor of another stream', () => {
    expect(timersOf({ type: 'DeadlineMet', data: goldenDeadlines.DeadlineMet[1] })).toEqual([]);
    expect(timersOf(set, 'plan-coventry-the-plan')).toEqual([]);
  });
});
