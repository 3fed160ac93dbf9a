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

describe('what is still open of the response to scrutiny', () => {
  it('are the recommendations without an answer, by their labels', () => {
    expect(of()).toBe('1), 2)a) and 2)b) have no answer yet');
    expect(of(answered('1)'))).toBe('2)a) and 2)b) have no answer yet');
    expect(of(answered('1)'), answered('2)b)', { answer: 'deferred' }))).toBe('2)a) and 2)b) have no answer yet');
    expect(of(answered('1)', { body: 'Council' }))).toBe('1), 2)a) and 2)b) have no answer yet');
  });

  it('is nothing once each is answered, and of another deadline', () => {
    expect(of(answered('1)'), answered('2)a)'))).toBe('2)b) has no answer yet');
    expect(of(answered('1)'), answered('2)a)'), answered('2)b)'))).toBeUndefined();
    expect(stillOpen('matter', recorded(asked), 'R19/round-1/closes')).toBeUndefined();
    expect(stillOpen('plan', [], 'R38')).toBeUndefined();
  });
});
