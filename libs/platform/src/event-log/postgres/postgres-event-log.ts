import { type AppendContext, type NewFact, type Position, type RecordedFact } from '#kernel';
import { prepareAppend } from '../appending/preparation.js';
import { tailOf } from '../appending/sealing.js';
import { Bell } from '../bell.js';
import {
  type Appended,
  type EventLog,
  type EventLogParts,
  type Expected,
  type LogBatch,
  LogClosed,
  LogUnavailable,
  type ReadAll,
  type StoredBatch,
} from '../event-log.js';
import { follow, readThrough } from '../following.js';
import { positionOf } from '../position.js';
import { Announcements } from './announcements.js';
import { Connections } from './connections.js';
import { GroupCommit } from './group-commit.js';
import { missingGuards } from './guards.js';
import { KnownStreams } from './known-streams.js';
import { LastRefusal } from './last-refusal.js';
import { LatestFacts } from './latest-facts.js';
import { waitBeforeAttempt } from './patience.js';
import { BATCH, lastPlace, type NextBatch, nextBatch, nextStored } from './reading.js';
import { SharedConnection } from './shared-connection.js';
import { StreamReads } from './stream-reads.js';
import { Tails } from './tails.js';

export interface PostgresEventLogParts extends EventLogParts {
  /** A database on which `migrateEventLog` has run. */
  readonly connectionString: string;
  /** Connections for readers, at most; one more writes, and one listens while there are subscriptions. 4 unless told otherwise. */
  readonly readConnections?: number;
  /** How long the server may take for an answer, in milliseconds; then the call fails. 30 seconds unless told otherwise. */
  readonly answerWithin?: number;
  /** How often a subscription looks by itself, in milliseconds, should it hear nothing. One second unless told otherwise. */
  readonly lookAgainAfter?: number;
  /** Told when the server begins to take no facts, in its words, or in others than before; and of nothing when it takes some again. */
  readonly onRefusal?: (refusal: string | undefined) => void;
}

const TAILS_REMEMBERED = 20_000;

/**
 * The log in PostgreSQL: positions without a hole from one counter, many callers' appends in one transaction, each with
 * an outcome of its own. Any number of processes may have the same log open.
 */
export class PostgresEventLog implements EventLog {
  readonly #reading: Connections;
  readonly #writing: SharedConnection;
  readonly #tails = new Tails(TAILS_REMEMBERED);
  readonly #known = new KnownStreams();
  readonly #bell = new Bell();
  readonly #streams: StreamReads;
  readonly #latest: LatestFacts;
  readonly #announcements: Announcements;
  readonly #commits: GroupCommit;
  readonly #refusal: LastRefusal;
  readonly #closing = new AbortController();
  readonly #lookAgainAfter: number;

  private constructor(parts: PostgresEventLogParts) {
    const { connectionString, now, readConnections = 4, answerWithin = 30_000, lookAgainAfter = 1_000 } = parts;
    this.#lookAgainAfter = lookAgainAfter;
    this.#refusal = new LastRefusal(parts.onRefusal ?? (() => undefined));
    const lost = (): void => {
      this.#known.forget();
      this.#latest.forget();
    };
    this.#reading = new Connections(connectionString, readConnections, answerWithin, lost);
    this.#writing = new SharedConnection(connectionString, answerWithin, lost);
    this.#streams = new StreamReads(this.#reading, this.#known);
    this.#latest = new LatestFacts({ connections: this.#reading, bell: this.#bell });
    this.#announcements = new Announcements({ connectionString, connections: this.#reading, bell: this.#bell });
    this.#commits = new GroupCommit({
      line: this.#writing,
      connections: this.#reading,
      tails: this.#tails,
      now,
      committed: () => {
        this.#refusal.taken();
        this.#bell.ring();
        this.#announcements.announce();
      },
      failed: (error) => {
        this.#refusal.failed(error);
      },
    });
  }

  /**
   * Opens the log of a database.
   * @throws LogUnavailable when the server does not answer; what the server says when the log is not there.
   */
  static async open(parts: PostgresEventLogParts): Promise<PostgresEventLog> {
    const log = new PostgresEventLog(parts);
    try {
      await log.counter();
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  async append(
    stream: string,
    facts: readonly NewFact[],
    expected: Expected,
    context: AppendContext,
  ): Promise<Appended> {
    this.#mustBeOpen();
    return this.#commits.append(prepareAppend(stream, facts, expected, context));
  }

  async readStream(
    stream: string,
    { from = 0, limit }: { readonly from?: number; readonly limit?: number } = {},
  ): Promise<readonly RecordedFact[]> {
    this.#mustBeOpen();
    const [facts = []] = await this.#streams.read([{ stream, from, limit }]);
    if (limit === undefined || facts.length < limit) this.#learnTail(facts.at(-1));
    return facts;
  }

  async readStreams(streams: readonly string[]): Promise<readonly (readonly RecordedFact[])[]> {
    this.#mustBeOpen();
    const read = await this.#streams.read(streams.map((stream) => ({ stream, from: 0, limit: undefined })));
    for (const facts of read) this.#learnTail(facts.at(-1));
    return read;
  }

  async *readAll(options: ReadAll = {}): AsyncGenerator<LogBatch> {
    this.#mustBeOpen();
    yield* readThrough(nextBatch(this.#reading, options), options.after);
  }

  async *readStored(): AsyncGenerator<StoredBatch> {
    this.#mustBeOpen();
    yield* readThrough(nextStored(this.#reading), undefined);
  }

  async *subscribe({ signal, ...options }: ReadAll & { readonly signal: AbortSignal }): AsyncGenerator<LogBatch> {
    this.#mustBeOpen();
    this.#announcements.listen();
    const stopped = AbortSignal.any([signal, this.#closing.signal]);
    yield* follow({
      next: persistent(this.#nextLatest(options), stopped),
      bell: this.#bell,
      after: options.after,
      signal: stopped,
      lookAgainAfter: this.#lookAgainAfter,
    });
  }

  async head(): Promise<Position | undefined> {
    const last = await this.counter();
    return last === 0 ? undefined : positionOf(last);
  }

  async counter(): Promise<number> {
    this.#mustBeOpen();
    return lastPlace(this.#reading);
  }

  async missingGuards(): Promise<readonly string[]> {
    this.#mustBeOpen();
    return missingGuards(this.#reading);
  }

  refusal(): string | undefined {
    return this.#refusal.inWords;
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#commits.drained();
    await this.#announcements.close();
    await Promise.all([this.#writing.end(), this.#reading.end()]);
  }

  #learnTail(last: RecordedFact | undefined): void {
    if (last !== undefined) this.#tails.learn(last.stream, tailOf(last));
  }

  #nextLatest(options: ReadAll): NextBatch {
    const { prefixes, batchSize = BATCH } = options;
    return this.#latest.nextBatch(nextBatch(this.#reading, options), prefixes, batchSize);
  }

  #mustBeOpen(): void {
    if (this.#closing.signal.aborted) throw new LogClosed();
  }
}

/** Reads again, with more and more patience, for as long as the log does not answer. */
const persistent =
  (next: NextBatch, signal: AbortSignal): NextBatch =>
  async (checkpoint) => {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        return await next(checkpoint);
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
        await waitBeforeAttempt(attempt, signal);
      }
    }
    return undefined;
  };
