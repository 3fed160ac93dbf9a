import { type Position, type RecordedFact } from '#kernel';
import { ChainVerifier, GENESIS, logHash } from '#ledger';
import { isStoredAsSealed } from './appending/sealing.js';
import { type EventLog, type LogBatch, type StoredBatch, type StoredText } from './event-log.js';
import { positionOf } from './position.js';

/** The first thing in a log that does not fit. Without a fact where facts are missing at the end. */
export interface LogFlaw {
  readonly reason: string;
  readonly fact?: {
    readonly stream: string;
    readonly revision: number;
    readonly id: string;
    readonly position: Position;
  };
}

/** The end of a log at one time, by which one can tell later that all up to there is still what it was. */
export interface LogHead {
  /** Of the last fact. */
  readonly position: Position;
  /** Over all facts up to it, of every stream, in the order of the log: see `logHash`. */
  readonly hash: string;
}

export interface Verification {
  /** Facts that were looked at, the flawed one included. */
  readonly facts: number;
  readonly streams: number;
  /** Up to the last fact that fits; nothing of an empty log. */
  readonly head?: LogHead;
  /** Nothing where the whole log fits together. */
  readonly flaw?: LogFlaw;
}

export interface VerificationProgress {
  readonly facts: number;
  /** How many there were at the beginning; only of logs that count their facts. */
  readonly total?: number;
}

/**
 * Reads the whole log and recomputes every stream's chain, up to the first flaw. Where the store shows the text that it
 * keeps, it must be the very text that was sealed. Where the log counts its facts, every position up to the counter must be
 * taken, too. Who has all rights can write a stream anew with chains that hold, take a whole stream out and number the
 * positions anew, put facts of several streams into another order, or cut the end off and set the counter back: that is
 * found only against a head that was noted elsewhere.
 *
 * @param noted a head of an earlier verification: the log up to there must still be the same, fact by fact
 */
export const verifyLog = async (
  log: EventLog,
  onProgress: (progress: VerificationProgress) => void = () => undefined,
  noted?: LogHead,
): Promise<Verification> => {
  const total = await log.counter?.();
  const inspection = new Inspection(total !== undefined, noted);
  for await (const batch of everythingIn(log)) {
    const flaw = inspection.flawIn(batch);
    if (flaw !== undefined) return { ...inspection.found, flaw };
    onProgress({ facts: inspection.found.facts, ...(total === undefined ? {} : { total }) });
  }
  const flaw = flawOfEnd(inspection.found.facts, total, await log.counter?.()) ?? inspection.flawOfNoted();
  return flaw === undefined ? inspection.found : { ...inspection.found, flaw };
};

/** With the texts where the log shows them. */
type Batch = LogBatch & Partial<StoredBatch>;

const everythingIn = (log: EventLog): AsyncIterable<Batch> => log.readStored?.() ?? log.readAll();

class Inspection {
  readonly #chains = new ChainVerifier();
  #facts = 0;
  #head: LogHead | undefined;
  #hasNoted = false;

  constructor(
    private readonly counted: boolean,
    private readonly noted: LogHead | undefined,
  ) {}

  get found(): Omit<Verification, 'flaw'> {
    const head = this.#head;
    return { facts: this.#facts, streams: this.#chains.streams, ...(head === undefined ? {} : { head }) };
  }

  /** What is wrong where the log does not reach the head that was noted. */
  flawOfNoted(): LogFlaw | undefined {
    return this.noted === undefined || this.#hasNoted
      ? undefined
      : { reason: `the head that was noted, position ${this.noted.position}, is not in the log: facts are missing` };
  }

  /** The first flaw of a batch. */
  flawIn({ facts, texts = [] }: Batch): LogFlaw | undefined {
    for (const [index, fact] of facts.entries()) {
      const flaw = this.#flawOf(fact, texts[index]);
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  }

  #flawOf(fact: RecordedFact, text: StoredText | undefined): LogFlaw | undefined {
    this.#facts += 1;
    const { stream, revision, id, position } = fact;
    const reason = this.#flawOfPlace(position) ?? this.#flawOfContent(fact, text) ?? this.#differenceOfNoted(fact);
    return reason === undefined ? undefined : { reason, fact: { stream, revision, id, position } };
  }

  #flawOfPlace(position: Position): string | undefined {
    const expected = positionOf(this.#facts);
    return this.counted && position !== expected ? `position ${expected} is missing: found ${position}` : undefined;
  }

  #flawOfContent(fact: RecordedFact, text: StoredText | undefined): string | undefined {
    const reason = this.#chains.check(fact)?.reason;
    if (reason !== undefined || text === undefined || isStoredAsSealed(fact, text)) return reason;
    return 'its text is not stored as it was sealed, though what is read of it is what was sealed';
  }

  /** Takes the fact into the head. */
  #differenceOfNoted({ position, metadata }: RecordedFact): string | undefined {
    const hash = logHash(this.#head?.hash ?? GENESIS, metadata.hash, position);
    this.#head = { position, hash };
    if (position !== this.noted?.position) return undefined;
    this.#hasNoted = true;
    return hash === this.noted.hash
      ? undefined
      : 'up to here the log is not what it was when its head was noted: a fact was changed, taken out or put in';
  }
}

/** Others may have been writing meanwhile: the facts read lie between the two readings of the counter. */
const flawOfEnd = (facts: number, before: number | undefined, after: number | undefined): LogFlaw | undefined => {
  if (before !== undefined && facts < before)
    return { reason: `the counter stands at ${before}, and the log ends after ${facts} facts: its end is missing` };
  if (after !== undefined && facts > after)
    return { reason: `the counter stands at ${after}, and the log holds ${facts} facts: the counter was set back` };
  return undefined;
};
