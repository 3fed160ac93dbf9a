import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll } from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { recorded, rulesOf } from '#kernel/testing/given';
import { pointersOf } from '#kernel/testing/pointers';
import { RULE_IDS, RULES_WITH_WINDOW, USUAL_TERMS } from '../vocabulary/rules.js';
import { authoritySubject } from './authority-subject.js';
import { ruleTermsInForce, SettleRuleTerms } from './rule-terms.js';
import { settingsInForce } from './settings-in-force.js';

const { given } = rulesOf(authoritySubject);
const ON = { on: '2025-06-02' };

const settling = (fields: object): SettleRuleTerms => readInput(SettleRuleTerms, { rule: 'R32', ...fields });
const settled = (fields: object): Fact => ({
  type: 'RuleTermsSettled',
  data: { occurredOn: ON.on, rule: 'R32', ...fields },
});
const LADDER = [
  { at: '-P10D', offices: ['clerk'] },
  { at: 'P3D', offices: ['clerk', 'director'] },
];
const inForce = (...facts: readonly Fact[]) =>
  ruleTermsInForce(foldAll(authoritySubject, recorded(facts)).ruleTerms)['R32'];

describe('who owes what a rule asks, and when whom it reminds', () => {
  it('is settled, either by itself; what is left out is as usual', () => {
    const usual = USUAL_TERMS['R32'];
    given()
      .when(settling({ ladder: LADDER }), ON)
      .then(settled({ ladder: LADDER }));
    expect(inForce(settled({ ladder: LADDER }))).toEqual({ owner: usual?.owner, ladder: LADDER });
    expect(inForce(settled({ owner: 'clerk' }))).toEqual({ owner: 'clerk', ladder: usual?.ladder });
    expect(inForce(settled({ ladder: [] }))).toEqual({ owner: usual?.owner, ladder: [] });
  });

  it('is replaced when it is settled again, and is as usual when nothing is said but the rule', () => {
    const before = settled({ owner: 'clerk', ladder: LADDER });
    given(before)
      .when(settling({ owner: 'clerk' }), ON)
      .then(settled({ owner: 'clerk' }));
    given(before).when(settling({}), ON).then(settled({}));
    expect(inForce(before, settled({}))).toEqual(USUAL_TERMS['R32']);
  });

  it('that is as it was told leaves nothing to say', () => {
    given(settled({ owner: 'clerk', ladder: LADDER }))
      .when(settling({ ladder: LADDER, owner: 'clerk' }), ON)
      .thenNothing();
    given().when(settling({}), ON).thenNothing();
    given(settled({ owner: 'clerk' }), settled({}))
      .when(settling({}), ON)
      .thenNothing();
  });

  it('is settled for one rule and no other', () => {
    const { ruleTerms } = foldAll(authoritySubject, recorded([settled({ owner: 'clerk' })]));
    expect(ruleTermsInForce(ruleTerms)).toEqual({
      ...USUAL_TERMS,
      R32: { ...USUAL_TERMS['R32'], owner: 'clerk' },
    });
  });

  it('is told of every rule, with what is as usual', () => {
    const { rules } = settingsInForce('coventry', foldAll(authoritySubject, recorded([settled({ owner: 'clerk' })])));
    expect(rules.map(({ rule }) => rule)).toEqual(RULE_IDS);
    expect(rules.find(({ rule }) => rule === 'R32')).toMatchObject({
      owner: { value: 'clerk', isDefault: false },
      ladder: { value: USUAL_TERMS['R32']?.ladder, isDefault: true },
    });
  });

  it('begins with the window only where the rule has one', () => {
    const ladder = [{ at: 'half-way', offices: ['clerk'] }];
    given().when(settling({ ladder }), ON).thenMalformed('/ladder/0/at', 'R32 has no window');
    for (const rule of RULES_WITH_WINDOW) given().when(settling({ rule, ladder }), ON).then(settled({ rule, ladder }));
  });

  it('has each step once, and each office of a step', () => {
    const twice = [...LADDER, { at: '-P10D', offices: ['director'] }];
    given()
      .when(settling({ ladder: twice }), ON)
      .thenMalformed('/ladder/2/at', 'listed twice');
    given()
      .when(settling({ ladder: [{ at: 'P0D', offices: ['clerk', 'clerk'] }] }), ON)
      .thenMalformed('/ladder/0/offices/1', 'listed twice');
  });

  it.each([
    ['/rule', { rule: 'R99' }],
    ['/rule', { rule: 'r32' }],
    ['/owner', { owner: 'The Clerk' }],
    ['/ladder', { ladder: '-P7D' }],
    ['/ladder', { ladder: Array.from({ length: 13 }, (_, at) => ({ at: `-P${at + 1}D`, offices: ['clerk'] })) }],
    ['/ladder/0/at', { ladder: [{ at: 'a week', offices: ['clerk'] }] }],
    ['/ladder/0/at', { ladder: [{ at: '-P0D', offices: ['clerk'] }] }],
    ['/ladder/0/at', { ladder: [{ at: '-P07D', offices: ['clerk'] }] }],
    ['/ladder/0/at', { ladder: [{ at: '-P4Y', offices: ['clerk'] }] }],
    ['/ladder/0/at', { ladder: [{ at: '-P1097D', offices: ['clerk'] }] }],
    ['/ladder/0/at', { ladder: [{ at: 'PT9H', offices: ['clerk'] }] }],
    ['/ladder/0/offices', { ladder: [{ at: 'P0D', offices: [] }] }],
    ['/ladder/0/offices/1', { ladder: [{ at: 'P0D', offices: ['clerk', 'The Director'] }] }],
  ])('is refused at the door: %s in %j', (pointer, wrong) => {
    expect(pointersOf(() => settling(wrong))).toEqual([pointer]);
  });

  it('can be settled as it usually is, whatever rule it is', () => {
    for (const [rule, { owner, ladder }] of Object.entries(USUAL_TERMS))
      given().when(settling({ rule, owner, ladder }), ON).then(settled({ rule, owner, ladder }));
  });
});
