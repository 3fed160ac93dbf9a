import { describe, expect, it } from '@jest/globals';
import { matterFacts } from '../matter.js';
import { planStreamFacts } from '../plan.js';
import { toldAsCause } from './told-as-cause.js';

describe('a fact that changes a deadline', () => {
  const types = [...new Set([...Object.keys(matterFacts), ...Object.keys(planStreamFacts)])];

  it('has a sentence of its own, whatever fact of a matter or plan it is', () => {
    expect(new Set(types.map(toldAsCause)).size).toBe(types.length);
  });

  it.each([
    ['PartnershipMet', 'the partnership met'],
    ['PlanLapsed', 'the plan lapsed'],
    ['RequestReplied', 'a request was replied to'],
    ['OccurrenceSupplied', 'a date that was not on record was added'],
    ['EntryStruckOut', 'an entry was struck out of the record'],
  ])('is told in English: %s', (type, words) => {
    expect(toldAsCause(type)).toBe(words);
  });

  it('is of a type that is known', () => {
    expect(() => toldAsCause('toString')).toThrow('is the cause of no deadline');
  });
});
