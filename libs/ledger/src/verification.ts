import { type JsonObject, type RecordedFact } from '#kernel';
import { CHAIN_VERSION, contentHash, GENESIS, link } from './chain.js';

/** The first fact that does not fit, and why. */
export interface Flaw {
  readonly stream: string;
  readonly revision: number;
  readonly factId: string;
  readonly reason: string;
}

interface Tail {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: string;
}

/**
 * Recomputes the chains of all streams while the facts go by, in the order of the log. Keeps the tail of each stream
 * in memory (about 200 bytes a stream).
 */
export class ChainVerifier {
  readonly #tails = new Map<string, Tail>();

  /** The flaw of this fact, or nothing where it fits on what came before it. */
  check(fact: RecordedFact): Flaw | undefined {
    const tail = this.#tails.get(fact.stream);
    const reason = flawOf(fact, tail);
    this.#tails.set(fact.stream, {
      revision: fact.revision,
      hash: fact.metadata.hash,
      recordedAt: fact.metadata.recordedAt,
    });
    return reason === undefined ? undefined : { stream: fact.stream, revision: fact.revision, factId: fact.id, reason };
  }

  /** How many streams have been seen. */
  get streams(): number {
    return this.#tails.size;
  }
}

type Check = (fact: RecordedFact, tail: Tail | undefined) => string | undefined;

const followsOn: Check = ({ revision }, tail) => {
  const expected = tail === undefined ? 0 : tail.revision + 1;
  return revision === expected ? undefined : `revision ${expected} is missing: found ${revision}`;
};

const isOfKnownVersion: Check = ({ metadata: { chainVersion } }) =>
  chainVersion === CHAIN_VERSION ? undefined : `the chain's version ${chainVersion} is not known here`;

const bearsItsId: Check = ({ id, metadata }) =>
  metadata.eventId === id ? undefined : 'the fact’s id is not the one that was sealed';

const isNotBackdated: Check = ({ metadata: { recordedAt } }, tail) =>
  tail === undefined || recordedAt >= tail.recordedAt ? undefined : 'it was recorded before the fact it follows';

const isAsSealed: Check = (fact) =>
  recomputed(fact) === fact.metadata.contentHash ? undefined : 'the content is not what was sealed';

const isLinked: Check = ({ revision, metadata }, tail) =>
  link(tail?.hash ?? GENESIS, revision, metadata.contentHash) === metadata.hash
    ? undefined
    : 'the link to the fact before it does not hold';

const CHECKS: readonly Check[] = [followsOn, isOfKnownVersion, bearsItsId, isNotBackdated, isAsSealed, isLinked];

const flawOf = (fact: RecordedFact, tail: Tail | undefined): string | undefined => {
  for (const check of CHECKS) {
    const reason = check(fact, tail);
    if (reason !== undefined) return reason;
  }
  return undefined;
};

const recomputed = ({ stream, type, data, metadata }: RecordedFact): string | undefined => {
  const { contentHash: _content, hash: _hash, ...sealed } = metadata;
  try {
    return contentHash({ stream, type, data: data as JsonObject, metadata: sealed });
  } catch {
    return undefined;
  }
};
