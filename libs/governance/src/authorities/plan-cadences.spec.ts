import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll } from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { recorded, rulesOf } from '#kernel/testing/given';
import { pointersOf } from '#kernel/testing/pointers';
import { USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { authoritySubject } from './authority-subject.js';
import { cadencesInForce, SettlePlanCadences, spellsOf } from './plan-cadences.js';
import { settingsInForce } from './settings-in-force.js';

const { given } = rulesOf(authoritySubject);
const ON = { on: '2025-06-02' };

const settling = (fields: object): SettlePlanCadences => readInput(SettlePlanCadences, fields);
const settled = (fields: object, occurredOn = ON.on): Fact => ({
  type: 'PlanCadencesSettled',
  data: { occurredOn, ...fields },
});

describe('the cadences of an authority’s plans', () => {
  it('are settled, each by itself; what is left out is as usual', () => {
    given()
      .when(settling({ refreshEvery: 'P6M' }), ON)
      .then(settled({ refreshEvery: 'P6M' }));
    const facts = recorded([settled({ refreshEvery: 'P6M' })]);
    expect(cadencesInForce(foldAll(authoritySubject, facts).cadences)).toEqual({
      ...USUAL_CADENCES,
      refreshEvery: 'P6M',
    });
  });

  it('are replaced as a whole, and are as usual again when nothing is said', () => {
    const four = settled({ termYears: 4, copyWithin: 5 });
    given(four)
      .when(settling({ copyWithin: 6 }), ON)
      .then(settled({ copyWithin: 6 }));
    given(four).when(settling({}), ON).then(settled({}));
    expect(cadencesInForce(foldAll(authoritySubject, recorded([four, settled({})])).cadences)).toEqual(USUAL_CADENCES);
  });

  it('that are as they were told leave nothing to say', () => {
    const told = { assessment: { every: 'P2Y', from: '04-01' }, renewal: [{ step: 'Council', monthsBefore: 2 }] };
    given(settled(told)).when(settling(told), ON).thenNothing();
    given().when(settling({}), ON).thenNothing();
    given(settled(told), settled({})).when(settling({}), ON).thenNothing();
  });

  it('owe no meeting of the partnership, unless it was settled how often it meets', () => {
    const meetings = { partnershipMeeting: { every: 'P3M', from: '04-01' } };
    const inForce = (...facts: readonly Fact[]) =>
      settingsInForce('coventry', foldAll(authoritySubject, recorded(facts))).planCadences.partnershipMeeting;
    expect(inForce()).toEqual({ value: null, isDefault: true });
    given().when(settling(meetings), ON).then(settled(meetings));
    given(settled(meetings)).when(settling(meetings), ON).thenNothing();
    expect(inForce(settled(meetings))).toEqual({ value: { every: 'P3M', from: '04-01' }, isDefault: false });
    given(settled(meetings)).when(settling({}), ON).then(settled({}));
    expect(inForce(settled(meetings), settled({}))).toEqual({ value: null, isDefault: true });
  });

  it('know since when each held', () => {
    const { cadences } = foldAll(
      authoritySubject,
      recorded([settled({ termYears: 4 }, '2025-01-06'), settled({ termYears: 5 }, '2026-01-05')]),
    );
    expect(spellsOf(cadences).map(({ since, cadences: { termYears } }) => [since, termYears])).toEqual([
      [undefined, 3],
      ['2025-01-06', 4],
      ['2026-01-05', 5],
    ]);
  });

  it('are told with which of them are the usual ones', () => {
    const { planCadences } = settingsInForce(
      'coventry',
      foldAll(authoritySubject, recorded([settled({ termYears: 3 })])),
    );
    expect(planCadences.termYears).toEqual({ value: 3, isDefault: false });
    expect(planCadences.refreshEvery).toEqual({ value: 'P1Y', isDefault: true });
  });

  it('have one date for each step to renewal', () => {
    const step = { step: 'Council', monthsBefore: 2 };
    given()
      .when(settling({ renewal: [step, { ...step, monthsBefore: 1 }] }), ON)
      .thenMalformed('/renewal/1/step', 'listed twice');
  });

  it.each([
    ['/termYears', { termYears: 0 }],
    ['/termYears', { termYears: 31 }],
    ['/termYears', { termYears: null }],
    ['/refreshEvery', { refreshEvery: 'P0D' }],
    ['/refreshEvery', { refreshEvery: 'P0M' }],
    ['/refreshEvery', { refreshEvery: '-P1Y' }],
    ['/refreshEvery', { refreshEvery: 'P1D' }],
    ['/refreshEvery', { refreshEvery: 'P121M' }],
    ['/refreshEvery', { refreshEvery: 'P11Y' }],
    ['/refreshEvery', { refreshEvery: 'half a year' }],
    ['/assessment', { assessment: 'P1Y' }],
    ['/assessment/from', { assessment: { every: 'P1Y', from: '02-30' } }],
    ['/assessment/from', { assessment: { every: 'P1Y', from: '02-29' } }],
    ['/assessment/from', { assessment: { every: 'P1Y', from: '13-01' } }],
    ['/assessment/from', { assessment: { every: 'P1Y' } }],
    ['/assessment/every', { assessment: { every: 'P1W', from: '10-01' } }],
    ['/partnershipMeeting', { partnershipMeeting: null }],
    ['/partnershipMeeting/from', { partnershipMeeting: { every: 'P3M' } }],
    ['/partnershipMeeting/from', { partnershipMeeting: { every: 'P3M', from: '02-29' } }],
    ['/partnershipMeeting/every', { partnershipMeeting: { every: 'P13W', from: '04-01' } }],
    ['/copyWithin', { copyWithin: 0 }],
    ['/copyWithin', { copyWithin: 251 }],
    ['/publishWithin', { publishWithin: 1.5 }],
    ['/renewal/0/step', { renewal: [{ step: 'lunch', monthsBefore: 1 }] }],
    ['/renewal/0/monthsBefore', { renewal: [{ step: 'Council', monthsBefore: 0 }] }],
    ['/renewal/0/monthsBefore', { renewal: [{ step: 'Council', monthsBefore: 61 }] }],
    ['/refresh', { refresh: 'P6M' }],
  ])('are refused at the door: %s in %j', (pointer, wrong) => {
    expect(pointersOf(() => settling(wrong))).toEqual([pointer]);
  });

  it.each([
    { termYears: 1 },
    { termYears: 30 },
    { refreshEvery: 'P1M' },
    { refreshEvery: 'P10Y' },
    { refreshEvery: 'P120M' },
    { assessment: { every: 'P1Y', from: '02-28' } },
    { renewal: [] },
  ])('may be %j', (fields) => {
    expect(pointersOf(() => settling(fields))).toEqual([]);
  });
});
