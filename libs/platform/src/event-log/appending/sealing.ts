import { type FactMetadata, type InstantText, type JsonObject, type Position, type RecordedFact } from '#kernel';
import { canonicalForm, CHAIN_VERSION, contentHashOfText, GENESIS, link } from '#ledger';
import { type StoredText } from '../event-log.js';
import { type PreparedAppend, type PreparedFact } from './preparation.js';

/** The last fact of a stream, as far as the next one depends on it. */
export interface Tail {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: InstantText;
}

/** A fact with its place in the stream and its link in the chain; only its position is still to be given. */
export interface SealedFact {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** Canonical JSON. */
  readonly data: string;
  readonly metadata: FactMetadata;
  /** The same as JSON. */
  readonly metadataText: string;
}

/**
 * Seals the facts of an append onto the tail of their stream. The time stamped is the given one, or the tail's where the
 * clock has stepped back.
 */
export const seal = (
  append: PreparedAppend,
  tail: Tail | undefined,
  now: InstantText,
): { readonly facts: readonly SealedFact[]; readonly tail: Tail } => {
  const recordedAt = tail !== undefined && tail.recordedAt > now ? tail.recordedAt : now;
  let revision = tail?.revision ?? -1;
  let hash = tail?.hash ?? GENESIS;
  const facts = append.facts.map((fact) => {
    revision += 1;
    const sealed = sealOne(append, fact, { revision, hash, recordedAt });
    hash = sealed.metadata.hash;
    return sealed;
  });
  return { facts, tail: { revision, hash, recordedAt } };
};

const sealOne = (
  { stream, context }: PreparedAppend,
  { id, type, data, schemaVersion }: PreparedFact,
  { revision, hash: previous, recordedAt }: Tail,
): SealedFact => {
  // In the order of canonical JSON, so that the plain text of this object is its canonical form.
  const sealed: Omit<FactMetadata, 'contentHash' | 'hash'> = {
    actor: context.actor,
    authority: context.authority,
    capacity: context.capacity,
    causationId: context.causationId,
    chainVersion: CHAIN_VERSION,
    commandId: context.commandId,
    correlationId: context.correlationId,
    eventId: id,
    payloadHash: context.payloadHash,
    recordedAt,
    schemaVersion,
  };
  const text = JSON.stringify(sealed);
  const contentHash = contentHashOfText({ stream, type, data, metadata: text });
  const hash = link(previous, revision, contentHash);
  return {
    stream,
    revision,
    id,
    type,
    data,
    metadata: metadataOf(sealed, contentHash, hash),
    metadataText: textOf(text, contentHash, hash),
  };
};

/** Metadata as they are stored: what is sealed in canonical form, and the hashes behind it. */
const textOf = (sealed: string, contentHash: string, hash: string): string =>
  `${sealed.slice(0, -1)},"contentHash":"${contentHash}","hash":"${hash}"}`;

/**
 * Whether a fact is written down as it was sealed, to the character. Of a name that is given twice a parser keeps one, so
 * that what is read may fit its seal where what is written does not.
 * @throws NotCanonical where the fact cannot have been sealed
 */
export const isStoredAsSealed = ({ data, metadata }: RecordedFact, text: StoredText): boolean => {
  const { contentHash, hash, ...sealed } = metadata;
  return text.data === canonicalForm(data) && text.metadata === textOf(canonicalForm(sealed), contentHash, hash);
};

/** Property by property, which is much faster than spreading: every fact goes through it. */
const metadataOf = (sealed: Omit<FactMetadata, 'contentHash' | 'hash'>, contentHash: string, hash: string) => ({
  actor: sealed.actor,
  authority: sealed.authority,
  capacity: sealed.capacity,
  causationId: sealed.causationId,
  chainVersion: sealed.chainVersion,
  commandId: sealed.commandId,
  contentHash,
  correlationId: sealed.correlationId,
  eventId: sealed.eventId,
  hash,
  payloadHash: sealed.payloadHash,
  recordedAt: sealed.recordedAt,
  schemaVersion: sealed.schemaVersion,
});

/** The sealed fact at its position, as a reader of the log would find it. */
export const recorded = (
  { stream, revision, id, type, data, metadata }: SealedFact,
  position: Position,
): RecordedFact => ({
  stream,
  revision,
  position,
  id,
  type,
  data: JSON.parse(data) as JsonObject,
  metadata: { ...metadata },
});

/** The tail that a stream has after this fact. */
export const tailOf = ({ revision, metadata: { hash, recordedAt } }: RecordedFact | SealedFact): Tail => ({
  revision,
  hash,
  recordedAt,
});
