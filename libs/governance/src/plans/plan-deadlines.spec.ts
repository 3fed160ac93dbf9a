import { describe, expect, it } from '@jest/globals';
import { calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { daysBetween, type Fact, foldAll } from '#kernel';
import { factIdAt, recorded } from '#kernel/testing/given';
import { planSubject, planTold } from '../plan.js';
import { undatedBy } from '../vocabulary/computable.js';
import { type DerivedDeadline, type NotComputable } from '../vocabulary/deadline.js';
import { type CadenceSpell, type PlanCadences, USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { type Period } from '../vocabulary/plan-obligation.js';
import { USUAL_TERMS } from '../vocabulary/rules.js';
import { planClocks, planDeadlines } from './plan-deadlines.js';
import { coventryAdopted, spelthorneAdopted } from './testing/fixtures.js';
import { PLAN_IDS, toldOfPlan } from '../testing/golden-plan.js';

const USUAL: CadenceSpell = { cadences: USUAL_CADENCES };
const terms = { calendar: calendarNamed(DEFAULT_CALENDAR), rules: USUAL_TERMS };
const derivedUnder = (spells: readonly CadenceSpell[], facts: readonly Fact[]): readonly DerivedDeadline[] => {
  const { entries } = foldAll(planSubject, recorded(facts, { at: '2029-06-01T12:00:00.000Z' }));
  return planDeadlines(planTold(entries).plan, terms, spells);
};
const undated = (...facts: readonly Fact[]): readonly NotComputable[] => {
  const { entries } = foldAll(planSubject, recorded(facts, { at: '2029-06-01T12:00:00.000Z' }));
  return undatedBy(planClocks(planTold(entries).plan, terms, [USUAL]));
};
const derived = (...facts: readonly Fact[]) => derivedUnder([USUAL], facts);

const of = (rule: string, deadlines: readonly DerivedDeadline[]) => deadlines.filter((one) => one.rule.id === rule);
const only = (rule: string, ...facts: readonly Fact[]): DerivedDeadline => {
  const found = of(rule, derived(...facts));
  expect(found).toHaveLength(1);
  return found[0]!;
};
const dates = (rule: string, ...facts: readonly Fact[]) => of(rule, derived(...facts)).map(({ dueOn }) => dueOn);

const QUARTERS = [2025, 2026, 2027].flatMap((year) => [
  ...[`${year}-06-30`, `${year}-09-30`, `${year}-12-31`],
  `${year + 1}-03-31`,
]);

describe('the clocks of the Coventry plan 2025-2028 (its approval is a fixture)', () => {
  it('none run before it is adopted', () => {
    expect(derived()).toStrictEqual([]);
    expect(derived(toldOfPlan('PlanObligationAdded'))).toStrictEqual([]);
  });

  it('it commences at midnight in London of 1 April 2025', () => {
    expect(only('R29', coventryAdopted)).toMatchObject({
      key: 'R29',
      body: 'Council',
      dueOn: '2025-04-01',
      dueAt: '2025-03-31T23:00:00.000Z',
      becomes: { command: 'CommencePlan', fields: {} },
      startedBy: factIdAt(0),
    });
    expect(only('R29', coventryAdopted, toldOfPlan('PlanCommenced')).met).toStrictEqual({
      on: '2025-04-01',
      by: factIdAt(1),
    });
  });

  it('it is monitored in twelve quarters, because Cabinet asked for it', () => {
    const quarters = of('R32', derived(coventryAdopted));
    expect(quarters.map(({ dueOn }) => dueOn)).toStrictEqual(QUARTERS);
    expect(new Set(quarters.map(({ body }) => body))).toStrictEqual(new Set(['Cabinet']));
    expect(quarters[2]).toMatchObject({
      key: 'R32/P3M/3',
      title: 'Coventry Community Safety Partnership Plan 2025-2028: monitoring of quarter 3',
      rule: { hardness: 'promised', basis: 'resolution' },
      receipt: { convention: 'EVERY', start: '2025-04-01', times: 3, result: QUARTERS.slice(0, 3) },
    });
    expect(quarters[0]?.explained).toBe(
      'every three months from Tuesday 1 April 2025, due on the last day of each period, each date counted from that day: the first is Monday 30 June 2025',
    );
    expect(quarters[11]?.explained).toBe(
      'every three months from Tuesday 1 April 2025, due on the last day of each period, each date counted from that day: the 12th is Friday 31 March 2028',
    );
  });

  it('a quarter ends at midnight in London, in summer and in winter', () => {
    expect(of('R32', derived(coventryAdopted)).map(({ dueAt }) => dueAt.slice(11))).toStrictEqual(
      QUARTERS.map((day) => (day.endsWith('12-31') ? '00:00:00.000Z' : '23:00:00.000Z')),
    );
  });

  it('it is reported on three times, and lasts 1096 days', () => {
    expect(dates('R33', coventryAdopted)).toStrictEqual(['2026-03-31', '2027-03-31', '2028-03-31']);
    const expiry = only('R38', coventryAdopted);
    expect(expiry).toMatchObject({
      dueOn: '2028-03-31',
      dueAt: '2028-03-31T23:00:00.000Z',
      becomes: { command: 'LapsePlan' },
      receipt: { convention: 'BEGIN_Y', amount: 3, start: '2025-04-01' },
    });
    expect(daysBetween('2025-04-01', expiry.dueOn) + 1).toBe(1096);
  });

  it('a quarter is met by its own monitoring, and the next one does not move for it', () => {
    const late = toldOfPlan('PlanMonitored', { occurredOn: '2025-09-29', periodEndsOn: '2025-06-30' });
    const quarters = of('R32', derived(coventryAdopted, late));
    expect(quarters.map(({ dueOn }) => dueOn)).toStrictEqual(QUARTERS);
    expect(quarters.flatMap(({ key, met }) => (met === undefined ? [] : [[key, met]]))).toStrictEqual([
      ['R32/P3M/1', { on: '2025-09-29', by: factIdAt(1) }],
    ]);
  });

  it('what Council asks for too is done once, for both; what it asks for otherwise stands beside it', () => {
    const asked = (every: string): Fact => ({
      type: 'PlanObligationAdded',
      data: { occurredOn: '2025-03-25', kind: 'monitoring', every, askedBy: 'Council' },
    });
    const [same, other] = [asked('P3M'), asked('P6M')];
    const both = of('R32', derived(coventryAdopted, same));
    expect(both).toHaveLength(12);
    expect(new Set(both.map(({ body }) => body))).toStrictEqual(new Set(['Cabinet, Council']));
    const beside = of('R32', derived(coventryAdopted, other));
    expect(beside.map(({ key }) => key).filter((key) => key.startsWith('R32/P6M/'))).toHaveLength(6);
    expect(beside).toHaveLength(18);
  });

  it('the policing body has its copy, and the plan is public, within ten working days: targets', () => {
    const done = [toldOfPlan('PlanCopySent'), toldOfPlan('PlanPublished')];
    for (const rule of ['R30', 'R31']) {
      expect(only(rule, coventryAdopted)).toMatchObject({ dueOn: '2025-04-08', rule: { hardness: 'target' } });
      expect(only(rule, coventryAdopted, ...done).met).toBeDefined();
    }
  });

  it('are counted from the first day that is possible where only the month of its adoption is known, and say so', () => {
    const adoptedIn = (occurredOn: string): Fact => ({
      ...coventryAdopted,
      data: { ...coventryAdopted.data, occurredOn },
    });
    for (const rule of ['R30', 'R31']) {
      const { dueOn, receipt, explained } = only(rule, adoptedIn('2025-03'));
      expect([dueOn, receipt]).toMatchObject(['2025-03-14', { assumed: { known: '2025-03', to: '2025-03-31' } }]);
      expect(explained).toMatch(
        /only March 2025 is known, .* the date would be Monday 14 April 2025: the earlier is acted on$/,
      );
    }
    expect(only('R29', adoptedIn('2025-03')).receipt).not.toHaveProperty('assumed');
    expect(only('R29', adoptedIn('2025-05'))).toMatchObject({
      dueOn: '2025-05-01',
      receipt: { assumed: { known: '2025-05', from: '2025-05-01', to: '2025-05-31' } },
      explained: expect.stringContaining('as late as Saturday 31 May 2025: the earlier is acted on'),
    });
  });

  it('are counted from the day of recording where no day of its adoption is known, and say so', () => {
    const unknown = { ...coventryAdopted, data: { ...coventryAdopted.data, occurredOn: 'unknown' } };
    for (const rule of ['R30', 'R31']) {
      const { dueOn, receipt, explained } = only(rule, unknown);
      expect([dueOn, receipt]).toMatchObject(['2029-06-15', { assumed: { known: 'unknown', from: '2029-06-01' } }]);
      expect(explained).toMatch(
        /; the day itself is not known: it is counted from that on which it was recorded, Friday 1 June 2029$/,
      );
    }
  });

  it('an assessment is due each October, met by the one whose data end in the year before', () => {
    const assessments = of('R36', derived(coventryAdopted, toldOfPlan('StrategicAssessmentPrepared')));
    expect(assessments.map(({ dueOn, met }) => [dueOn, met?.on])).toStrictEqual([
      ['2025-10-01', '2025-09-20'],
      ['2026-10-01', undefined],
      ['2027-10-01', undefined],
    ]);
  });

  it('it is brought up to date before its second year and before its third', () => {
    const refreshes = (forYearOf: string) =>
      of('R37', derived(coventryAdopted, toldOfPlan('PlanRefreshed', { forYearOf }))).map(({ dueOn, met }) => [
        dueOn,
        met?.on,
      ]);
    expect(refreshes('2026-04-01')).toStrictEqual([
      ['2026-03-31', '2026-03-10'],
      ['2027-03-31', undefined],
    ]);
    expect(refreshes('2027-04-01')).toStrictEqual([
      ['2026-03-31', undefined],
      ['2027-03-31', '2026-03-10'],
    ]);
  });

  it('the way to renewal is counted back from 1 April 2028, a Saturday', () => {
    const steps = of('R39', derived(coventryAdopted, toldOfPlan('RenewalStepTaken')));
    expect(steps.map(({ key, dueOn, met }) => [key, dueOn, met?.on])).toStrictEqual([
      ['R39/assessment', '2027-01-01', undefined],
      ['R39/options', '2027-04-01', '2027-03-31'],
      ['R39/consultation authorised', '2027-07-01', undefined],
      ['R39/consultation closed', '2027-10-01', undefined],
      ['R39/scrutiny', '2027-12-01', undefined],
      ['R39/Cabinet', '2028-02-01', undefined],
      ['R39/Council', '2028-03-01', undefined],
    ]);
    expect(steps[0]?.explained).toContain('15 months before Saturday 1 April 2028');
  });

  it('the offices are told eighteen months before it runs out, at nine in London, on a working day', () => {
    expect(only('R38', coventryAdopted).rungs.map(({ rung, sendAt }) => [rung, sendAt])).toStrictEqual([
      ['T-18m', '2026-09-30T08:00:00.000Z'],
      ['T-12m', '2027-03-31T08:00:00.000Z'],
      ['T-9m', '2027-06-30T08:00:00.000Z'],
      ['T-6m', '2027-09-30T08:00:00.000Z'],
      ['T-3m', '2027-12-31T09:00:00.000Z'],
    ]);
  });
});

describe('the clocks of a plan whose end changes', () => {
  const extended = toldOfPlan('PlanExtended');

  it('move with an extension, and go on to the new end', () => {
    expect(only('R38', coventryAdopted, extended)).toMatchObject({ dueOn: '2029-03-31', startedBy: factIdAt(1) });
    expect(only('R38', coventryAdopted, extended).met).toBeUndefined();
    expect(dates('R32', coventryAdopted, extended)).toStrictEqual([
      ...QUARTERS,
      ...['2028-06-30', '2028-09-30', '2028-12-31', '2029-03-31'],
    ]);
    expect(dates('R39', coventryAdopted, extended)[0]).toBe('2028-01-01');
  });

  it('owe nothing for a part of a period', () => {
    const byFourMonths = toldOfPlan('PlanExtended', { lastDay: '2028-07-31' });
    expect(dates('R32', coventryAdopted, byFourMonths)).toStrictEqual([...QUARTERS, '2028-06-30']);
  });

  it('stop where another plan takes its place', () => {
    const superseded = toldOfPlan('PlanSuperseded', { occurredOn: '2027-04-01' });
    expect(dates('R32', coventryAdopted, superseded)).toStrictEqual(QUARTERS.slice(0, 8));
    expect(dates('R33', coventryAdopted, superseded)).toStrictEqual(['2026-03-31', '2027-03-31']);
    for (const rule of ['R38', 'R39']) expect(dates(rule, coventryAdopted, superseded)).toStrictEqual([]);
    const beforeItBegan = toldOfPlan('PlanSuperseded', { occurredOn: '2025-03-31' });
    expect(dates('R29', coventryAdopted, beforeItBegan)).toStrictEqual([]);
  });

  it('are met by a renewal in time, and by no late one', () => {
    const renewed = toldOfPlan('PlanRenewed');
    expect(only('R38', coventryAdopted, renewed).met).toStrictEqual({ on: '2028-02-29', by: factIdAt(1) });
    const late = toldOfPlan('PlanRenewed', { occurredOn: '2028-04-20', firstDay: '2028-05-01' });
    expect(only('R38', coventryAdopted, late).met).toBeUndefined();
  });

  it('ask for no step to renewal of which nothing is on record, once the next plan is adopted', () => {
    const steps = of('R39', derived(coventryAdopted, toldOfPlan('RenewalStepTaken'), toldOfPlan('PlanRenewed')));
    expect(steps.map(({ key, met }) => [key, met?.on])).toStrictEqual([['R39/options', '2027-03-31']]);
  });

  it('keep the date at which the plan lapsed', () => {
    expect(only('R38', coventryAdopted, toldOfPlan('PlanLapsed'))).toMatchObject({ dueOn: '2028-03-31' });
  });
});

describe('the clocks of other plans', () => {
  it('review the Spelthorne plan every six months from 1 October 2024, never from the last review', () => {
    const thirteenMonthsOn = toldOfPlan('PlanReviewed', { occurredOn: '2025-11-04', dueOn: '2025-04-01' });
    const reviews = of('R34', derived(spelthorneAdopted, thirteenMonthsOn));
    expect(reviews.map(({ dueOn, met }) => [dueOn, met?.on])).toStrictEqual([
      ['2025-04-01', '2025-11-04'],
      ['2025-10-01', undefined],
      ['2026-04-01', undefined],
      ['2026-10-01', undefined],
    ]);
    expect(reviews.map(({ dueAt }) => dueAt.slice(11, 13))).toStrictEqual(['23', '23', '23', '23']);
  });

  it('take a term that a document states as it is stated', () => {
    expect(only('R38', spelthorneAdopted)).toMatchObject({
      dueOn: '2026-12-31',
      explained: 'the plan was adopted to the end of Thursday 31 December 2026',
      rule: { basis: 'resolution', hardness: 'promised' },
    });
  });

  it('promise no last day that only the authority’s usual term gives; a correction, an extension or a document does', () => {
    expect(only('R38', coventryAdopted)).toMatchObject({
      dueOn: '2028-03-31',
      rule: {
        basis: 'practice',
        hardness: 'target',
        citation: expect.stringMatching(/^no document states a last day/),
      },
    });
    const stated = { rule: { basis: 'resolution', hardness: 'promised' }, receipt: { convention: 'STATED' } };
    const corrected = { ...coventryAdopted, data: { ...coventryAdopted.data, lastDay: '2028-03-30' } };
    expect(only('R38', corrected)).toMatchObject({ ...stated, dueOn: '2028-03-30' });
    expect(only('R38', coventryAdopted, toldOfPlan('PlanExtended'))).toMatchObject({ ...stated, dueOn: '2029-03-31' });
    const beyond = { ...coventryAdopted.data, firstDay: '9998-04-01', lastDay: '9999-12-31' };
    expect(only('R38', { ...coventryAdopted, data: beyond })).toMatchObject({ ...stated, dueOn: '9999-12-31' });
  });

  it('follow the cadences that their authority has settled', () => {
    const settled: PlanCadences = {
      ...USUAL_CADENCES,
      refreshEvery: 'P6M',
      assessment: { every: 'P2Y', from: '04-01' },
      renewal: [{ step: 'Council', monthsBefore: 3 }],
    };
    const deadlines = derivedUnder([{ cadences: settled }], [coventryAdopted]);
    expect(of('R37', deadlines)).toHaveLength(5);
    expect(of('R36', deadlines).map(({ dueOn }) => dueOn)).toStrictEqual(['2027-04-01']);
    expect(of('R39', deadlines).map(({ dueOn }) => dueOn)).toStrictEqual(['2028-01-01']);
  });

  it('reach beyond what the calendar knows where no working day is counted; only the mornings of reminders are wanting', () => {
    const decade = toldOfPlan('PlanAdopted', { lastDay: '2036-12-31' });
    const deadlines = derived(decade);
    expect(of('R38', deadlines)).toMatchObject([
      {
        ...{ dueOn: '2036-12-31', dueAt: '2037-01-01T00:00:00.000Z', becomes: { command: 'LapsePlan' } },
        rungs: expect.not.arrayContaining([expect.objectContaining({ rung: 'T-6m' })]),
        uncounted: expect.arrayContaining([
          expect.objectContaining({ rung: 'T-6m', reason: expect.stringContaining('this count needs 2036-06-30') }),
        ]),
      },
    ]);
    expect(of('R39', deadlines).map(({ key }) => key)).toEqual(
      of('R39', derived(coventryAdopted)).map(({ key }) => key),
    );
    expect(of('R36', deadlines).at(-1)?.dueOn).toBe('2036-10-01');
    expect(of('R32', deadlines).at(-1)?.dueOn).toBe('2036-12-31');
  });

  it('say which of them cannot be computed, and keep the others', () => {
    const early = toldOfPlan('PlanAdopted', { occurredOn: '2014-12-01', firstDay: '2025-04-01' });
    expect(derived(early).map(({ key }) => key)).toEqual(
      derived(toldOfPlan('PlanAdopted')).flatMap(({ key }) => (key === 'R30' || key === 'R31' ? [] : [key])),
    );
    expect(undated(early).map(({ key, rule, reason }) => [key, rule, reason])).toEqual(
      ['R30', 'R31'].map((rule) => [rule, rule, expect.stringContaining('this count needs 2014-12-01')]),
    );
  });

  it('that run for thousands of years are said not to be computed, where their dates are too many', () => {
    const endless = toldOfPlan('PlanAdopted', { lastDay: '9999-12-31' });
    expect(of('R29', derived(endless))).toHaveLength(1);
    expect(undated(endless).map(({ rule }) => rule)).toEqual(expect.arrayContaining(['R32', 'R36', 'R37', 'R39']));
    expect(of('R38', derived(endless))).toHaveLength(1);
  });

  it('are for so many dates in all, those that were asked for first: the rest is said not to be computed', () => {
    const monthly = (kind: 'monitoring' | 'review', day: string) => ({
      ...{ kind, every: 'P1M' as const, countedFrom: `2025-04-${day}`, askedOn: '2025-03-18', askedBy: 'Cabinet' },
    });
    const asked = ['01', '02', '03', '04', '05'].map((day) => monthly('review', day));
    const obligations = [...asked, monthly('monitoring', '01')];
    const long = toldOfPlan('PlanAdopted', { firstDay: '2025-04-01', lastDay: '2055-03-31', obligations });
    expect(of('R34', derived(long))).toHaveLength(3 * 359);
    expect(of('R32', derived(long))).toEqual([]);
    const reason = 'with these the plan would have more than 1200 dates for what bodies asked';
    expect(undated(long).filter(({ rule }) => rule === 'R32' || rule === 'R34')).toEqual(
      [
        ['R34/P1M@2025-04-04', 'review'],
        ['R34/P1M@2025-04-05', 'review'],
        ['R32/P1M@2025-04-01', 'monitoring'],
      ].map(([key, kind]) => ({ key, title: expect.stringContaining(`: ${kind}`), rule: key?.slice(0, 3), reason })),
    );
  });

  it('are all computed where they are just so many, and the last asked for is not where they are more', () => {
    const asked = (kind: 'monitoring' | 'progress report', ...lengths: readonly Period[]) =>
      lengths.map((every) => ({ kind, every, askedOn: '2025-03-18', askedBy: 'Cabinet' }));
    const under = (obligations: ReturnType<typeof asked>) =>
      toldOfPlan('PlanAdopted', { firstDay: '2025-04-01', lastDay: '2055-03-31', obligations });
    const thirtyYears = [...asked('monitoring', 'P1M', 'P2M', 'P3M', 'P1Y'), ...asked('progress report', 'P1M', 'P3M')];
    const just = [...thirtyYears, ...asked('progress report', 'P1Y')];
    const keysOf = (obligations: ReturnType<typeof asked>) =>
      undated(under(obligations)).flatMap(({ key, rule }) => (rule === 'R32' || rule === 'R33' ? [key] : []));
    expect(keysOf(just)).toEqual([]);
    expect(of('R32', derived(under(just))).length + of('R33', derived(under(just))).length).toBe(1200);
    expect(keysOf([...just, ...asked('progress report', 'P2Y')])).toEqual(['R33/P2Y']);
  });

  it('name each body where several asked for one and the same, and one alone only as that to which it is owed', () => {
    const { body, bodies } = of('R32', derived(coventryAdopted))[0]!;
    expect([body, bodies]).toEqual(['Cabinet', undefined]);
    const asked = { occurredOn: '2025-09-10', kind: 'monitoring', every: 'P3M', askedBy: 'Council' };
    const both = derived(coventryAdopted, { type: 'PlanObligationAdded', data: asked });
    expect(of('R32', both)[0]).toMatchObject({ body: 'Cabinet, Council', bodies: ['Cabinet', 'Council'] });
    const askedIn = { matter: PLAN_IDS.NEXT_MATTER, resolution: PLAN_IDS.RESOLUTION, part: 9 };
    const again = derived(coventryAdopted, {
      type: 'PlanObligationAdded',
      data: { ...asked, askedBy: 'cabinet', askedIn },
    });
    expect(of('R32', again)[0]).toMatchObject({ body: 'Cabinet' });
  });

  it('are started by the extension that governs, where they are of its end: the last one in time', () => {
    const extended = (occurredOn: string, lastDay: string) => toldOfPlan('PlanExtended', { occurredOn, lastDay });
    const [first, last, late] = [
      extended('2028-02-22', '2029-03-31'),
      extended('2028-06-01', '2030-03-31'),
      extended('2030-04-01', '2031-03-31'),
    ];
    const ending = derived(coventryAdopted, first, last, late).filter(({ rule }) => ['R38', 'R39'].includes(rule.id));
    expect(new Set(ending.map(({ startedBy }) => startedBy))).toEqual(new Set([factIdAt(2)]));
    expect(ending.find(({ key }) => key === 'R38')?.dueOn).toBe('2030-03-31');
  });

  it('have one key each', () => {
    const keys = derived(coventryAdopted, toldOfPlan('PlanObligationAdded')).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
