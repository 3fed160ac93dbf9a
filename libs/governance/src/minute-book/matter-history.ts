import { type FactMetadata, type InstantText, type OccurredOn, type PlainDateText, type RecordedFact } from '#kernel';
import { daysOf, entryOf, occurredOnOf } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';

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
}

/** The facts of a record as they stand now, in stream order. */
export type EntriesOf = (facts: readonly RecordedFact[]) => readonly Entry[];

/** As they were told: of a record whose facts nothing amends. */
export const asTold: EntriesOf = (facts) => facts.map(entryOf);

/** The facts of a record that had happened by a day where one is given, in the order of its stream, as recorded, with both times. */
export const historyOf = (
  facts: readonly RecordedFact[],
  entriesOf: EntriesOf,
  asAt?: PlainDateText,
): readonly HistoryLine[] => {
  const entries = entriesOf(facts);
  const standing = new Map(entries.map((entry) => [entry.id, entry]));
  const days = asAt === undefined ? undefined : daysOf(entries);
  const isLater = (id: string): boolean => asAt !== undefined && (days?.get(id) ?? asAt) > asAt;
  return facts.flatMap((fact) => {
    const entry = standing.get(fact.id);
    if (entry === undefined || isLater(fact.id)) return [];
    const { id, revision, type, data, metadata } = fact;
    const { recordedAt, actor, capacity, commandId } = metadata;
    const told = { fact: id, revision, type, data, occurredOn: occurredOnOf(entry) };
    return [{ ...told, recordedAt, actor, capacity, commandId, metadata }];
  });
};
