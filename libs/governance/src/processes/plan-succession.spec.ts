import { describe, expect, it } from '@jest/globals';
import { CABINET_OF_18_MARCH } from '../../../../test/support/council-of-2025.js';
import { calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { type Command, type Fact, foldAll, type RecordedFact } from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { contextOn, decide, factIdAt, idOf, recorded } from '#kernel/testing/given';
import { matterAfter, matterSubject } from '../matter.js';
import { OpenMatter, RecordCorrection, RecordEntriesStruckOut, RecordResolutionPassed } from '../matter-commands.js';
import { planAfter, planSubject, struckByOffices } from '../plan.js';
import {
  CommencePlan,
  OpenPlanRenewal,
  planDeadlines,
  RecordPlanRenewalOpened,
  RecordPlanRenewed,
  RecordPlanSuperseded,
  standingOn,
} from '../plans/index.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { openMatterOnRenewal } from './open-matter-on-renewal.js';
import { openPlanOnAdoption } from './open-plan-on-adoption.js';
import { renewPlanOnSuccession } from './renew-plan-on-succession.js';

const calendar = calendarNamed(DEFAULT_CALENDAR);
const MATTER = idOf('the matter of the plan 2025-2028');
const PLAN_KIND = 'community safety partnership plan';

const matterOf = (facts: readonly RecordedFact[]) => matterAfter(foldAll(matterSubject, facts).entries);
const planOf = (facts: readonly RecordedFact[]) => planAfter(foldAll(planSubject, facts).entries).plan;

/** A history after one command more, as its subject decides it. Ids of new things are told apart by the history's length. */
const grown =
  (subject: typeof matterSubject, id: string) =>
  (history: readonly RecordedFact[], command: Command, on: string): readonly RecordedFact[] => {
    const newId = (purpose: string): string => idOf(purpose, id, String(history.length));
    const facts = decide(subject, history, command, { ...contextOn(on), subject: id, newId });
    return recorded([...history.map(({ type, data }): Fact => ({ type, data })), ...facts]);
  };
const inMatter = grown(matterSubject, MATTER);
const inPlan = grown(planSubject, MATTER);

const cabinetOn18March = readInput(RecordResolutionPassed, CABINET_OF_18_MARCH);
const councilAdopts = (changes: Partial<FieldsOf<RecordResolutionPassed>> = {}, lastDay?: string) =>
  commandOf(RecordResolutionPassed, {
    ...{ occurredOn: '2025-03-25', body: 'Council' },
    parts: [
      {
        ...{ label: '(1)', verb: 'approve', meaning: 'adopts a plan' },
        text: 'approve the proposed Coventry Community Safety Partnership Plan',
        plan: {
          title: 'Coventry Community Safety Partnership Plan 2025-2028',
          firstDay: '2025-04-01',
          ...(lastDay === undefined ? {} : { lastDay }),
        },
      },
    ],
    ...changes,
  });

const opened = inMatter(
  [],
  commandOf(OpenMatter, { occurredOn: '2024-06-26', title: 'The Plan', planKind: PLAN_KIND }),
  '2024-06-26',
);
const recommended = inMatter(opened, cabinetOn18March, '2025-03-19');
const approved = inMatter(recommended, councilAdopts(), '2025-03-26');

const orders = (facts: readonly RecordedFact[]) => openPlanOnAdoption(MATTER, matterOf(facts), () => 3, calendar);
const adopted = (facts: readonly RecordedFact[], before: readonly RecordedFact[] = [], on = '2025-03-26') =>
  orders(facts).reduce((history, { command }) => inPlan(history, command, on), before);

describe('opening a plan on its adoption', () => {
  it('does not happen on a recommendation', () => {
    expect(orders(recommended)).toStrictEqual([]);
  });

  it('opens it under the matter’s id, for the usual term, with what Cabinet asked for', () => {
    expect(orders(approved).map(({ plan }) => plan)).toStrictEqual([MATTER]);
    const plan = planOf(adopted(approved));
    expect(plan).toMatchObject({
      title: 'Coventry Community Safety Partnership Plan 2025-2028',
      firstDay: '2025-04-01',
      lastDay: '2028-03-31',
      adoptions: [{ by: 'Council', occurredOn: '2025-03-25', countedYears: 3, adoptedIn: { matter: MATTER, part: 1 } }],
      obligations: [
        { kind: 'monitoring', every: 'P3M', askedBy: 'Cabinet', askedOn: '2025-03-18', askedIn: { part: 2 } },
        { kind: 'progress report', every: 'P1Y', askedBy: 'Cabinet', askedIn: { part: 3 } },
      ],
    });
    const counted = planDeadlines(plan, { calendar, rules: {} }, [{ cadences: USUAL_CADENCES }]).map(
      ({ rule }) => rule.id,
    );
    expect(['R32', 'R33'].map((id) => counted.filter((one) => one === id).length)).toStrictEqual([12, 3]);
  });

  it('takes the last day that a document states', () => {
    const [order] = orders(inMatter(recommended, councilAdopts({}, '2027-03-31'), '2025-03-26'));
    expect(order?.command.lastDay).toBe('2027-03-31');
    expect(order?.command.countedYears).toBeUndefined();
  });

  it('opens it on the day that a correction of the resolution gives', () => {
    const correct = (asCorrected: string) =>
      commandOf(RecordCorrection, {
        ...{ occurredOn: '2025-03-26', fact: factIdAt(2), mistakeIn: 'record' },
        changes: [{ pointer: '/parts/0/plan/firstDay', asRecorded: '2025-04-01', asCorrected }],
        ...{ authority: 'Monitoring Officer', reason: 'A slip of the pen.' },
      });
    const corrected = inMatter(approved, correct('2025-05-01'), '2025-03-26');
    expect(orders(corrected)[0]?.command).toMatchObject({ firstDay: '2025-05-01', lastDay: '2028-04-30' });
    const stated = inMatter(recommended, councilAdopts({}, '2028-03-31'), '2025-03-26');
    expect(() => inMatter(stated, correct('2029-05-01'), '2025-03-26')).toThrow('the plan would end before it begins');
  });

  it('gives nothing new when it is done again', () => {
    const history = adopted(approved);
    expect(adopted(approved, history)).toStrictEqual(history);
  });

  it('brings what was asked for, when Cabinet’s resolution is recorded after Council’s', () => {
    const councilFirst = inMatter(opened, councilAdopts(), '2025-03-26');
    const bare = adopted(councilFirst);
    expect(planOf(bare).obligations).toStrictEqual([]);
    const both = adopted(inMatter(councilFirst, cabinetOn18March, '2025-04-20'), bare, '2025-04-20');
    expect(both.map(({ type }) => type)).toStrictEqual(['PlanAdopted', 'PlanObligationAdded', 'PlanObligationAdded']);
    expect(planOf(both).obligations.map(({ askedOn, askedBy }) => [askedOn, askedBy])).toStrictEqual([
      ['2025-03-18', 'Cabinet'],
      ['2025-03-18', 'Cabinet'],
    ]);
  });

  it('is told of each body that adopts the plan, in power or not', () => {
    const twice = inMatter(approved, councilAdopts({ occurredOn: '2025-05-20' }), '2025-05-21');
    const history = adopted(twice, adopted(approved), '2025-05-21');
    expect(planOf(history).adoptions.map(({ occurredOn }) => occurredOn)).toStrictEqual(['2025-03-25', '2025-05-20']);
  });
});

describe('opening a matter on the renewal of a plan', () => {
  const running = adopted(approved);
  const title = 'Community Safety Partnership Plan 2028-2031';

  it('begins it once work on the next plan was opened, and names the plan that it renews', () => {
    expect(openMatterOnRenewal(MATTER, planOf(running), { planKind: PLAN_KIND })).toBeUndefined();
    const plan = planOf(inPlan(running, commandOf(OpenPlanRenewal, { title }), '2027-01-04'));
    expect(openMatterOnRenewal(MATTER, plan, { planKind: PLAN_KIND })).toStrictEqual({
      matter: plan.renewalOpened?.matter,
      command: commandOf(OpenMatter, { occurredOn: '2027-01-04', title, planKind: PLAN_KIND, succeedsPlan: MATTER }),
    });
  });

  it('begins none where the matter is on record already', () => {
    const told = commandOf(RecordPlanRenewalOpened, { occurredOn: '2027-01-04', matter: idOf('known'), title });
    expect(openMatterOnRenewal(MATTER, planOf(inPlan(running, told, '2027-01-05')), undefined)).toBeUndefined();
  });
});

describe('what becomes of a plan that another succeeds', () => {
  const NEXT = idOf('the matter of the next plan');
  const inNextMatter = grown(matterSubject, NEXT);
  const inNextPlan = grown(planSubject, NEXT);
  const first = adopted(approved);

  /** The next plan, from a matter that is to renew the first. */
  const next = (firstDay: string, occurredOn: string, succeedsPlan = MATTER): readonly RecordedFact[] => {
    const plan = { title: 'The next Plan', firstDay };
    const parts = [{ verb: 'approve', text: 'approve the Plan', meaning: 'adopts a plan' as const, plan }];
    const begun = commandOf(OpenMatter, { occurredOn: '2027-01-04', title: 'The next Plan', succeedsPlan });
    const matter = [begun, councilAdopts({ occurredOn, parts })].reduce<readonly RecordedFact[]>(
      (history, command) => inNextMatter(history, command, occurredOn),
      [],
    );
    const [order] = openPlanOnAdoption(NEXT, matterOf(matter), () => 3, calendar);
    return inNextPlan([], order!.command, occurredOn);
  };
  const follow = (successor: readonly RecordedFact[], predecessor: readonly RecordedFact[], on: string) =>
    renewPlanOnSuccession(
      { id: NEXT, plan: planOf(successor) },
      { id: MATTER, plan: planOf(predecessor), gone: struckByOffices(foldAll(planSubject, predecessor)) },
    ).reduce((history, { command }) => inPlan(history, command, on), predecessor);

  it('is renewed by a plan that begins when it has run out', () => {
    const renewed = follow(next('2028-04-01', '2028-02-29'), first, '2028-03-01');
    expect(planOf(renewed).renewed).toMatchObject({ byPlan: NEXT, firstDay: '2028-04-01', fact: factIdAt(3) });
    expect(follow(next('2028-04-01', '2028-02-29'), renewed, '2028-03-02')).toStrictEqual(renewed);
    expect(standingOn(planOf(renewed), '2028-03-31')).toBe('in force');
    expect(standingOn(planOf(renewed), '2028-04-01')).toBe('succeeded');
  });

  it('is superseded by a plan that begins sooner, on the day on which that one commences', () => {
    const sooner = next('2027-04-01', '2027-03-23');
    expect(follow(sooner, first, '2027-03-24')).toStrictEqual(first);
    const begun = inNextPlan(sooner, new CommencePlan(), '2027-04-01');
    const superseded = follow(begun, first, '2027-04-02');
    expect(planOf(superseded).superseded).toMatchObject({ occurredOn: '2027-04-01', byPlan: NEXT });
    expect(follow(begun, superseded, '2027-04-03')).toStrictEqual(superseded);
  });

  it('is told nothing by a second plan that claims to follow it', () => {
    const other = { occurredOn: '2028-02-01', byPlan: idOf('another'), firstDay: '2028-04-01' };
    const renewed = inPlan(first, commandOf(RecordPlanRenewed, other), '2028-02-02');
    expect(follow(next('2028-04-01', '2028-02-29'), renewed, '2028-03-01')).toStrictEqual(renewed);
    const replaced = { supersededOn: '2027-01-01', byPlan: idOf('another'), reason: 'One plan for all.' };
    const superseded = inPlan(first, commandOf(RecordPlanSuperseded, replaced), '2027-01-02');
    expect(follow(next('2028-04-01', '2028-02-29'), superseded, '2028-03-01')).toStrictEqual(superseded);
  });

  it('is not told again what an office has struck out', () => {
    const renewed = follow(next('2028-04-01', '2028-02-29'), first, '2028-03-01');
    const strike = commandOf(RecordEntriesStruckOut, {
      ...{ occurredOn: '2028-03-02', facts: [factIdAt(3)] },
      ...{ authority: 'Monitoring Officer', reason: 'Another plan follows.' },
    });
    const struck = inPlan(renewed, strike, '2028-03-02');
    expect(planOf(struck).renewed).toBeUndefined();
    expect(follow(next('2028-04-01', '2028-02-29'), struck, '2028-03-03')).toStrictEqual(struck);
  });

  it('stays as it is where the plan succeeds another', () => {
    expect(follow(next('2028-04-01', '2028-02-29', idOf('another')), first, '2028-03-01')).toStrictEqual(first);
  });
});
