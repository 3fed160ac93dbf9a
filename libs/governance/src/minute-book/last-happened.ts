import { type PlainDateText } from '#kernel';
import { happenedOnOrBefore, occurredOnOf } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';

/**
 * The day by which the latest of the entries had certainly happened, of those of whose day anything is known: that a fact was
 * recorded is no happening. `null` where nothing is known of any.
 *
 * @param ordered in the order in which things happened
 */
export const lastHappenedOn = (ordered: readonly Entry[]): PlainDateText | null => {
  const latest = ordered.findLast((entry) => occurredOnOf(entry) !== 'unknown');
  return latest === undefined ? null : happenedOnOrBefore(latest);
};
