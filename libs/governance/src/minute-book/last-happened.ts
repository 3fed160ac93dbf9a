import { type PlainDateText } from '#kernel';
import { happenedOnOrBefore, occurredOnOf } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';

/**
 * The day by which the latest of the entries had certainly happened, of those of whose day anything is known: that a fact was
 * recorded is no happening. `null` where nothing is known of any.
 */
export const lastHappenedOn = (entries: readonly Entry[]): PlainDateText | null =>
  entries.reduce<PlainDateText | null>((last, entry) => {
    if (occurredOnOf(entry) === 'unknown') return last;
    const day = happenedOnOrBefore(entry);
    return last === null || day > last ? day : last;
  }, null);
