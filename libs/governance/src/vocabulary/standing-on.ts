import { isAmendment } from './amendment.js';
import { type Bonds } from './chronicle.js';
import { type Entry } from './facet.js';
import { THE_SUBJECT } from './order-of-events.js';

/**
 * The other entries that would be left without what they refer to, were some struck out: directly, or through one another.
 * Without what begins the subject, nothing would be about anything; what amends others is about them alone. In stream order.
 */
export const standingOn = (
  struck: readonly Entry[],
  entries: readonly Entry[],
  { mayBegin = [] }: Bonds,
): readonly Entry[] => {
  const gone = new Set(struck);
  for (;;) {
    const left = entries.filter((entry) => !gone.has(entry));
    const begun = new Set(left.flatMap((entry) => namesBegunBy(entry, mayBegin)));
    const lost = new Set(
      [...gone].flatMap(({ id, begins = [] }) => [id, ...begins].filter((name) => !begun.has(name))),
    );
    const more = left.filter(
      (entry) => !isAmendment(entry) && (lost.has(THE_SUBJECT) || entry.refersTo?.some((name) => lost.has(name))),
    );
    if (more.length === 0) return entries.filter((entry) => gone.has(entry) && !struck.includes(entry));
    for (const entry of more) gone.add(entry);
  }
};

/** Where several types of facts may begin the subject, none of another type does, though it was told first. */
const namesBegunBy = ({ id, type, begins = [] }: Entry, mayBegin: readonly string[]): readonly string[] => [
  id,
  ...begins.filter((name) => name !== THE_SUBJECT || mayBegin.length === 0 || mayBegin.includes(type)),
];
