import { type Fact, type OccurredOn, type RecordedFact } from '#kernel';
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
      /** The words as they stood, verbatim. Left out where nothing was recorded there; before version 2 they were empty then. */
      readonly asRecorded?: string;
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

/** What should never have been recorded, such as an entry in the record of another matter. It stays as it is, for ever, and is read no more. */
export type EntryStruckOut = Fact<
  'EntryStruckOut',
  {
    readonly occurredOn: OccurredOn;
    /** Id of the fact that is struck out. */
    readonly fact: string;
    /** Its type, for whoever reads this alone. */
    readonly factType: string;
    /** Who had the authority to strike it out: a body or an office. */
    readonly authority: string;
    readonly reason: string;
  }
>;

export type Amendment = RecordCorrected | OccurrenceSupplied | EntryStruckOut;

const TYPES: ReadonlySet<string> = new Set<Amendment['type']>([
  ...(['RecordCorrected', 'OccurrenceSupplied', 'EntryStruckOut'] as const),
]);

/** Whether a fact says how another one is to be read. */
export const isAmendment = <F extends Fact>(fact: F): fact is F & Amendment => TYPES.has(fact.type);

export const isStrikingOut = <F extends Fact>(fact: F): fact is F & EntryStruckOut => fact.type === 'EntryStruckOut';

/** The ids of facts that others of a stream strike out. */
export const struckOutOf = (facts: readonly Fact[]): readonly string[] =>
  facts.filter(isStrikingOut).map(({ data }) => data.fact);

/** The facts of a stream by which one command struck out entries, all or none, where this is one of them. */
export const struckWith = (
  strike: RecordedFact,
  facts: readonly RecordedFact[],
): readonly (RecordedFact & EntryStruckOut)[] =>
  facts.filter(isStrikingOut).filter(({ metadata }) => metadata.commandId === strike.metadata.commandId);

/** What tells of a fact that it is to be read otherwise, or not at all, and whose word that is. */
export type Amending = Amendment & { readonly toldBy: string };

/** The entries once an amendment is told: what is corrected in the record, or supplied, or struck out of it. */
export const amend = (entries: readonly Entry[], amendment: Amending): readonly Entry[] => {
  const { toldBy } = amendment;
  const becoming = (become: (data: object) => object): readonly Entry[] =>
    entries.map((entry) => (entry.id === amendment.data.fact ? { ...entry, toldBy, data: become(entry.data) } : entry));
  switch (amendment.type) {
    case 'EntryStruckOut':
      return entries.filter(({ id }) => id !== amendment.data.fact);
    case 'OccurrenceSupplied':
      return becoming((data) => withValueAt(data, '/occurredOn', amendment.data.happenedOn));
    case 'RecordCorrected': {
      const { mistakeIn, changes } = amendment.data;
      // What is wrong in the document stands as it is written there.
      if (mistakeIn === 'document') return entries;
      return becoming((data) =>
        changes.reduce((held, change) => withValueAt(held, change.pointer, change.asCorrected), data),
      );
    }
  }
};
