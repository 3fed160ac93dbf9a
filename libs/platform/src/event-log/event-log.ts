import { type AppendContext, type InstantText, type NewFact, type Position, type RecordedFact } from '#kernel';

/** What the caller holds the stream to be. Mandatory: nobody appends without saying so. */
export type Expected = 'no stream' | 'stream exists' | 'any' | { readonly revision: number };

/** The outcome of an append. `repeated`: the same event ids with the same content were there already; nothing was written. */
export interface Appended {
  readonly outcome: 'appended' | 'repeated';
  /** The facts as the log keeps them, in order. */
  readonly facts: readonly RecordedFact[];
}

/** Someone else wrote first, or the stream is not what the caller held it to be. Nothing was written. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expected: Expected,
    readonly actual: number | 'no stream',
  ) {
    super(
      `${stream}: expected ${typeof expected === 'string' ? expected : `revision ${expected.revision}`}, found ${actual}`,
    );
  }
}

/** Event ids that the log holds already, with other content or in another stream. Nothing was written. */
export class FactIdReused extends Error {
  override readonly name = 'FactIdReused';
  constructor(
    readonly stream: string,
    readonly factId: string,
  ) {
    super(`${stream}: the log holds fact ${factId} already, with other content`);
  }
}

/** Data that the log cannot keep as it is: integers beyond 2^53, NaN, lone surrogates, U+0000, `undefined` in lists. */
export class Unstorable extends Error {
  override readonly name = 'Unstorable';
}

/**
 * The log did not answer, or it did and took nothing (`refused`). Where the outcome is not known, the facts may have been
 * written all the same: the same append with the same ids finds it out.
 */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
  constructor(
    readonly outcome: 'nothing written' | 'refused' | 'not known',
    options?: ErrorOptions,
  ) {
    super(OUTCOMES[outcome], options);
  }
}

const OUTCOMES: Readonly<Record<LogUnavailable['outcome'], string>> = {
  'nothing written': 'the event log cannot be reached; nothing was written: try again',
  refused: 'the event log takes no facts; nothing was written: try again',
  'not known': 'the event log did not answer; whether the facts were written is not known: repeat with the same ids',
};

/** The log was closed by its owner before this call. */
export class LogClosed extends Error {
  override readonly name = 'LogClosed';
  constructor() {
    super('the event log is closed; open it again before using it');
  }
}

/** Some facts in the order of the log, and the place up to which they speak. */
export interface LogBatch {
  readonly facts: readonly RecordedFact[];
  /** Everything up to here has been seen, whether or not the filter let it through. */
  readonly checkpoint: Position;
  /** Whether the reader had reached the end of the log when this batch was read. */
  readonly caughtUp: boolean;
}

/** The texts as which a store keeps the data and the metadata of a fact. */
export interface StoredText {
  readonly data: string;
  readonly metadata: string;
}

/** A batch with what its store has written down. */
export interface StoredBatch extends LogBatch {
  /** One for each fact, in their order. */
  readonly texts: readonly StoredText[];
}

export interface ReadAll {
  /** Read what comes after this position; from the beginning when absent. */
  readonly after?: Position;
  /** Only streams whose names start with one of these. */
  readonly prefixes?: readonly string[];
  /** Facts a batch, at most; 500 unless told otherwise. */
  readonly batchSize?: number;
}

/**
 * One ordered log of facts. Three adapters pass one contract suite: KurrentDB, PostgreSQL, and in-memory for tests of rules.
 * Every adapter stamps `recordedAt` (never decreasing within a stream), and seals each fact into its stream's chain.
 */
export interface EventLog {
  /**
   * Appends all facts to one stream, or none. At least one fact.
   * A repeat of ids that the stream holds already, with the same types and data, gives what was written then, whatever is
   * expected now.
   * @throws RevisionConflict, FactIdReused, Unstorable; LogUnavailable when the log does not answer or takes no facts;
   * RangeError when there is nothing to append.
   */
  append(stream: string, facts: readonly NewFact[], expected: Expected, context: AppendContext): Promise<Appended>;

  /** The facts of one stream from a revision on (0 unless told otherwise); an empty list where there is no stream. */
  readStream(
    stream: string,
    options?: { readonly from?: number; readonly limit?: number },
  ): Promise<readonly RecordedFact[]>;

  /**
   * All facts of several streams, as the list names them. Of a stream that is named later the facts are no older than those
   * of one named before it: what a fact of the first speaks of is in the second.
   */
  readStreams(streams: readonly string[]): Promise<readonly (readonly RecordedFact[])[]>;

  /** Everything that is in the log now, in order. The last batch has `caughtUp: true`; where nothing comes after, nothing is yielded. */
  readAll(options?: ReadAll): AsyncIterable<LogBatch>;

  /**
   * Everything that is in the log, and then everything that comes, until the signal is aborted (then it ends quietly).
   * A lost connection is mended from the last batch delivered, with back-off; nothing is missed and nothing comes twice.
   * Whoever begins at the end hears nothing until something comes.
   * A batch may hold no facts when a filter skipped some: its checkpoint still advances.
   */
  subscribe(options: ReadAll & { readonly signal: AbortSignal }): AsyncIterable<LogBatch>;

  /** The position of the last fact; nothing when the log is empty. */
  head(): Promise<Position | undefined>;

  /**
   * How many positions were given out: only of logs whose positions count the facts from 1 without a hole (twenty decimal
   * digits), by which a missing end is found.
   */
  counter?(): Promise<number>;

  /** Everything that is in the log now, as `readAll` gives it, with its text: only of logs whose store keeps text and shows it. */
  readStored?(): AsyncIterable<StoredBatch>;

  /**
   * The guards by which the store itself refuses to change facts, and which do not stand: only of logs that have guards.
   */
  missingGuards?(): Promise<readonly string[]>;

  /**
   * What the store said when it took no facts, in one line, until it takes some again: only of logs whose store says so.
   */
  refusal?(): string | undefined;

  /** Finishes what was begun and lets go of connections. Subscriptions end; further calls fail (LogClosed). */
  close(): Promise<void>;
}

/** The log under which Nest finds it. */
export const EVENT_LOG = Symbol('EventLog');

/** What every adapter is given. */
export interface EventLogParts {
  readonly now: () => InstantText;
}
