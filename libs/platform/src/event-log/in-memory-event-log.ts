import { type AppendContext, type NewFact, type Position, type RecordedFact } from '#kernel';
import { conflictOf, repeatOf } from './appending/admission.js';
import { type PreparedAppend, prepareAppend } from './appending/preparation.js';
import { recorded, seal, type SealedFact, tailOf } from './appending/sealing.js';
import { Bell } from './bell.js';
import {
  type Appended,
  type EventLog,
  type EventLogParts,
  type Expected,
  type LogBatch,
  LogClosed,
  type ReadAll,
} from './event-log.js';
import { follow, readThrough } from './following.js';
import { readInTurn } from './in-turn.js';
import { placeOf, positionOf } from './position.js';
import { startsWithAny } from './prefixes.js';

const BATCH = 500;

/** A log that lives as long as its process: for tests of rules. Nothing in it outlasts a restart. */
export class InMemoryEventLog implements EventLog {
  readonly #all: SealedFact[] = [];
  /** Places in the log, counted from 1. */
  readonly #byStream = new Map<string, number[]>();
  readonly #byId = new Map<string, number>();
  readonly #bell = new Bell();
  readonly #closing = new AbortController();

  constructor(private readonly parts: EventLogParts) {}

  async append(
    stream: string,
    facts: readonly NewFact[],
    expected: Expected,
    context: AppendContext,
  ): Promise<Appended> {
    const append = prepareAppend(stream, facts, expected, context);
    await this.#beforeAnything();
    const repeated = repeatOf(append, this.#held(append));
    if (repeated !== undefined) return { outcome: 'repeated', facts: repeated };
    const last = this.#read(this.#byStream.get(stream)?.slice(-1) ?? [])[0];
    const conflict = conflictOf(append, last);
    if (conflict !== undefined) throw conflict;
    const sealed = seal(append, last && tailOf(last), this.parts.now());
    return { outcome: 'appended', facts: this.#read(this.#keep(sealed.facts)) };
  }

  async readStream(
    stream: string,
    { from = 0, limit }: { readonly from?: number; readonly limit?: number } = {},
  ): Promise<readonly RecordedFact[]> {
    await this.#beforeAnything();
    const places = this.#byStream.get(stream) ?? [];
    return this.#read(places.slice(from, limit === undefined ? undefined : from + limit));
  }

  readStreams(streams: readonly string[]): Promise<readonly (readonly RecordedFact[])[]> {
    return readInTurn(this, streams);
  }

  async *readAll(options: ReadAll = {}): AsyncGenerator<LogBatch> {
    await this.#beforeAnything();
    yield* readThrough(this.#next(options), options.after);
  }

  async *subscribe({ signal, ...options }: ReadAll & { readonly signal: AbortSignal }): AsyncGenerator<LogBatch> {
    await this.#beforeAnything();
    yield* follow({
      next: this.#next(options),
      bell: this.#bell,
      after: options.after,
      signal: AbortSignal.any([signal, this.#closing.signal]),
    });
  }

  async head(): Promise<Position | undefined> {
    await this.#beforeAnything();
    return this.#all.length === 0 ? undefined : positionOf(this.#all.length);
  }

  async counter(): Promise<number> {
    await this.#beforeAnything();
    return this.#all.length;
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  /** Fresh copies of the facts at these places. */
  #read(places: readonly number[]): RecordedFact[] {
    return places.flatMap((place) => {
      const fact = this.#all[place - 1];
      return fact === undefined ? [] : [recorded(fact, positionOf(place))];
    });
  }

  #held({ facts }: PreparedAppend): ReadonlyMap<string, RecordedFact> {
    const places = facts.flatMap(({ id }) => this.#byId.get(id) ?? []);
    return new Map(this.#read(places).map((fact) => [fact.id, fact]));
  }

  #keep(facts: readonly SealedFact[]): readonly number[] {
    const places = facts.map((fact) => {
      const place = this.#all.push(fact);
      this.#byId.set(fact.id, place);
      const stream = this.#byStream.get(fact.stream);
      if (stream === undefined) this.#byStream.set(fact.stream, [place]);
      else stream.push(place);
      return place;
    });
    this.#bell.ring();
    return places;
  }

  #next({ prefixes, batchSize = BATCH }: ReadAll): (checkpoint: Position | undefined) => Promise<LogBatch | undefined> {
    return async (checkpoint) => {
      await this.#beforeAnything();
      const start = checkpoint === undefined ? 0 : placeOf(checkpoint);
      const places: number[] = [];
      let place = start;
      for (; place < this.#all.length && places.length < batchSize; place += 1)
        if (startsWithAny(this.#all[place]?.stream ?? '', prefixes)) places.push(place + 1);
      if (place === start) return undefined;
      return {
        facts: this.#read(places),
        checkpoint: positionOf(place),
        caughtUp: place === this.#all.length,
      };
    };
  }

  /** Another turn of the event loop, as with any log that is further away; so that callers do interleave. */
  async #beforeAnything(): Promise<void> {
    await Promise.resolve();
    if (this.#closing.signal.aborted) throw new LogClosed();
  }
}
