import { type AppendContext, type NewFact, type Position, type RecordedFact } from '#kernel';
import { conflictOf, repeatOf } from './appending/admission.js';
import { prepareAppend } from './appending/preparation.js';
import { recorded, seal, tailOf } from './appending/sealing.js';
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
import { placeOf, positionOf } from './position.js';

const BATCH = 500;

/** A log that lives as long as its process: for tests of rules. Nothing in it outlasts a restart. */
export class InMemoryEventLog implements EventLog {
  readonly #all: RecordedFact[] = [];
  readonly #byStream = new Map<string, RecordedFact[]>();
  readonly #byId = new Map<string, RecordedFact>();
  readonly #bell = new Bell();
  readonly #closing = new AbortController();

  constructor(private readonly parts: EventLogParts) {}

  async append(
    stream: string,
    facts: readonly NewFact[],
    expected: Expected,
    context: AppendContext,
  ): Promise<Appended> {
    await this.#beforeAnything();
    const append = prepareAppend(stream, facts, expected, context);
    const repeated = repeatOf(append, this.#byId);
    if (repeated !== undefined) return { outcome: 'repeated', facts: structuredClone(repeated) };
    const last = this.#byStream.get(stream)?.at(-1);
    const conflict = conflictOf(append, last);
    if (conflict !== undefined) throw conflict;
    const sealed = seal(append, last && tailOf(last), this.parts.now());
    const appended = sealed.facts.map((fact, index) => recorded(fact, positionOf(this.#all.length + index + 1)));
    this.#keep(stream, appended);
    return { outcome: 'appended', facts: structuredClone(appended) };
  }

  async readStream(
    stream: string,
    { from = 0, limit }: { readonly from?: number; readonly limit?: number } = {},
  ): Promise<readonly RecordedFact[]> {
    await this.#beforeAnything();
    const facts = this.#byStream.get(stream) ?? [];
    return structuredClone(facts.slice(from, limit === undefined ? undefined : from + limit));
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
    return this.#all.at(-1)?.position;
  }

  async counter(): Promise<number> {
    await this.#beforeAnything();
    return this.#all.length;
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }

  #keep(stream: string, facts: readonly RecordedFact[]): void {
    const before = this.#byStream.get(stream) ?? [];
    this.#byStream.set(stream, before);
    for (const fact of facts) {
      before.push(fact);
      this.#all.push(fact);
      this.#byId.set(fact.id, fact);
    }
    this.#bell.ring();
  }

  #next({ prefixes, batchSize = BATCH }: ReadAll): (checkpoint: Position | undefined) => Promise<LogBatch | undefined> {
    return async (checkpoint) => {
      await this.#beforeAnything();
      const start = checkpoint === undefined ? 0 : placeOf(checkpoint);
      const facts: RecordedFact[] = [];
      let place = start;
      for (; place < this.#all.length && facts.length < batchSize; place += 1) {
        const fact = this.#all[place];
        if (fact !== undefined && startsWithAny(fact.stream, prefixes)) facts.push(fact);
      }
      if (place === start) return undefined;
      return {
        facts: structuredClone(facts),
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

const startsWithAny = (stream: string, prefixes: readonly string[] | undefined): boolean =>
  prefixes === undefined || prefixes.some((prefix) => stream.startsWith(prefix));
