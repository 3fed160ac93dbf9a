import { describe, expect, it } from '@jest/globals';
import { calendarNamed } from '#calendar';
import { type Fact } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { planSubject } from '../plan.js';
import { RecordPlanCopySent } from '../plans/index.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf } from '../vocabulary/command-of.js';
import { inTimeOf } from '../vocabulary/met.js';
import { USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { clocks } from './clocks.js';
import { DEADLINES, PLAN, PlanInLog } from './testing/plan-in-log.js';

const LEARNED = '2027-02-01';

describe('what was done on a day that is not known', () => {
  const copySent = (occurredOn: string): PlanInLog => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.kept('2026-11-17');
    story.pass('R30', 1, '2026-12-02');
    const sent = { occurredOn, recipient: 'Police and Crime Commissioner' };
    story.tell(planSubject, PLAN, commandOf(RecordPlanCopySent, sent), LEARNED).kept(LEARNED);
    return story;
  };

  it.each([
    ['2026-11', { on: '2026-11-30', known: '2026-11', from: '2026-11-01' }, 'yes'],
    ['2026-12', { on: '2026-12-31', known: '2026-12', from: '2026-12-01' }, 'not known'],
    ['2027-01', { on: '2027-01-31', known: '2027-01', from: '2027-01-01' }, 'no'],
    ['unknown', { on: LEARNED, known: 'unknown' }, 'not known'],
  ])('%s, is met, and in time as far as that is known', (occurredOn, met, inTime) => {
    const story = copySent(occurredOn);
    const deadline = story.deadline('R30');
    expect(deadline).toMatchObject({ dueOn: '2026-12-01', status: 'met' });
    expect(deadline.met).toEqual({ ...met, by: story.of(PLAN).at(-1)!.id });
    expect(inTimeOf(deadline.met!, deadline.dueOn)).toBe(inTime);
    expect(story.kept(LEARNED)).toEqual([]);
    expect(story.of(DEADLINES).filter(({ type }) => type === 'DeadlineMet')).toHaveLength(1);
  });
});

describe('an answer to scrutiny on a day that is not known', () => {
  const terms = { calendar: calendarNamed('england-and-wales'), rules: {}, cadences: [{ cadences: USUAL_CADENCES }] };
  const { RECOMMENDATIONS: recommendations } = IDS;
  const leaves = ['1)', '2)'];
  const asked = [
    told('MatterOpened'),
    told('RecommendationsMade', {
      ...{ items: leaves.map((label) => ({ label, text: `that ${label} be done` })), followUps: [] },
      noticeGivenOn: '2024-06-26',
    }),
  ];
  const answered = (occurredOn: string, resolution: string, answers: readonly string[]): Fact =>
    told('ResolutionPassed', {
      ...{ occurredOn, resolution, body: 'Cabinet' },
      parts: [
        {
          ...{ part: 1, verb: 'Resolves', text: 'Resolves as it does.', meaning: 'answers recommendations' },
          answers: answers.map((leaf) => ({ recommendations, leaf, answer: 'accepted' as const })),
        },
      ],
    });
  const response = (...facts: readonly Fact[]) => {
    const derived = clocks['matter']!(recorded([...asked, ...facts], { at: '2025-01-10T12:00:00.000Z' }), terms);
    return derived.find(({ rule }) => rule.id === 'R16')!;
  };
  const [ONE, OTHER] = ['30000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000002'] as const;

  it.each([
    ['2024-08', { on: '2024-08-31', known: '2024-08', from: '2024-08-01' }],
    ['unknown', { on: '2025-01-10', known: 'unknown' }],
  ])('%s, meets it, and whether in time is not known', (occurredOn, met) => {
    const { met: stopped, dueOn } = response(answered(occurredOn, ONE, leaves));
    expect(dueOn).toBe('2024-08-25');
    expect(stopped).toMatchObject(met);
    expect(inTimeOf(stopped!, dueOn)).toBe('not known');
  });

  it('is late where another part of it was certainly late', () => {
    const { met, dueOn } = response(answered('2024-08-27', ONE, ['1)']), answered('unknown', OTHER, ['2)']));
    expect(met).toMatchObject({ on: '2025-01-10', known: 'unknown', from: '2024-08-27' });
    expect(inTimeOf(met!, dueOn)).toBe('no');
  });
});
