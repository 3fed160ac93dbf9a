import { planAfter, type PlanOnRecord } from '../plan.js';
import { type Chronicle, inOrderOfEvents } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';

/** One folding for all read models of a plan, so that each fact is taken in once for all of them. */
export { planChronicle } from '../plan.js';

/** A plan as its chronicle tells it. */
export interface PlanTelling extends PlanOnRecord {
  /** In the order in which things happened. */
  readonly ordered: readonly Entry[];
}

const tellings = new WeakMap<Chronicle, PlanTelling>();

/** Told once for all read models that hold the same chronicle. */
export const planTellingOf = (chronicle: Chronicle): PlanTelling => {
  const known = tellings.get(chronicle);
  if (known !== undefined) return known;
  const ordered = inOrderOfEvents(chronicle.entries);
  const telling = { ordered, ...planAfter(ordered) };
  tellings.set(chronicle, telling);
  return telling;
};
