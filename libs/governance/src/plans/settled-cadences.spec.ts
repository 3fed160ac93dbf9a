import { describe, expect, it } from '@jest/globals';
import { calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { type Fact, foldAll } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { planSubject, planTold } from '../plan.js';
import { toldOfPlan } from '../testing/golden-plan.js';
import { type CadenceSpell, type PlanCadences, USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { planDeadlines } from './plan-deadlines.js';
import { coventryAdopted } from './testing/fixtures.js';

const terms = { calendar: calendarNamed(DEFAULT_CALENDAR), rules: {} };
const since = (day: string, cadences: Partial<PlanCadences>): CadenceSpell => ({
  since: day,
  cadences: { ...USUAL_CADENCES, ...cadences },
});
/** The deadlines of the Coventry plan of 1 April 2025 to 31 March 2028, adopted on 25 March 2025. */
const derived = (spells: readonly CadenceSpell[], ...facts: readonly Fact[]) => {
  const { entries } = foldAll(planSubject, recorded([coventryAdopted, ...facts], { at: '2029-06-01T12:00:00.000Z' }));
  const { plan } = planTold(entries);
  return planDeadlines(plan, terms, [{ cadences: USUAL_CADENCES }, ...spells]);
};
const datesOf = (rule: string, spells: readonly CadenceSpell[], ...facts: readonly Fact[]): readonly string[] =>
  derived(spells, ...facts)
    .filter((one) => one.rule.id === rule)
    .map(({ key, dueOn }) => `${key} ${dueOn}`);

describe('what an authority settles for its plans', () => {
  it('governs what falls due on that day or later, and leaves what was due before as it was', () => {
    expect(datesOf('R37', [])).toEqual(['R37/P1Y/1 2026-03-31', 'R37/P1Y/2 2027-03-31']);
    expect(datesOf('R37', [since('2026-01-12', { refreshEvery: 'P6M' })])).toEqual([
      ...['R37/P6M/2 2026-03-31', 'R37/P6M/3 2026-09-30', 'R37/P6M/4 2027-03-31', 'R37/P6M/5 2027-09-30'],
    ]);
    expect(datesOf('R37', [since('2026-04-01', { refreshEvery: 'P6M' })])).toEqual([
      ...['R37/P1Y/1 2026-03-31', 'R37/P6M/3 2026-09-30', 'R37/P6M/4 2027-03-31', 'R37/P6M/5 2027-09-30'],
    ]);
  });

  it('counts on its own day: what falls due then is under the new cadence', () => {
    const [first] = datesOf('R37', [since('2026-03-31', { refreshEvery: 'P2Y' })]);
    expect(first).toBe('R37/P2Y/1 2027-03-31');
  });

  it('can be settled again, and be as usual again', () => {
    const spells = [since('2025-06-02', { refreshEvery: 'P6M' }), since('2026-06-01', {})];
    expect(datesOf('R37', spells)).toEqual([
      ...['R37/P6M/1 2025-09-30', 'R37/P6M/2 2026-03-31', 'R37/P1Y/2 2027-03-31'],
    ]);
  });

  it('lets what was due before be met still, and by the fact for that date', () => {
    const spells = [since('2026-04-01', { refreshEvery: 'P6M' })];
    const refreshed = toldOfPlan('PlanRefreshed', { occurredOn: '2026-05-04', forYearOf: '2026-04-01' });
    const met = derived(spells, refreshed)
      .filter(({ rule, met: done }) => rule.id === 'R37' && done !== undefined)
      .map(({ key }) => key);
    expect(met).toEqual(['R37/P1Y/1']);
  });

  it('moves a date that is still to come, and none that has gone by', () => {
    expect(datesOf('R30', [])).toEqual(['R30 2025-04-08']);
    expect(datesOf('R30', [since('2025-03-26', { copyWithin: 20 })])).toEqual(['R30 2025-04-24']);
    expect(datesOf('R31', [since('2025-03-26', { copyWithin: 20 })])).toEqual(['R31 2025-04-08']);
    expect(datesOf('R30', [since('2025-04-09', { copyWithin: 20 })])).toEqual(['R30 2025-04-08']);
  });

  it('makes nobody late: a date that would lie before the day on which it was settled stays where it is', () => {
    expect(datesOf('R30', [since('2025-04-01', { copyWithin: 2 })])).toEqual(['R30 2025-04-08']);
    expect(datesOf('R30', [since('2025-03-26', { copyWithin: 2 })])).toEqual(['R30 2025-03-27']);
    expect(datesOf('R30', [since('2025-03-27', { copyWithin: 2 })])).toEqual(['R30 2025-03-27']);
  });

  it('counts assessments from another day of the year under keys of their own', () => {
    const spring = { assessment: { every: 'P1Y', from: '04-15' } };
    expect(datesOf('R36', [since('2026-01-12', spring)])).toEqual([
      ...['R36/P1Y/1 2025-10-01', 'R36/P1Y@04-15/2 2026-04-15', 'R36/P1Y@04-15/3 2027-04-15'],
    ]);
    const told = derived([since('2026-01-12', spring)]).filter(({ rule }) => rule.id === 'R36');
    expect(told.map(({ explained }) => explained.split('; ').at(-1))).toEqual([
      '1 October is the usual day',
      ...['15 April is the day that the authority has settled', '15 April is the day that the authority has settled'],
    ]);
  });

  it.each(['R36', 'R37'])('says of no date that it was settled where the usual cadence gives it: %s', (rule) => {
    const cited = derived([]).filter((one) => one.rule.id === rule);
    expect(cited.map((one) => one.rule.citation)).not.toHaveLength(0);
    for (const one of cited) expect(one.rule.citation).toMatch(/^SI 2007.*; yearly unless the authority has settled/);
  });

  it('owes a meeting of the partnership in each period from then on, and none any more where it is taken back', () => {
    const quarterly = { partnershipMeeting: { every: 'P3M', from: '04-01' } };
    expect(datesOf('R35', [])).toEqual([]);
    expect(datesOf('R35', [since('2027-01-04', quarterly), since('2027-10-01', {})])).toEqual([
      ...['R35/P3M@04-01/8 2027-03-31', 'R35/P3M@04-01/9 2027-06-30', 'R35/P3M@04-01/10 2027-09-30'],
    ]);
  });

  it('counts no meeting twice where the periods overlap that were settled one after the other', () => {
    const spells = [
      since('2025-04-01', { partnershipMeeting: { every: 'P3M', from: '04-01' } }),
      since('2025-07-01', { partnershipMeeting: { every: 'P6M', from: '05-01' } }),
      since('2026-01-05', {}),
    ];
    expect(datesOf('R35', spells)).toEqual(['R35/P3M@04-01/1 2025-06-30', 'R35/P6M@05-01/3 2025-10-31']);
    const metBy = (occurredOn: string) =>
      derived(spells, toldOfPlan('PartnershipMet', { occurredOn }))
        .filter(({ rule, met }) => rule.id === 'R35' && met !== undefined)
        .map(({ key }) => key);
    for (const day of ['2025-04-01', '2025-05-14', '2025-06-30']) expect(metBy(day)).toEqual(['R35/P3M@04-01/1']);
    for (const day of ['2025-07-01', '2025-10-31']) expect(metBy(day)).toEqual(['R35/P6M@05-01/3']);
    for (const day of ['2025-03-31', '2025-11-01']) expect(metBy(day)).toEqual([]);
  });

  it('takes steps to renewal away, adds and moves them, unless their day had come', () => {
    const renewal = [
      { step: 'options', monthsBefore: 11 },
      { step: 'Council', monthsBefore: 3 },
    ] as const;
    expect(datesOf('R39', [since('2027-02-01', { renewal })])).toEqual([
      ...['R39/assessment 2027-01-01', 'R39/options 2027-05-01', 'R39/Council 2028-01-01'],
    ]);
    expect(datesOf('R39', [since('2027-05-03', { renewal })])).toEqual([
      ...['R39/assessment 2027-01-01', 'R39/options 2027-04-01', 'R39/Council 2028-01-01'],
    ]);
    expect(datesOf('R39', [since('2025-06-02', { renewal: [] })])).toEqual([]);
  });

  it('changes neither the term nor what bodies asked for', () => {
    const other = [since('2025-06-02', { termYears: 5, refreshEvery: 'P6M', copyWithin: 1 })];
    for (const rule of ['R29', 'R32', 'R33', 'R38']) expect(datesOf(rule, other)).toEqual(datesOf(rule, []));
  });

  it('gives each date a key of its own, however often it is settled', () => {
    const spells = [
      since('2025-06-02', { refreshEvery: 'P6M', assessment: { every: 'P6M', from: '01-15' } }),
      since('2026-06-02', { refreshEvery: 'P1Y' }),
      since('2026-06-02', { refreshEvery: 'P3M', renewal: [{ step: 'Council', monthsBefore: 2 }] }),
      since('2027-06-02', {}),
    ];
    const keys = derived(spells).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
