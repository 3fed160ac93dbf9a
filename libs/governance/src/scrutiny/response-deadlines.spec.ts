import { describe, expect, it } from '@jest/globals';
import { longDate } from '#calendar';
import { type Fact } from '#kernel';
import { factIdAt } from '#kernel/testing/given';
import { derivedFrom } from '../testing/derived.js';
import { IDS, told, toldWithout } from '../testing/golden.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';

const recommendations = IDS.RECOMMENDATIONS;
const ASK = [{ label: '2)', text: 'that all channels be used' }];
const opened = told('MatterOpened');
const asked = [
  opened,
  told('RecommendationsMade', { items: ASK, followUps: [], noticeGivenOn: '2024-06-26' }),
] as const;

type Answer = 'accepted' | 'accepted in part' | 'rejected' | 'deferred' | 'noted';

const answered = (answer: Answer, { on = '2024-07-09', by = 'Cabinet' } = {}): Fact =>
  told('ResolutionPassed', {
    ...{ occurredOn: on, body: by },
    parts: [
      {
        ...{ part: 1, verb: 'Resolves', text: 'Resolves as it does.', meaning: 'answers recommendations' },
        answers: [{ recommendations, leaf: '2)', answer }],
      },
    ],
  });

const response = (...facts: readonly Fact[]): DerivedDeadline =>
  derivedFrom([...asked, ...facts]).find(({ rule }) => rule.id === 'R16')!;

describe('the two months for the response', () => {
  const unnoticed = [opened, toldWithout('noticeGivenOn', 'RecommendationsMade', { items: ASK, followUps: [] })];
  const clock = (...facts: readonly Fact[]) => {
    const { rule, dueOn, startedBy } = derivedFrom(facts).find(({ key }) => key === `R16/${recommendations}`)!;
    return { hardness: rule.hardness, basis: rule.basis, dueOn, startedBy };
  };

  it('are a target until notice in writing is given, and then the law’s, from the day of the notice', () => {
    const [target, law] = [
      { hardness: 'target', basis: 'practice' },
      { hardness: 'hard', basis: 'statute' },
    ];
    expect(clock(...unnoticed)).toEqual({ ...target, dueOn: '2024-08-25', startedBy: factIdAt(1) });
    expect(clock(...unnoticed, told('NoticeGiven'))).toEqual({ ...law, dueOn: '2024-08-31', startedBy: factIdAt(2) });
  });

  it('do not run where the body recommended nothing, and only kept something for itself', () => {
    const followUps = [{ label: '1)', text: 'The Board noted the report.' }];
    const noted = told('RecommendationsMade', { items: [], followUps, noticeGivenOn: '2024-06-26' });
    expect(derivedFrom([opened, noted])).toEqual([]);
  });

  it('run from receipt, where that came later: notice was told with the recommendations', () => {
    expect(clock(...asked)).toMatchObject({ hardness: 'hard', dueOn: '2024-08-25', startedBy: factIdAt(1) });
  });

  it('begin with no notice of which nobody knows the day', () => {
    const unknown = told('NoticeGiven', { occurredOn: 'unknown' });
    expect(clock(...unnoticed, unknown)).toMatchObject({ hardness: 'target', dueOn: '2024-08-25' });
  });

  describe('where only a month is known', () => {
    const inJune = (noticeGivenOn?: string) => [
      opened,
      toldWithout('noticeGivenOn', 'RecommendationsMade', { items: ASK, followUps: [], occurredOn: '2024-06' }),
      ...(noticeGivenOn === undefined ? [] : [told('NoticeGiven', { occurredOn: noticeGivenOn })]),
    ];

    it.each([
      ['of receipt', inJune(), '2024-07-31', '2024-06'],
      ['of receipt, and notice came within it', inJune('2024-06-10'), '2024-08-09', '2024-06'],
      [
        'of the notice',
        [...asked.slice(0, 1), ...unnoticed.slice(1), told('NoticeGiven', { occurredOn: '2024-08' })],
        '2024-09-30',
        '2024-08',
      ],
    ])('%s, run from the first day that is possible, and say so', (_what, facts, dueOn, known) => {
      const derived = derivedFrom(facts).find(({ key }) => key.startsWith('R16'))!;
      expect(derived.dueOn).toBe(dueOn);
      expect(derived.receipt).toMatchObject({ assumed: { known } });
      expect(derived.explained).toContain(`that day is assumed: only ${longDate(known)} is known`);
    });

    it('of receipt, but not before a notice came that is known to the day, assume nothing', () => {
      const derived = derivedFrom(inJune('2024-07-01')).find(({ key }) => key.startsWith('R16'))!;
      expect(derived.dueOn).toBe('2024-08-31');
      expect(derived.receipt).not.toHaveProperty('assumed');
      expect(derived.explained).toMatch(/given after the recommendations of 2024-06$/);
    });
  });

  it('run from the notice where nobody knows when the recommendations were made', () => {
    const undated = { items: ASK, followUps: [], occurredOn: 'unknown' };
    const made = toldWithout('noticeGivenOn', 'RecommendationsMade', undated);
    expect(derivedFrom([opened, made]).filter(({ key }) => key.startsWith('R16'))).toEqual([]);
    expect(clock(opened, made, told('NoticeGiven'))).toMatchObject({ hardness: 'hard', dueOn: '2024-08-31' });
  });

  it('run from the day in London of an instant', () => {
    const late = told('RecommendationsMade', { items: ASK, followUps: [], occurredOn: '2024-06-30T23:30Z' });
    expect(clock(opened, late)).toMatchObject({ dueOn: '2024-08-31' });
  });

  it('say that they begin with the notice', () => {
    const { explained } = derivedFrom([...unnoticed, told('NoticeGiven')])[0]!;
    expect(explained).toContain('beginning with Monday 1 July 2024');
    expect(explained).toMatch(/the notice in writing, given after the recommendations of Wednesday 26 June 2024$/);
  });
});

describe('the executive’s response to scrutiny', () => {
  it.each<Answer>(['accepted', 'accepted in part', 'rejected', 'noted'])(
    'is given where it says what is to be done, if anything: %s',
    (answer) => {
      expect(response(answered(answer)).met).toEqual({ on: '2024-07-09', by: factIdAt(2) });
    },
  );

  it('is not given yet where the answer is deferred', () => {
    expect(response(answered('deferred')).met).toBeUndefined();
    expect(response(answered('deferred'), answered('rejected', { on: '2024-07-30' })).met?.on).toBe('2024-07-30');
  });

  it('is owed by the body that was asked, and not given by another', () => {
    const panel = answered('noted', { by: 'Allotments Panel' });
    expect(response(panel).met).toBeUndefined();
    expect(response(answered('accepted'), panel).met).toEqual({ on: '2024-07-09', by: factIdAt(2) });
    expect(response(answered('accepted', { by: 'cabinet' })).met).toEqual({ on: '2024-07-09', by: factIdAt(2) });
  });

  it('stays given, on its day, when the body says otherwise later', () => {
    for (const answer of ['rejected', 'deferred'] as const)
      expect(response(answered('accepted'), answered(answer, { on: '2025-01-14' })).met?.on).toBe('2024-07-09');
  });
});
