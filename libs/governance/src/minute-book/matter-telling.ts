import { matterAfter, type Matter } from '../matter.js';
import { type Chronicle, inOrderOfEvents } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';

/** One folding for all read models of a matter, so that each fact is taken in once for all of them. */
export { matterChronicle } from '../matter.js';

/** A matter as its chronicle tells it. */
export interface MatterTelling {
  /** In the order in which things happened. */
  readonly ordered: readonly Entry[];
  readonly matter: Matter;
}

const tellings = new WeakMap<Chronicle, MatterTelling>();

/** Told once for all read models that hold the same chronicle. */
export const tellingOf = (chronicle: Chronicle): MatterTelling => {
  const known = tellings.get(chronicle);
  if (known !== undefined) return known;
  const ordered = inOrderOfEvents(chronicle.entries);
  const telling = { ordered, matter: matterAfter(ordered) };
  tellings.set(chronicle, telling);
  return telling;
};
