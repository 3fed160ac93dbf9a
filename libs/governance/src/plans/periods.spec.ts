import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { planSubject } from '../plan.js';
import { inOrderOfEvents } from '../vocabulary/chronicle.js';
import { datedDuties } from './periods.js';
import { planFacet } from './plan.js';
import { coventryAdopted } from './testing/fixtures.js';

const planOf = (...facts: readonly Fact[]) =>
  planFacet.after(inOrderOfEvents(foldAll(planSubject, recorded(facts)).entries));

describe('the dates of what is owed over a term', () => {
  it('are computed once, however many facts are judged by them', () => {
    const plan = planOf(coventryAdopted);
    expect(datedDuties(plan)).toBe(datedDuties(plan));
  });

  it('are others of another plan', () => {
    const [monthly] = coventryAdopted.data.obligations;
    const asked = {
      ...coventryAdopted,
      data: { ...coventryAdopted.data, obligations: [{ ...monthly!, every: 'P1M' }] },
    };
    const numbers = [coventryAdopted, asked].map((adopted) => datedDuties(planOf(adopted)).map(({ every }) => every));
    expect(numbers).toEqual([['P3M', 'P1Y'], ['P1M']]);
  });
});
