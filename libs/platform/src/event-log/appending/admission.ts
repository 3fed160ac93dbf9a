import { type RecordedFact } from '#kernel';
import { canonicalForm } from '#ledger';
import { type Expected, FactIdReused, RevisionConflict } from '../event-log.js';
import { type PreparedAppend, type PreparedFact } from './preparation.js';
import { type Tail } from './sealing.js';

/** The conflict between what the caller held the stream to be and what it is; nothing where they agree. */
export const conflictOf = (
  { stream, expected }: Pick<PreparedAppend, 'stream' | 'expected'>,
  tail: Pick<Tail, 'revision'> | undefined,
): RevisionConflict | undefined =>
  meets(expected, tail?.revision) ? undefined : new RevisionConflict(stream, expected, tail?.revision ?? 'no stream');

const meets = (expected: Expected, revision: number | undefined): boolean => {
  switch (expected) {
    case 'any':
      return true;
    case 'no stream':
      return revision === undefined;
    case 'stream exists':
      return revision !== undefined;
    default:
      return revision === expected.revision;
  }
};

/**
 * The facts that an append would only repeat; nothing when the log holds none of its ids.
 * A repeat has the same stream, types, schema versions and data, one after the other as before. The context may differ:
 * the first one stands.
 * @throws FactIdReused when the log holds some of the ids and the append is no repeat.
 */
export const repeatOf = (
  { stream, facts }: PreparedAppend,
  held: ReadonlyMap<string, RecordedFact>,
): readonly RecordedFact[] | undefined => {
  const first = facts.find(({ id }) => held.has(id));
  if (first === undefined) return undefined;
  const start = held.get(first.id)?.revision ?? 0;
  return facts.map((fact, index) => {
    const before = held.get(fact.id);
    if (before?.stream !== stream || before.revision !== start + index || !isSame(fact, before))
      throw new FactIdReused(stream, before === undefined ? first.id : fact.id);
    return before;
  });
};

const isSame = (fact: PreparedFact, before: RecordedFact): boolean =>
  fact.type === before.type &&
  fact.schemaVersion === before.metadata.schemaVersion &&
  fact.data === canonicalForm(before.data);
