import { setTimeout as sleep } from 'node:timers/promises';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { type InstantText, type RecordedFact } from '#kernel';
import { conflictOf, repeatOf } from '../appending/admission.js';
import { type PreparedAppend } from '../appending/preparation.js';
import { seal, type SealedFact, type Tail } from '../appending/sealing.js';
import { type Appended, LogUnavailable, Unstorable } from '../event-log.js';
import { inOwnWords, isFailure, sayingTooLarge } from './failures.js';
import { type KnownStream, KnownStreams } from './known-streams.js';
import { readFacts } from './log-reading.js';
import { type Reading } from './reading-client.js';

/** Lost races after which an append gives up, where its expectation would still let it try. */
const MOST_ATTEMPTS = 100;
const LONGEST_PAUSE = 200;

/** So long a server that does not answer is asked again, in milliseconds. */
const GIVE_UP_AFTER = 3_000;

/** The server limits the time of an append itself; this is for an answer that never comes. */
const ANSWER_WITHIN = 30_000;

/** The largest record that a server's log takes is 16 MiB; what is not data and metadata of it fits in the difference. */
const LARGEST_FACT = 16 * 1024 * 1024 - 64 * 1024;

/**
 * Appends to streams: seals the facts onto the tail that is known of the stream and appends at exactly that revision, so
 * that whoever wrote in between is noticed; then reads the stream on and tries again. The server tells a repeated append
 * by the event ids alone, and only where it stands at the expected revision; here the ids are looked for in the whole
 * stream, and what was written is read back and compared. An id that stands in another stream is not noticed: neither the
 * server nor this adapter looks there.
 */
export class StreamAppends {
  readonly #known = new KnownStreams();
  /** Streams that somebody else has carried on, or whose last append may have been written or not. */
  readonly #inDoubt = new Set<string>();

  constructor(
    private readonly client: KurrentDBClient,
    private readonly reading: Reading,
    private readonly now: () => InstantText,
  ) {}

