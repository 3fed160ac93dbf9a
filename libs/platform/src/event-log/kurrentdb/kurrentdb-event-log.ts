import { setTimeout as sleep } from 'node:timers/promises';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { type AppendContext, type NewFact, type Position, type RecordedFact, Turns } from '#kernel';
import { prepareAppend } from '../appending/preparation.js';
import {
  type Appended,
  type EventLog,
  type EventLogParts,
  type Expected,
  type LogBatch,
  LogClosed,
  type ReadAll,
} from '../event-log.js';
import { readInTurn } from '../in-turn.js';
import { addressOf } from './address.js';
import { explained, inOwnWords, passes } from './failures.js';
import { LiveEvents } from './live-events.js';
import { BATCH, lastPosition, readFacts, readToEnd } from './log-reading.js';
import { type Reading, ReadingClient } from './reading-client.js';
import { StreamAppends } from './stream-appends.js';

const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 10_000;

export interface KurrentDbParts extends EventLogParts {
  /** `kurrentdb://user:password@host:2113`, `kurrentdb+discover://…`; with `?tls=false` only where nobody else listens. */
  readonly connectionString: string;
  /** Hears of each failure that a subscription is about to mend. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * The event log on a KurrentDB server, through the official client. The README beside this file says which rights it
 * needs, what the server promises and where the limits are. The client, and with it its native module, is loaded when a
 * log is opened and not before.
 */
export class KurrentDbEventLog implements EventLog {
  readonly #appends: StreamAppends;
  readonly #turns = new Turns();
  readonly #closing = new AbortController();

  private constructor(
    private readonly client: KurrentDBClient,
    private readonly reading: Reading,
    private readonly parts: KurrentDbParts,
  ) {
    this.#appends = new StreamAppends(client, reading, parts.now);
  }

  /**
   * Opens the log. Does not ask the server for anything yet.
   * @throws Error when the connection string cannot be read.
   */
  static async open(parts: KurrentDbParts): Promise<KurrentDbEventLog> {
    const { KurrentDBClient } = await import('@kurrent/kurrentdb-client');
    const { connectionString, credentials } = addressOf(parts.connectionString);
    const make = () => KurrentDBClient.connectionString(connectionString);
    const client = make();
    return new KurrentDbEventLog(client, new ReadingClient(client, make, credentials), parts);
  }

  async append(
    stream: string,
    facts: readonly NewFact[],
    expected: Expected,
    context: AppendContext,
  ): Promise<Appended> {
    this.#mustBeOpen();
    const append = prepareAppend(stream, facts, expected, context);
    const since = performance.now();
    return this.#turns.take(stream, () => this.#appends.append(append, since));
  }

  async readStream(
    stream: string,
    { from = 0, limit }: { readonly from?: number; readonly limit?: number } = {},
  ): Promise<readonly RecordedFact[]> {
    return this.#reading(() => readFacts(this.reading, stream, from, limit));
  }

  readStreams(streams: readonly string[]): Promise<readonly (readonly RecordedFact[])[]> {
    return readInTurn(this, streams);
  }

  async *readAll(options: ReadAll = {}): AsyncGenerator<LogBatch, void, undefined> {
    this.#mustBeOpen();
    try {
      yield* readToEnd(this.reading, options);
    } catch (error) {
      throw inOwnWords(error, 'nothing written');
    }
  }

  async *subscribe({
    signal: stop,
    ...options
  }: ReadAll & { readonly signal: AbortSignal }): AsyncGenerator<LogBatch, void, undefined> {
    this.#mustBeOpen();
    const signal = AbortSignal.any([stop, this.#closing.signal]);
    let after = options.after;
    let pause = FIRST_PAUSE;
    while (!signal.aborted) {
      try {
        for await (const batch of this.#follow({ ...options, ...(after === undefined ? {} : { after }) }, signal)) {
          after = batch.checkpoint;
          pause = FIRST_PAUSE;
          yield batch;
        }
      } catch (error) {
        if (isOver(signal)) return;
        if (!passes(error)) throw inOwnWords(error, 'nothing written');
        this.parts.onTrouble?.(explained(error));
        await pauseFor(pause, signal);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  async head(): Promise<Position | undefined> {
    return this.#reading(() => lastPosition(this.reading));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#turns.over();
    await this.client.dispose();
  }

  /** What is there, and then what comes, over one connection: fails when that does. */
  async *#follow(options: ReadAll, signal: AbortSignal): AsyncGenerator<LogBatch, void, undefined> {
    let { after } = options;
    for await (const batch of readToEnd(this.reading, options)) {
      if (signal.aborted) return;
      after = batch.checkpoint;
      yield batch;
    }
    const live = new LiveEvents(this.client, { ...options, ...(after === undefined ? {} : { after }) });
    try {
      yield* live.batches(options.batchSize ?? BATCH, signal);
    } finally {
      await live.end();
    }
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    this.#mustBeOpen();
    try {
      return await read();
    } catch (error) {
      throw inOwnWords(error, 'nothing written');
    }
  }

  #mustBeOpen(): void {
    if (this.#closing.signal.aborted) throw new LogClosed();
  }
}

const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** A random part of the time, so that many readers do not come back at once; shorter when the signal is aborted. */
const pauseFor = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  try {
    await sleep(milliseconds * (0.5 + Math.random() / 2), undefined, { signal });
  } catch {
    // The reader is no longer wanted; the caller looks at the signal.
  }
};
