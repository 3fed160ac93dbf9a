import {
  type Fact,
  type Fold,
  happenedBy,
  type InstantText,
  type OccurredOn,
  type PlainDateText,
  type RecordedFact,
} from '#kernel';
import { withValueAt } from './data-pointer.js';
import { type Entry } from './facet.js';

/** A mistake was found. The fact that holds it stays as it is, for ever; this one says what is right. */
export type RecordCorrected = Fact<
  'RecordCorrected',
  {
    readonly occurredOn: OccurredOn;
    /** Id of the fact that holds the mistake. */
    readonly fact: string;
    /**
     * `record`: the entry does not say what the document says; it is read with the corrected value from now on.
     * `document`: the document itself is wrong; its words stand, and the correction is shown beside them.
     */
    readonly mistakeIn: 'record' | 'document';
    readonly changes: readonly {
      /** JSON pointer into the fact's data. */
      readonly pointer: string;
      /** The words as they stood, verbatim. */
      readonly asRecorded: string;
      readonly asCorrected: string;
    }[];
    /** Who had the authority to correct it: a body or an office. */
    readonly authority: string;
    readonly reason: string;
  }
>;

/** What was not known of a fact's date when it was recorded. */
export type OccurrenceSupplied = Fact<
  'OccurrenceSupplied',
  {
    readonly occurredOn: OccurredOn;
    /** Id of the fact whose date is supplied. */
    readonly fact: string;
    readonly previously: OccurredOn;
    /** When the fact happened: within what was known, in a finer precision. */
    readonly happenedOn: OccurredOn;
    /** Where it was found: the document that gives it. */
    readonly source: string;
  }
>;

export type Amendment = RecordCorrected | OccurrenceSupplied;

/** A subject's facts as they stand now: each with what later facts corrected in it or supplied. Plain data. */
export interface Chronicle {
  /** In stream order. */
  readonly entries: readonly Entry[];
  /** The newest fact of the stream, whether or not it is kept; nothing before the first. */
  readonly last?: { readonly revision: number; readonly recordedAt: InstantText };
}

/** Keeps the facts of these types, and amends them; other facts leave no trace but the revision. */
export const chronicleOf = (types: readonly string[]): Fold<Chronicle> => {
  const kept = new Set(types);
  return {
    initial: { entries: [] },
    evolve: ({ entries }, fact) => {
      const entry = entryOf(fact);
      const amended = isAmendment(entry) ? amend(entries, entry) : entries;
      return {
        entries: kept.has(entry.type) ? [...amended, entry] : amended,
        last: { revision: entry.revision, recordedAt: entry.recordedAt },
      };
    },
  };
};

const entryOf = (fact: RecordedFact): Entry => ({
  id: fact.id,
  revision: fact.revision,
  recordedAt: fact.metadata.recordedAt,
  type: fact.type,
  data: fact.data,
  toldBy: fact.metadata.actor,
});

const isAmendment = (entry: Entry): entry is Entry<Amendment> =>
  entry.type === 'RecordCorrected' || entry.type === 'OccurrenceSupplied';

const amend = (entries: readonly Entry[], { data, toldBy }: Entry<Amendment>): readonly Entry[] =>
  leavesTheRecord(data)
    ? entries
    : entries.map((entry) => (entry.id === data.fact ? { ...entry, toldBy, data: amended(entry.data, data) } : entry));

/** What is wrong in the document stands as it is written there. */
const leavesTheRecord = (amendment: Amendment['data']): boolean =>
  'mistakeIn' in amendment && amendment.mistakeIn === 'document';

const amended = (data: object, amendment: Amendment['data']): object => {
  if ('happenedOn' in amendment) return withValueAt(data, '/occurredOn', amendment.happenedOn);
  return amendment.changes.reduce((held, change) => withValueAt(held, change.pointer, change.asCorrected), data);
};

/** When the entry's fact happened, as far as it is known. Every fact's data has `occurredOn`. */
export const occurredOnOf = (entry: Entry): OccurredOn =>
  'occurredOn' in entry.data && typeof entry.data.occurredOn === 'string' ? entry.data.occurredOn : 'unknown';

/** The day by which the entry's fact had certainly happened. */
export const happenedOnOrBefore = (entry: Entry): PlainDateText => happenedBy(occurredOnOf(entry), entry.recordedAt);

/** The entries in the order in which judgements read them: by the day on which they had happened, then as recorded. */
export const inOrderOfEvents = (entries: readonly Entry[]): readonly Entry[] =>
  entries
    .map((entry) => ({ entry, day: happenedOnOrBefore(entry) }))
    .sort((one, other) =>
      one.day === other.day ? one.entry.revision - other.entry.revision : one.day < other.day ? -1 : 1,
    )
    .map(({ entry }) => entry);
