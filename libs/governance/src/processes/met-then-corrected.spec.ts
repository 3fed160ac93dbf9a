import { describe, expect, it } from '@jest/globals';
import { RecordCorrection } from '../matter-commands.js';
import { planSubject } from '../plan.js';
import { LapsePlan, RecordPlanCopySent, RecordPlanExtended, RecordRenewalStepTaken } from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';
import { DEADLINES, PLAN, PlanInLog } from './testing/plan-in-log.js';

const [ADOPTED, RIGHTLY, SENT, LATER] = ['2026-11-17', '2026-11-18', '2026-12-02', '2026-12-10'] as const;

type Telling = (story: PlanInLog) => void;

const copySent: Telling = (story) => {
  const sent = { occurredOn: SENT, recipient: 'Police and Crime Commissioner' };
  story.tell(planSubject, PLAN, commandOf(RecordPlanCopySent, sent), LATER).kept(LATER);
};

const adoptionCorrected: Telling = (story) => {
  const corrected = {
    ...{ occurredOn: LATER, fact: story.of(PLAN)[0]!.id, authority: 'Council', reason: 'A slip.' },
    mistakeIn: 'record',
    changes: [{ pointer: '/occurredOn', asRecorded: ADOPTED, asCorrected: RIGHTLY }],
  } satisfies Omit<RecordCorrection, 'kind'>;
  story.tell(planSubject, PLAN, commandOf(RecordCorrection, corrected), LATER).kept(LATER);
};

const adopted = (): PlanInLog => {
  const story = new PlanInLog().adopt(ADOPTED);
  story.kept(ADOPTED);
  return story;
};

describe('what is owed over the term', () => {
  it.each([
    ['/countedFrom', undefined, '2027-05-01', 'R32/P3M@2027-05-01/1', '2027-07-31'],
    ['/every', 'P3M', 'P6M', 'R32/P6M/1', '2027-09-30'],
    ['/kind', 'monitoring', 'review', 'R34/P3M/1', '2027-07-01'],
  ] as const)('has the dates that a corrected %s gives', (place, asRecorded, asCorrected, key, dueOn) => {
    const story = adopted();
    expect(story.deadline('R32/P3M/1')).toMatchObject({ status: 'running' });
    const change = { pointer: place, asCorrected };
    const corrected = {
      ...{ occurredOn: LATER, fact: story.of(PLAN)[1]!.id, authority: 'Council', reason: 'A slip.' },
      mistakeIn: 'record',
      changes: [asRecorded === undefined ? change : { ...change, asRecorded }],
    } satisfies Omit<RecordCorrection, 'kind'>;
    story.tell(planSubject, PLAN, commandOf(RecordCorrection, corrected), LATER).kept(LATER);
    expect(story.deadline('R32/P3M/1')).toMatchObject({ status: 'superseded' });
    expect(story.deadline(key)).toMatchObject({ status: 'running', dueOn });
  });
});

describe('a deadline that was met', () => {
  it.each([
    { order: 'before it was met', tellings: [adoptionCorrected, copySent] },
    { order: 'after it was met', tellings: [copySent, adoptionCorrected] },
  ])('has the date that the corrected record gives, where that was corrected $order', ({ tellings }) => {
    const story = adopted();
    expect(story.deadline('R30').dueOn).toBe('2026-12-01');
    for (const tell of tellings) tell(story);
    expect(story.deadline('R30')).toMatchObject({ dueOn: SENT, status: 'met', met: { on: SENT } });
    expect(story.kept(LATER)).toEqual([]);
  });

  it('moves by a fact that names the correction, and is met again in its new version', () => {
    const story = adopted();
    copySent(story);
    const before = story.of(PLAN).length;
    adoptionCorrected(story);
    const correction = story.of(PLAN)[before]!;
    const deadline = story.deadline('R30');
    expect(deadline).toMatchObject({ version: 2, moves: [{ from: { dueOn: '2026-12-01' }, to: { dueOn: SENT } }] });
    expect(deadline.reminders.filter(({ status }) => status !== 'historic' && status !== 'superseded')).toEqual([]);
    expect(story.of(DEADLINES).filter(({ metadata }) => metadata.causationId === correction.id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'DeadlineMoved' }),
        expect.objectContaining({ type: 'DeadlineMet' }),
      ]),
    );
  });

  it('keeps its date where the plan is extended only afterwards', () => {
    const story = adopted();
    const step = { occurredOn: SENT, step: 'options', words: 'The options went to the partnership.' } as const;
    story.tell(planSubject, PLAN, commandOf(RecordRenewalStepTaken, step), LATER).kept(LATER);
    const { dueOn } = story.deadline('R39/options');
    const extended = { occurredOn: LATER, by: 'Council', lastDay: '2031-03-31', reason: 'The county is reorganised.' };
    story.tell(planSubject, PLAN, commandOf(RecordPlanExtended, extended), LATER).kept(LATER);
    expect(story.deadline('R38').dueOn).toBe('2031-03-31');
    expect(story.deadline('R39/options')).toMatchObject({ dueOn, version: 1, status: 'met' });
  });

  it('falls due at the former end again where the plan turns out to have been extended too late', () => {
    const story = adopted();
    const [inTime, late, noticed] = ['2030-03-29', '2030-04-02', '2030-04-03'];
    const extended = { occurredOn: inTime, by: 'Council', lastDay: '2031-03-31', reason: 'The county is reorganised.' };
    const at = story.of(PLAN).length;
    story.tell(planSubject, PLAN, commandOf(RecordPlanExtended, extended), inTime).kept(inTime);
    expect(story.deadline('R38')).toMatchObject({ dueOn: '2031-03-31' });
    const corrected = {
      ...{ occurredOn: noticed, fact: story.of(PLAN)[at]!.id, authority: 'Council', reason: 'A slip.' },
      mistakeIn: 'record',
      changes: [{ pointer: '/occurredOn', asRecorded: inTime, asCorrected: late }],
    } satisfies Omit<RecordCorrection, 'kind'>;
    story.tell(planSubject, PLAN, commandOf(RecordCorrection, corrected), noticed).kept(noticed);
    expect(story.deadline('R38')).toMatchObject({ dueOn: '2030-03-31', status: 'running' });
    story.tell(planSubject, PLAN, new LapsePlan(), noticed);
    expect(story.of(PLAN).at(-1)).toMatchObject({ type: 'PlanLapsed', data: { occurredOn: '2030-03-31' } });
  });

  it('keeps its date where a holiday is proclaimed only afterwards', () => {
    const story = adopted();
    copySent(story);
    story.proclaim('2026-11-24', 'england-and-wales', LATER).kept(LATER);
    expect(story.deadline('R30')).toMatchObject({ dueOn: '2026-12-01', version: 1, status: 'met' });
  });
});
