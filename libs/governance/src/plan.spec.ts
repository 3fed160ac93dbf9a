import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll } from '#kernel';
import { componentsOf } from '#kernel/input/schema';
import { contextOn, decide, factIdAt, recorded, rulesOf } from '#kernel/testing/given';
import { RecordCorrection } from './corrections/index.js';
import { planAfter, planStreamFacts, planSubject } from './plan.js';
import { planFacet } from './plans/index.js';
import { coventryAdopted, spelthorneAdopted } from './plans/testing/fixtures.js';
import { goldenPlan, goldenPlanFacts, PLAN_IDS, toldOfPlan } from './testing/golden-plan.js';
import { leadsSomewhere } from './testing/leads-somewhere.js';
import { commandOf } from './vocabulary/command-of.js';
import { plainData } from './vocabulary/stated.js';

const types = Object.keys(planFacet.facts);
const examples: Readonly<Record<string, Readonly<Record<string, object>>>> = goldenPlan;
const { given } = rulesOf(planSubject);
const planOf = (...facts: readonly Fact[]) => planAfter(foldAll(planSubject, recorded(facts)).entries);

describe('the record of a plan', () => {
  it('has a golden example of every type and version of fact that it writes', () => {
    expect(Object.keys(goldenPlan).sort()).toStrictEqual([...types].sort());
    for (const type of types)
      expect(Object.keys(examples[type] ?? {})).toContain(String(planStreamFacts[type]?.version));
  });

  it.each(types)('says truly which fields of %s hold personal data and may be corrected', (type) => {
    const definition = planStreamFacts[type];
    const example = examples[type]?.[String(definition?.version)];
    for (const pointer of [...(definition?.personalData ?? []), ...Object.keys(definition?.correctable ?? {})])
      expect({ pointer, leads: leadsSomewhere(example, pointer) }).toEqual({ pointer, leads: true });
  });

  it('reads every golden example for ever', () => {
    const { plan } = planOf(...goldenPlanFacts);
    expect(plan).toMatchObject({
      title: 'Community Safety Partnership Plan 2025-2028',
      firstDay: '2025-04-01',
      lastDay: '2029-03-31',
      adoptions: [{ by: 'Council', succeedsPlan: PLAN_IDS.FORMER_PLAN }],
      obligations: [
        { kind: 'monitoring', every: 'P3M', askedOn: '2025-03-18' },
        { kind: 'progress report', every: 'P1Y', askedOn: '2025-03-18', fact: factIdAt(1) },
      ],
      commenced: { commencedAt: '2025-03-31T23:00:00.000Z' },
      published: [{ where: 'the council’s website' }],
      copiesSent: [{ recipient: 'Police and Crime Commissioner' }],
      monitored: [{ periodEndsOn: '2025-06-30' }],
      reported: [{ yearEndsOn: '2026-03-31' }],
      reviewed: [{ outcome: 'changes', dueOn: '2025-10-01' }],
      assessed: [{ dataTo: '2025-08-31' }],
      refreshed: [{ forYearOf: '2026-04-01' }],
      meetings: [{ occurredOn: '2025-05-14', where: 'the Council House' }],
      extensions: [{ previousLastDay: '2028-03-31' }],
      superseded: { byPlan: PLAN_IDS.NEXT_PLAN },
      lapses: [{ lapsedAt: '2028-03-31T23:00:00.000Z' }],
      renewalOpened: { matter: PLAN_IDS.NEXT_MATTER },
      renewalSteps: [{ step: 'options' }],
      renewed: { firstDay: '2028-04-01' },
    });
  });

  it.each([
    ['PlanPublished', 'published'],
    ['PlanCopySent', 'copiesSent'],
    ['PlanMonitored', 'monitored'],
    ['PlanProgressReported', 'reported'],
    ['PlanReviewed', 'reviewed'],
    ['StrategicAssessmentPrepared', 'assessed'],
    ['PlanRefreshed', 'refreshed'],
    ['PartnershipMet', 'meetings'],
    ['RenewalStepTaken', 'renewalSteps'],
  ] as const)('keeps what is done more than once each time: %s', (type, kept) => {
    const { plan } = planOf(toldOfPlan('PlanAdopted'), toldOfPlan(type), toldOfPlan(type));
    expect(plan[kept].map(({ fact }) => fact)).toEqual([factIdAt(1), factIdAt(2)]);
  });

  it('has one name for each command, and a schema for all that goes in', () => {
    const classes = planSubject.commands.map(({ command }) => command);
    const names = classes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const components = componentsOf(classes);
    for (const { name } of classes) expect(Object.keys(components)).toContain(name);
  });

  it('begins with one command of an office; a process opens it where a matter led to it', () => {
    const on = (wanted: string) => planSubject.commands.filter((line) => line.on === wanted);
    expect(on('a new subject').map(({ command }) => command.name)).toStrictEqual(['RecordPlanAdopted']);
    expect(on('any subject').map(({ command, may }) => [command.name, may])).toStrictEqual([['AdoptPlan', []]]);
  });

  it('is corrected by a later fact, and read as corrected', () => {
    const correction = commandOf(RecordCorrection, {
      occurredOn: '2025-05-01',
      fact: factIdAt(0),
      mistakeIn: 'record',
      changes: [{ pointer: '/lastDay', asRecorded: '2028-03-31', asCorrected: '2028-03-30' }],
      authority: 'Monitoring Officer',
      reason: 'A slip of the pen.',
    });
    const { kind: _kind, ...data } = correction;
    const corrected = { type: 'RecordCorrected', data: structuredClone(data) };
    given(toldOfPlan('PlanAdopted')).when(correction, { on: '2025-05-02' }).then(corrected);
    const { lastDay, adoptions } = planOf(toldOfPlan('PlanAdopted'), corrected).plan;
    expect([lastDay, adoptions[0]?.countedYears]).toEqual(['2028-03-30', undefined]);
  });

  it('is not extended twice to one day', () => {
    const correction = commandOf(RecordCorrection, {
      ...{ occurredOn: '2028-05-01', fact: factIdAt(2), mistakeIn: 'record' },
      changes: [{ pointer: '/lastDay', asRecorded: '2030-03-31', asCorrected: '2029-03-31' }],
      ...{ authority: 'Monitoring Officer', reason: 'A slip of the pen.' },
    });
    const [once, twice] = [toldOfPlan('PlanExtended'), toldOfPlan('PlanExtended', { lastDay: '2030-03-31' })];
    given(toldOfPlan('PlanAdopted'), once, twice)
      .when(correction, { on: '2028-05-02' })
      .thenRefused('until 2029-03-31 already, before an extension to that day', 'plans/never-shortened');
  });

  it('commenced at the midnight of the day to which the record is corrected', () => {
    const change = { pointer: '/occurredOn', asRecorded: '2025-03-28', asCorrected: '2025-03-31' };
    const correction = commandOf(RecordCorrection, {
      ...{ occurredOn: '2025-05-01', fact: factIdAt(1), mistakeIn: 'record', changes: [change] },
      ...{ authority: 'Monitoring Officer', reason: 'A slip of the pen.' },
    });
    const { kind: _kind, ...data } = correction;
    const corrected = { type: 'RecordCorrected', data: plainData(data) };
    const commenced = { occurredOn: '2025-03-28', commencedAt: '2025-03-28T00:00:00.000Z' };
    const told = toldOfPlan('PlanCommenced', commenced);
    for (const first of [told, { ...told, actor: 'automation:deadlines' }]) {
      const history = [toldOfPlan('PlanAdopted'), first];
      given(...history)
        .when(correction, { on: '2025-05-02' })
        .then(corrected);
      expect(planOf(...history, corrected).plan.commenced).toMatchObject({
        ...{ occurredOn: '2025-03-31', commencedAt: '2025-03-30T23:00:00.000Z', isInferred: false },
      });
    }
  });

  it.each([
    ['PlanSuperseded', 'superseded'],
    ['PlanRenewed', 'renewed'],
  ] as const)('is corrected as to which plan follows, which is another one: %s', (type, follows) => {
    const { FORMER_PLAN, NEXT_PLAN } = PLAN_IDS;
    const history = [toldOfPlan('PlanAdopted'), toldOfPlan(type, { byPlan: FORMER_PLAN })] as const;
    const correct = (asCorrected: string): RecordCorrection =>
      commandOf(RecordCorrection, {
        ...{ occurredOn: '2028-05-01', fact: factIdAt(1), mistakeIn: 'record' },
        changes: [{ pointer: '/byPlan', asRecorded: FORMER_PLAN, asCorrected }],
        ...{ authority: 'Monitoring Officer', reason: 'A slip in the id.' },
      });
    const context = { ...contextOn('2028-05-02'), subject: PLAN_IDS.MATTER };
    const rightly = decide(planSubject, recorded(history), correct(NEXT_PLAN), context);
    expect(planOf(...history, ...rightly).plan[follows]?.byPlan).toBe(NEXT_PLAN);
    expect(() => decide(planSubject, recorded(history), correct(PLAN_IDS.MATTER), context)).toThrow(
      'the plan would follow itself',
    );
    given(...history)
      .when(correct('the next plan'), { on: '2028-05-02' })
      .thenMalformed('/changes/0/asCorrected', 'a lower-case UUID');
  });

  it.each([
    ['PlanAdopted', '/obligations/0/countedFrom', '2015-03-31'],
    ['PlanObligationAdded', '/countedFrom', '2028-04-01'],
  ] as const)('is not corrected to a day from which nothing is counted: %s %s', (type, pointer, asCorrected) => {
    const revision = type === 'PlanAdopted' ? 0 : 1;
    const correct = (day: string): RecordCorrection =>
      commandOf(RecordCorrection, {
        ...{ occurredOn: '2028-05-01', fact: factIdAt(revision), mistakeIn: 'record' },
        changes: [{ pointer, asRecorded: '2025-04-01', asCorrected: day }],
        ...{ authority: 'Monitoring Officer', reason: 'A slip of the pen.' },
      });
    const history = [toldOfPlan('PlanAdopted'), toldOfPlan('PlanObligationAdded')] as const;
    given(...history)
      .when(correct(asCorrected), { on: '2028-05-02' })
      .thenRefused(
        'must lie between 2015-04-01 and the plan’s last day, 2028-03-31',
        'plans/counted-from-a-day-that-can-be',
      );
    const { kind: _kind, ...data } = correct('2025-05-01');
    const corrected = { type: 'RecordCorrected', data: plainData(data) };
    given(...history)
      .when(correct('2025-05-01'), { on: '2028-05-02' })
      .then(corrected);
    expect(planOf(...history, corrected).plan.obligations[revision]?.countedFrom).toBe('2025-05-01');
  });

  it('is not corrected where a fact only follows from others', () => {
    const change = { pointer: '/occurredOn', asRecorded: '2028-03-31', asCorrected: '2028-03-30' };
    const correction = commandOf(RecordCorrection, {
      ...{ occurredOn: '2028-05-01', fact: factIdAt(1), mistakeIn: 'record', changes: [change] },
      ...{ authority: 'Monitoring Officer', reason: 'A slip of the pen.' },
    });
    given(toldOfPlan('PlanAdopted'), toldOfPlan('PlanLapsed'))
      .when(correction, { on: '2028-05-02' })
      .thenMalformed('/changes/0/pointer', 'nothing in PlanLapsed is corrected: what it follows from is');
  });

  it('takes another outcome of a review, with what changes', () => {
    const outcome = { pointer: '/outcome', asRecorded: 'unchanged', asCorrected: 'changes' };
    const changes = { pointer: '/changes', asCorrected: 'A priority was added.' };
    const correct = (places: RecordCorrection['changes']): RecordCorrection =>
      commandOf(RecordCorrection, {
        ...{ occurredOn: '2026-05-01', fact: factIdAt(1), mistakeIn: 'record', changes: places },
        ...{ authority: 'Monitoring Officer', reason: 'As the minutes say.' },
      });
    const reviewed = { occurredOn: '2025-11', by: 'Partnership', outcome: 'unchanged' };
    const history = [toldOfPlan('PlanAdopted'), { type: 'PlanReviewed', data: reviewed }] as const;
    const { kind: _kind, ...data } = correct([outcome, changes]);
    const corrected = { type: 'RecordCorrected', data: plainData(data) };
    given(...history)
      .when(correct([outcome, changes]), { on: '2026-05-02' })
      .then(corrected);
    expect(planOf(...history, corrected).plan.reviewed).toMatchObject([
      { outcome: 'changes', changes: 'A priority was added.' },
    ]);
    for (const alone of [outcome, changes])
      given(...history)
        .when(correct([alone]), { on: '2026-05-02' })
        .thenMalformed('/changes', 'says what changes where, and only where');
  });

  it('keeps a review to a date on which one was due, or to none', () => {
    const correct = (...[pointer, asRecorded, asCorrected]: readonly [string, string, string]): RecordCorrection =>
      commandOf(RecordCorrection, {
        ...{ occurredOn: '2026-05-01', fact: factIdAt(1), mistakeIn: 'record', authority: 'Monitoring Officer' },
        ...{ changes: [{ pointer, asRecorded, asCorrected }], reason: 'As the minutes say.' },
      });
    const review = { occurredOn: '2025-11', by: 'Committee', outcome: 'unchanged' };
    const reviewed = (more: object = {}) => ({ type: 'PlanReviewed', data: { ...review, ...more } });
    given(spelthorneAdopted, reviewed({ dueOn: '2025-04-01' }))
      .when(correct('/dueOn', '2025-04-01', '2025-09-30'), { on: '2026-05-02' })
      .thenRefused('must be a date on which a review is due: 2025-04-01 or 2025-10-01', 'plans/done-for-a-date');
    const another = correct('/by', 'Committee', 'Partnership');
    const { kind: _kind, ...data } = another;
    given(spelthorneAdopted, reviewed())
      .when(another, { on: '2026-05-02' })
      .then({ type: 'RecordCorrected', data: plainData(data) });
  });

  it.each([
    ['PlanAdopted', '/lastDay', '2028-03-31', '2055-04-01', 'the plan’s last day must lie within 30 years'],
    ['PlanAdopted', '/firstDay', '2025-04-01', '1066-10-14', 'the plan’s first day must lie between'],
  ] as const)(
    'is not corrected to a term that nobody could have meant: %s %s',
    (type, pointer, asRecorded, asCorrected, why) => {
      const correction = commandOf(RecordCorrection, {
        ...{ occurredOn: '2028-05-01', fact: factIdAt(1), mistakeIn: 'record' },
        changes: [{ pointer, asRecorded, asCorrected }],
        ...{ authority: 'Monitoring Officer', reason: 'A slip of the pen.' },
      });
      given(toldOfPlan('PlanAdopted'), toldOfPlan(type))
        .when(correction, { on: '2028-05-02' })
        .thenMalformed('/changes', why);
    },
  );

  it.each([
    ['StrategicAssessmentPrepared', '/dataTo', '2025-08-31', '2025-09-21', 'plans/assessed-after-its-data'],
    ['PlanMonitored', '/occurredOn', '2025-07-09', '2025-03-31', 'plans/done-once-it-had-begun'],
    ['PlanProgressReported', '/occurredOn', '2026-05-12', '2025-03', 'plans/done-once-it-had-begun'],
  ] as const)(
    'has nothing corrected to what was still to come: %s %s',
    (type, pointer, asRecorded, asCorrected, rule) => {
      const correction = commandOf(RecordCorrection, {
        ...{ occurredOn: '2026-06-01', fact: factIdAt(1), mistakeIn: 'record' },
        changes: [{ pointer, asRecorded, asCorrected }],
        ...{ authority: 'Monitoring Officer', reason: 'A slip of the pen.' },
      });
      given(coventryAdopted, toldOfPlan(type))
        .when(correction, { on: '2026-06-02' })
        .thenRefused(/^.* before the/, rule);
    },
  );
});
