import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing/given';
import { IDS, told } from '../testing/golden.js';
import { stillOpen } from './still-open.js';

const recommendations = IDS.RECOMMENDATIONS;
const ITEMS = [
  { label: '1)', text: 'use all channels' },
  { label: '2)', text: 'ask', items: ['a)', 'b)'].map((label) => ({ label, text: 'ask them' })) },
];
const asked = [told('MatterOpened'), told('RecommendationsMade', { items: ITEMS, followUps: [] })];
const answered = (leaf: string, more: { answer?: 'accepted' | 'deferred'; body?: string } = {}) =>
  told('ResolutionPassed', {
    ...{ occurredOn: '2024-07-09', body: more.body ?? 'Cabinet' },
    parts: [
      {
        ...{ part: 1, verb: 'Resolves', text: 'Resolves as it does.', meaning: 'answers recommendations' },
        answers: [{ recommendations, leaf, answer: more.answer ?? 'accepted' }],
      },
    ],
  });
const of = (...facts: Parameters<typeof recorded>[0]) =>
  stillOpen('matter', recorded([...asked, ...facts]), `R16/${recommendations}`);

describe('what is still open of what is met part by part', () => {
  it('are of the response to scrutiny the recommendations without an answer, by their labels', () => {
    expect(of()).toBe('1), 2)a) and 2)b) have no answer yet');
    expect(of(answered('1)'))).toBe('2)a) and 2)b) have no answer yet');
    expect(of(answered('1)'), answered('2)b)', { answer: 'deferred' }))).toBe('2)a) and 2)b) have no answer yet');
    expect(of(answered('1)', { body: 'Council' }))).toBe('1), 2)a) and 2)b) have no answer yet');
  });

  it('are named up to twelve of them, and counted beyond', () => {
    const labels = (count: number) => Array.from({ length: count }, (_, at) => `${at + 1})`);
    const open = (count: number) => {
      const items = labels(count).map((label) => ({ label, text: 'ask them' }));
      const facts = recorded([told('MatterOpened'), told('RecommendationsMade', { items, followUps: [] })]);
      return stillOpen('matter', facts, `R16/${recommendations}`);
    };
    expect(open(12)).toBe(`${labels(11).join(', ')} and 12) have no answer yet`);
    expect(open(15)).toBe(`${labels(12).join(', ')} and 3 more have no answer yet`);
  });

  it('is of a questionnaire what was accepted, and is neither in it nor carried out elsewhere', () => {
    const resolution = '7d6a2f0e-6f6c-4f0a-9c57-6a7d0c1b2e11';
    const resolved = told('ResolutionPassed', {
      ...{ resolution, occurredOn: '2024-07-09', body: 'Cabinet' },
      parts: [
        {
          ...{ part: 1, verb: 'Approves', text: 'Approves them.', meaning: 'answers recommendations' },
          answers: ['1)', '2)a)', '2)b)'].map((leaf) => ({ recommendations, leaf, answer: 'accepted' as const })),
        },
        {
          ...{ part: 2, verb: 'Authorises', text: 'Authorises it.', meaning: 'authorises a consultation', answers: [] },
          window: { opensOn: '2024-07-20', closesOn: '2024-10-02' },
        },
      ],
    });
    const ready = (carriesOut: string[], carriedOutElsewhere: string[] = []) =>
      told('QuestionnaireReady', {
        carriesOut: carriesOut.map((leaf) => ({ recommendations, leaf })),
        carriedOutElsewhere: carriedOutElsewhere.map((leaf) => ({ recommendations, leaf })),
      });
    const missing = (...facts: Parameters<typeof recorded>[0]) =>
      stillOpen('matter', recorded([...asked, resolved, ...facts]), `R21/${resolution}/2`);
    const nor = 'not in the questionnaire yet, nor said to be carried out elsewhere';
    expect(missing()).toBe(`1), 2)a) and 2)b) are ${nor}`);
    expect(missing(ready(['2)a)', '2)b)']))).toBe(`1) is ${nor}`);
    expect(missing(ready(['2)a)', '2)b)'], ['1)']))).toBeUndefined();
  });

  it('is nothing once each is answered, and of another deadline', () => {
    expect(of(answered('1)'), answered('2)a)'))).toBe('2)b) has no answer yet');
    expect(of(answered('1)'), answered('2)a)'), answered('2)b)'))).toBeUndefined();
    expect(stillOpen('matter', recorded(asked), 'R19/round-1/closes')).toBeUndefined();
    expect(stillOpen('plan', [], 'R38')).toBeUndefined();
  });
});
