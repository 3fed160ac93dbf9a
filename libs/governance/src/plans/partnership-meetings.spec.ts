import { describe, expect, it } from '@jest/globals';
import { calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { type Fact, foldAll } from '#kernel';
import { factIdAt, recorded } from '#kernel/testing/given';
import { planAfter, planSubject, planTold } from '../plan.js';
import { toldOfPlan } from '../testing/golden-plan.js';
import { type PlanCadences, USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { USUAL_TERMS } from '../vocabulary/rules.js';
import { planDeadlines } from './plan-deadlines.js';
import { coventryAdopted } from './testing/fixtures.js';

const terms = { calendar: calendarNamed(DEFAULT_CALENDAR), rules: USUAL_TERMS };
const QUARTERLY = { every: 'P3M', from: '04-01' };

/** The meetings that a plan owes whose authority has settled that its partnership meets at this pace. */
const meetingsOf = (partnershipMeeting: PlanCadences['partnershipMeeting'], ...facts: readonly Fact[]) => {
  const { entries } = foldAll(planSubject, recorded(facts, { at: '2029-06-01T12:00:00.000Z' }));
  const { plan } = planTold(entries);
  const deadlines = planDeadlines(plan, terms, [{ cadences: { ...USUAL_CADENCES, partnershipMeeting } }]);
  return deadlines.filter(({ rule }) => rule.id === 'R35');
};
const datesOf = (...given: Parameters<typeof meetingsOf>) => meetingsOf(...given).map(({ dueOn }) => dueOn);
const met = (...days: readonly string[]) => days.map((occurredOn) => toldOfPlan('PartnershipMet', { occurredOn }));
/** Which meetings are met, and when. */
const metIn = (...given: Parameters<typeof meetingsOf>) =>
  meetingsOf(...given).flatMap(({ key, met: done }) => (done === undefined ? [] : [`${key} ${done.on}`]));

describe('the meetings of the partnership', () => {
  it('are not owed where nobody has settled how often it meets', () => {
    expect(meetingsOf(null, coventryAdopted, ...met('2025-05-14'))).toEqual([]);
  });

  it('are twelve in the three years of a plan: a target on the last day of each quarter', () => {
    const meetings = meetingsOf(QUARTERLY, coventryAdopted);
    expect(meetings.map(({ dueOn }) => dueOn)).toEqual([
      ...['2025-06-30', '2025-09-30', '2025-12-31', '2026-03-31', '2026-06-30', '2026-09-30'],
      ...['2026-12-31', '2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31', '2028-03-31'],
    ]);
    expect(meetings[2]).toMatchObject({
      ...{ key: 'R35/P3M@04-01/3', body: 'Council', owner: 'community-safety', startedBy: factIdAt(0) },
      title: 'Coventry Community Safety Partnership Plan 2025-2028: meeting 3 of the partnership',
      rule: { hardness: 'target', basis: 'practice' },
      receipt: { convention: 'EVERY', start: '2025-04-01', times: 3 },
      rungs: [{ rung: 'T-14d', sendAt: '2025-12-17T09:00:00.000Z', offices: ['community-safety'] }],
    });
    expect(meetings[2]).not.toHaveProperty('beginsOn');
    expect(meetings[2]?.opensOn).toBeUndefined();
  });

  it('count for the quarter in which they are held, its first day and its last included', () => {
    const held = (...days: readonly string[]) => metIn(QUARTERLY, coventryAdopted, ...met(...days));
    expect(held('2025-07-01')).toEqual(['R35/P3M@04-01/2 2025-07-01']);
    expect(held('2025-09-30')).toEqual(['R35/P3M@04-01/2 2025-09-30']);
    expect(held('2025-10-01')).toEqual(['R35/P3M@04-01/3 2025-10-01']);
    expect(held('2025-03-31', '2028-04-01')).toEqual([]);
  });

  it('do not meet the next date where two are in one quarter, and the dates do not move for them', () => {
    const facts = [coventryAdopted, ...met('2025-09-25', '2025-09-04')];
    expect(metIn(QUARTERLY, ...facts)).toEqual(['R35/P3M@04-01/2 2025-09-04']);
    expect(datesOf(QUARTERLY, ...facts)).toEqual(datesOf(QUARTERLY, coventryAdopted));
  });

  it('are counted from a day of the year, and owed once the plan is in force', () => {
    const spring = { every: 'P6M', from: '05-15' };
    expect(meetingsOf(spring, coventryAdopted).map(({ key, dueOn }) => `${key} ${dueOn}`)).toEqual([
      ...['R35/P6M@05-15/2 2025-05-14', 'R35/P6M@05-15/3 2025-11-14', 'R35/P6M@05-15/4 2026-05-14'],
      ...['R35/P6M@05-15/5 2026-11-14', 'R35/P6M@05-15/6 2027-05-14', 'R35/P6M@05-15/7 2027-11-14'],
    ]);
    // The half-year had begun before the plan did.
    expect(metIn(spring, coventryAdopted, ...met('2024-11-15'))).toEqual(['R35/P6M@05-15/2 2024-11-15']);
    expect(metIn(spring, coventryAdopted, ...met('2024-11-14'))).toEqual([]);
  });

  it('keep to the end of a month where it is shorter, each counted from the first day', () => {
    const [first, ...others] = datesOf({ every: 'P3M', from: '08-31' }, coventryAdopted);
    expect([first, ...others].slice(0, 4)).toEqual(['2025-05-30', '2025-08-30', '2025-11-29', '2026-02-27']);
    expect(others.at(-1)).toBe('2028-02-28');
    const held = (day: string) => metIn({ every: 'P3M', from: '08-31' }, coventryAdopted, ...met(day));
    expect(held('2026-02-27')).toEqual(['R35/P3M@08-31/6 2026-02-27']);
    expect(held('2026-02-28')).toEqual(['R35/P3M@08-31/7 2026-02-28']);
  });

  it('are in time until midnight in London, also on the days on which the clocks change', () => {
    const dueAt = (from: string, day: string) =>
      meetingsOf({ every: 'P3M', from }, coventryAdopted).find(({ dueOn }) => dueOn === day)?.dueAt;
    expect(dueAt('12-29', '2027-03-28')).toBe('2027-03-28T23:00:00.000Z');
    expect(dueAt('12-28', '2027-03-27')).toBe('2027-03-28T00:00:00.000Z');
    expect(dueAt('11-01', '2027-10-31')).toBe('2027-11-01T00:00:00.000Z');
    expect(dueAt('10-31', '2027-10-30')).toBe('2027-10-30T23:00:00.000Z');
  });

  it('are owed as long as the plan lasts: to its new end, or until another takes its place', () => {
    expect(datesOf(QUARTERLY, coventryAdopted, toldOfPlan('PlanExtended')).at(-1)).toBe('2029-03-31');
    expect(
      datesOf(QUARTERLY, coventryAdopted, toldOfPlan('PlanExtended', { lastDay: '2028-08-15' })).slice(-2),
    ).toEqual(['2028-03-31', '2028-06-30']);
    const superseded = toldOfPlan('PlanSuperseded', { occurredOn: '2027-04-01' });
    expect(datesOf(QUARTERLY, coventryAdopted, superseded).at(-1)).toBe('2027-03-31');
    expect(meetingsOf(QUARTERLY, ...met('2025-05-14'))).toEqual([]);
  });

  it('have one key each, and nothing else on the plan’s clocks changes for them', () => {
    const keys = meetingsOf(QUARTERLY, coventryAdopted).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const others = (partnershipMeeting: PlanCadences['partnershipMeeting'], ...facts: readonly Fact[]) => {
      const { entries } = foldAll(planSubject, recorded([coventryAdopted, ...facts]));
      const cadences = { ...USUAL_CADENCES, partnershipMeeting };
      return planDeadlines(planAfter(entries).plan, terms, [{ cadences }]).filter(({ rule }) => rule.id !== 'R35');
    };
    expect(others(QUARTERLY, ...met('2025-06-12'))).toEqual(others(null));
  });
});
