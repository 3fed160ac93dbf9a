import { type FactMetadata, type InstantText, type OccurredOn, type PlainDateText, type RecordedFact } from '#kernel';
import { type Chronicle, daysOf, entryOf, happenedOnOrBefore, occurredOnOf } from '../vocabulary/chronicle.js';

/** A line of the history of a record: what happened, when, when the log learned of it, and by whom. */
export interface HistoryLine {
  readonly fact: string;
  readonly revision: number;
  readonly type: string;
  /** As recorded, verbatim. */
  readonly data: object;
  /** When it happened, as far as is known by now. */
  readonly occurredOn: OccurredOn;
  readonly recordedAt: InstantText;
  /** The office that told of it, and in which capacity. */
  readonly actor: string;
  readonly capacity: string;
  readonly commandId: string;
  /**
   * All that the log sealed with it. `contentHash` is the SHA-256 of the canonical form of `stream`, `type`, `data` and this
   * without its two hashes; `hash` is over the `hash` before, the revision and `contentHash`.
   */
  readonly metadata: FactMetadata;
  /** Id of the fact by which it was struck out. Left out where it stands. */
  readonly struckOutBy?: string;
}

/** What the facts of a record tell, as they stand now. */
export type Told = (facts: readonly RecordedFact[]) => Pick<Chronicle, 'entries' | 'struckOut'>;

/** As it was told: of a record whose facts nothing amends. */
export const asTold: Told = (facts) => ({ entries: facts.map(entryOf), struckOut: [] });

/** The facts of a record that had happened by a day where one is given, in the order of its stream, as recorded, with both times. */
export const historyOf = (facts: readonly RecordedFact[], told: Told, asAt?: PlainDateText): readonly HistoryLine[] => {
  const { entries, struckOut } = told(facts);
  const standing = new Map(entries.map((entry) => [entry.id, entry]));
  const struck = new Map(struckOut.map((entry) => [entry.id, entry]));
  const days = asAt === undefined ? undefined : daysOf(entries);
  return facts.flatMap((fact) => {
    const { id, revision, type, data, metadata } = fact;
    const entry = standing.get(id) ?? struck.get(id) ?? entryOf(fact);
    if (asAt !== undefined && (days?.get(id) ?? happenedOnOrBefore(entry)) > asAt) return [];
    const { recordedAt, actor, capacity, commandId } = metadata;
    const line = { fact: id, revision, type, data, occurredOn: occurredOnOf(entry) };
    const struckOutBy = struck.get(id)?.struckOutBy;
    return [
      {
        ...{ ...line, recordedAt, actor, capacity, commandId, metadata },
        ...(struckOutBy === undefined ? {} : { struckOutBy }),
      },
    ];
  });
};
