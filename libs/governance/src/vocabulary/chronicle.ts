import { type DecisionContext, type Fact, type Fold, type InstantText, knowing, type RecordedFact } from '#kernel';
import { amend, type EntryStruckOut, isAmendment, isStrikingOut } from './amendment.js';
import { type Entry, type FactDefinition, versionsOf } from './facet.js';
import { THE_SUBJECT } from './order-of-events.js';

export {
  daysOf,
  happenedByDay,
  happenedOnOrBefore,
  inOrderOfEvents,
  occurredOnOf,
  readBefore,
} from './order-of-events.js';

/** A subject's facts as they stand now: each with what later facts corrected in it or supplied, and none that was struck out. Plain data. */
export interface Chronicle {
  /** In stream order. */
  readonly entries: readonly Entry[];
  /** What was struck out, in the order in which that was told. Nobody reads it but who tells of the striking out itself, or of what followed. */
  readonly struckOut: readonly StruckEntry[];
  /** The newest fact of the stream; nothing before the first. */
  readonly last?: { readonly revision: number; readonly recordedAt: InstantText };
}

/** An entry as it stood until it was struck out. */
export interface StruckEntry extends Entry {
  /** Id of the fact by which it was. */
  readonly struckOutBy: string;
}

/** How the facts of a kind of subject refer to one another. */
export interface Bonds {
  /** The field of each type of fact that holds the identity of what it begins. */
  readonly begun: Readonly<Record<string, string>>;
  /** The fields, at whatever depth of a fact's data, that name what an earlier one began, or the id of an earlier one. */
  readonly namedIn: readonly string[];
  /** The types of facts that may have happened before the subject's first one did: those that take nothing from it. */
  readonly mayPrecede: readonly string[];
  /** The types of facts that begin the subject as its first one does, where there may be several: the earliest did, whichever was told first. */
  readonly mayBegin?: readonly string[];
}

/** Keeps the facts that a subject's stream may hold, and amends them. @throws LaterRelease for any other fact, while folding */
export const chronicleOf = (facts: Readonly<Record<string, FactDefinition>>, bonds: Bonds): Fold<Chronicle> => {
  const bound = boundBy(bonds);
  return knowing<Chronicle>(versionsOf(facts), {
    initial: { entries: [], struckOut: [] },
    evolve: ({ entries, struckOut }, fact) => {
      const entry = entryOf(fact);
      const amended = isAmendment(entry) ? amend(entries, entry) : entries;
      return {
        entries: [...amended, isAmendment(entry) ? entry : bound(entry)],
        struckOut: isStrikingOut(entry) ? [...struckOut, ...struckBy(entry, entries)] : struckOut,
        last: { revision: entry.revision, recordedAt: entry.recordedAt },
      };
    },
  });
};

const struckBy = (
  { id: struckOutBy, data }: Entry<EntryStruckOut>,
  entries: readonly Entry[],
): readonly StruckEntry[] => entries.filter(({ id }) => id === data.fact).map((entry) => ({ ...entry, struckOutBy }));

/** Says of an entry what it begins, and to what it refers. */
export const boundBy = ({ begun, namedIn, mayPrecede, mayBegin = [] }: Bonds): ((entry: Entry) => Entry) => {
  const [naming, preceding, beginning] = [new Set(namedIn), new Set(mayPrecede), new Set(mayBegin)];
  return (entry) => {
    const own = begun[entry.type];
    const identity = own === undefined ? undefined : nameOf(Reflect.get(entry.data, own));
    const begins = identity === undefined ? [] : [identity];
    if (entry.revision === 0 || beginning.has(entry.type)) return { ...entry, begins: [...begins, THE_SUBJECT] };
    const refersTo: string[] = [];
    addNames(refersTo, entry.data, naming);
    if (!preceding.has(entry.type)) refersTo.push(THE_SUBJECT);
    return { ...entry, begins, refersTo };
  };
};

const nameOf = (held: unknown): string | undefined =>
  typeof held === 'string' || typeof held === 'number' ? String(held) : undefined;

/** In loops, which are much faster than lists of lists: every fact goes through it. */
const addNames = (names: string[], data: unknown, naming: ReadonlySet<string>): void => {
  if (typeof data !== 'object' || data === null) return;
  if (Array.isArray(data)) {
    for (const item of data) addNames(names, item, naming);
    return;
  }
  for (const field of Object.keys(data)) {
    const held: unknown = Reflect.get(data, field);
    const name = naming.has(field) ? nameOf(held) : undefined;
    if (name === undefined) addNames(names, held, naming);
    else names.push(name);
  }
};

/** The entry of a fact, were it told now, after all the others. */
export const toldNow = (
  bonds: Bonds,
  entries: readonly Entry[],
  { type, data }: Fact,
  { now }: Pick<DecisionContext, 'now'>,
): Entry => {
  const revision = (entries.at(-1)?.revision ?? -1) + 1;
  return boundBy(bonds)({ id: '', revision, recordedAt: now, type, data, toldBy: '' });
};

/** A fact as it was told. */
export const entryOf = (fact: RecordedFact): Entry => ({
  id: fact.id,
  revision: fact.revision,
  recordedAt: fact.metadata.recordedAt,
  type: fact.type,
  data: fact.data,
  toldBy: fact.metadata.actor,
});