  /**
   * One at a time for each stream. `since` is when the caller asked, in milliseconds of `performance.now()`. A failure
   * that may pass is tried again for a while: an append that was written all the same is found by its ids.
   */
  async append(append: PreparedAppend, since: number): Promise<Appended> {
    const sent = new Set<string>();
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      try {
        const appended = await this.#attempt(append, since, sent);
        if (appended !== undefined) return appended;
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
        if (performance.now() - since > GIVE_UP_AFTER)
          throw new LogUnavailable(sent.size > 0 ? 'not known' : 'nothing written', { cause: error });
      }
      await sleep(Math.random() * Math.min(10 * attempt, LONGEST_PAUSE));
    }
    throw new LogUnavailable(sent.size > 0 ? 'not known' : 'nothing written', {
      cause: new Error(
        `${append.stream}: somebody else was first ${MOST_ATTEMPTS} times, or the stream was truncated and shows less than the server counts`,
      ),
    });
  }

  /** Nothing when somebody else was first. Adds to `sent` the last hash of what may be in the stream from now on. */
  async #attempt(append: PreparedAppend, since: number, sent: Set<string>): Promise<Appended | undefined> {
    const known = await this.#asFarAsNeeded(append, since);
    const repeated = await this.#repeated(append, known);
    if (repeated !== undefined)
      return { outcome: sent.has(repeated.at(-1)?.metadata.hash ?? '') ? 'appended' : 'repeated', facts: repeated };
    const conflict = conflictOf(append, known.tail);
    if (conflict !== undefined) throw conflict;
    const { facts, tail } = seal(append, known.tail, this.now());
    this.#inDoubt.add(append.stream);
    sent.add(tail.hash);
    const asOf = performance.now();
    if (await this.#write(append.stream, facts, known.tail)) return await this.#outcome(append, facts, asOf);
    sent.delete(tail.hash);
    return undefined;
  }

  /** What is known of the stream, read on where that may not do. */
  async #asFarAsNeeded(append: PreparedAppend, since: number): Promise<KnownStream> {
    const { stream } = append;
    const known = this.#known.of(stream);
    if (this.#mayDo(append, known, since)) return known;
    const asOf = performance.now();
    this.#known.learn(stream, await this.#read(stream, (known.tail?.revision ?? -1) + 1), asOf);
    this.#inDoubt.delete(stream);
    return this.#known.of(stream);
  }

  /**
   * What is known does where the stream was looked at since the caller asked; and where the append would be let in if the
   * stream ended there, for the server takes it at exactly that revision or not at all.
   */
  #mayDo(append: PreparedAppend, { tail, asOf }: KnownStream, since: number): boolean {
    if (this.#inDoubt.has(append.stream)) return false;
    if (asOf >= since) return true;
    return conflictOf(append, tail) === undefined && (tail !== undefined || append.expected === 'no stream');
  }

  async #repeated(append: PreparedAppend, known: KnownStream): Promise<readonly RecordedFact[] | undefined> {
    const revisions = append.facts.map(({ id }) => known.revisions.get(id)).filter((held) => held !== undefined);
    if (revisions.length === 0) return undefined;
    const from = Math.min(...revisions);
    const held = await this.#read(append.stream, from, Math.max(...revisions) - from + 1);
    return repeatOf(append, new Map(held.map((fact) => [fact.id, fact])));
  }

  /** Whether the server took the facts; false when somebody else has written since the tail was read. */
  async #write(stream: string, facts: readonly SealedFact[], tail: Tail | undefined): Promise<boolean> {
    mustFitInRecords(stream, facts);
    const events = facts.map(({ id, type, data, metadata }) => ({
      id,
      type,
      contentType: 'application/json' as const,
      data: JSON.parse(data) as Record<string, unknown>,
      metadata: { ...metadata },
    }));
    const streamState = tail === undefined ? 'no_stream' : BigInt(tail.revision);
    try {
      // Not successful: with `throwOnAppendFailure=false` in the connection string, which the client then tells like this.
      const { success } = await answered(
        this.client.appendToStream(stream, events, { streamState, requiresLeader: true }),
      );
      return success;
    } catch (error) {
      if (isFailure(error, 'wrong-expected-version')) return false;
      const tooLarge = sayingTooLarge(error);
      if (tooLarge !== undefined)
        throw new Unstorable(`${stream}: the append is larger than the server takes (${tooLarge})`, { cause: error });
      throw inOwnWords(error, 'not known');
    }
  }

  /**
   * What stands in the stream where these facts were to be written. They are there, unless another process appended the
   * same ids at the same place a moment before: then the server took ours for a repeat, whatever they say.
   */
  async #outcome(append: PreparedAppend, sealed: readonly SealedFact[], asOf: number): Promise<Appended> {
    const { stream } = append;
    const facts = await this.#readBack(stream, sealed);
    mustStandWhereSealed(stream, facts, sealed);
    this.#known.learn(stream, facts, asOf);
    this.#inDoubt.delete(stream);
    if (facts.every((fact, index) => fact.metadata.hash === sealed[index]?.metadata.hash))
      return { outcome: 'appended', facts };
    const repeated = repeatOf(append, new Map(facts.map((fact) => [fact.id, fact])));
    if (repeated !== undefined) return { outcome: 'repeated', facts: repeated };
    throw new Error(`${stream}: the server took the facts but shows others in their place`);
  }

  async #readBack(stream: string, sealed: readonly SealedFact[]): Promise<RecordedFact[]> {
    try {
      const facts = await this.#read(stream, sealed[0]?.revision ?? 0, sealed.length);
      if (facts.length === sealed.length) return facts;
    } catch (error) {
      throw error instanceof LogUnavailable ? new LogUnavailable('not known', { cause: error }) : error;
    }
    throw new LogUnavailable('not known');
  }

  async #read(stream: string, from: number, limit?: number): Promise<RecordedFact[]> {
    try {
      return await readFacts(this.reading, stream, from, limit);
    } catch (error) {
      throw inOwnWords(error, 'nothing written');
    }
  }
}

/**
 * The server lets `no_stream` create a stream anew that was deleted but for its name, and counts its revisions on.
 * @throws Error when the facts were written behind others that nobody can read any more.
 */
const mustStandWhereSealed = (stream: string, facts: readonly RecordedFact[], sealed: readonly SealedFact[]): void => {
  const [first, expected] = [facts[0]?.revision, sealed[0]?.revision];
  if (first !== expected)
    throw new Error(
      `${stream}: the facts were sealed for revision ${expected} and stand at ${first}: the stream was deleted or truncated before, and its chain is broken`,
    );
};

/** A larger one would break off the call that carries the appends of all callers. */
const mustFitInRecords = (stream: string, facts: readonly SealedFact[]): void => {
  const tooLarge = facts.find(
    ({ data, metadataText }) => Buffer.byteLength(data) + Buffer.byteLength(metadataText) > LARGEST_FACT,
  );
  if (tooLarge !== undefined)
    throw new Unstorable(
      `${stream}: fact ${tooLarge.id} is larger than the server takes (at most ${LARGEST_FACT} bytes in one fact)`,
    );
};

const answered = async <T>(answer: Promise<T>): Promise<T> => {
  const waiting = new AbortController();
  const tooLate = sleep(ANSWER_WITHIN, undefined, { signal: waiting.signal, ref: false }).then(() =>
    Promise.reject(new LogUnavailable('not known')),
  );
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    waiting.abort();
  }
};
