import { type Fact, londonMidnight } from '#kernel';
import { type PlanFact } from './plan-facts.js';
import { asCounted } from './usual-term.js';

const isOf = <Type extends PlanFact['type']>(
  type: Type,
  fact: Fact,
): fact is Extract<PlanFact, { readonly type: Type }> => fact.type === type;

/** What a fact tells as it now stands: what was worked out from a place that was corrected since follows that place. */
export const asItStands = <F extends Fact>(fact: F): F['data'] => {
  if (isOf('PlanAdopted', fact)) return asCounted(fact.data);
  if (isOf('PlanCommenced', fact)) return { ...fact.data, commencedAt: londonMidnight(fact.data.occurredOn) };
  return fact.data;
};
