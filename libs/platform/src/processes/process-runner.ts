import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { type InstantText, type Position, type RecordedFact } from '#kernel';
import { type EventLog } from '../event-log/event-log.js';
import { type Rush } from '../timers/rush.js';
import { Lease, leaseOf } from './lease.js';
import { concernsSomebody, type Passage, passagesOf } from './passages.js';
import { isPassing } from './passing.js';
import { type ProcessDefinition, type ProcessReports } from './process-definition.js';
import { type Checkpoint, ProcessTables } from './process-tables.js';
import { lanesOf, sideBySide } from './side-by-side.js';

export interface RunnerParts {
  readonly definition: ProcessDefinition;
  readonly log: EventLog;
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly now: () => InstantText;
  readonly reports: ProcessReports;
  readonly rush?: Rush | undefined;
}

const BATCH = 200;
/** Subjects that are told of their facts at once. */
const SUBJECTS_AT_ONCE = 32;
/** Batches of which no fact concerned anybody that go by before the checkpoint says so: they are cheap to pass over again. */
const PASSED_OVER_UNSAID = 100;
/** How often a fact is tried before its subject is parked. */
const ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 100;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** Whoever has followed for so long without stumbling goes on, also where there is nothing to be told. */
const STEADY_MS = 500;
/** How soon another takes over after the one that had the lease has ended. */
const LEASE_WAIT_MS = 1_000;

/**
 * Tells one process every fact of its categories, in the order of the log, at least once, from a checkpoint in
 * PostgreSQL. What fails for want of the machinery is tried again; a fact that fails by itself parks the subject that it
 * concerns, with all that follows for it, and the rest go on. Parked subjects are tried again at each start, and whenever
 * the lease is recalled.
 */
export class ProcessRunner {
  readonly #parts: RunnerParts;
  readonly #tables: ProcessTables;
  readonly #stopping = new AbortController();
  #parked: ReadonlySet<string> = new Set();
  #running: Promise<void> | undefined;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#tables = new ProcessTables(parts.pool, parts.definition.name);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Finishes what is being done for a subject. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted; failures += 1)
      try {
        if (await this.#underLease()) failures = -1;
        else {
          this.#goesOn();
          failures = await this.#pause(LEASE_WAIT_MS, -1);
        }
      } catch (error) {
        this.#parts.reports.failed(this.#parts.definition.name, error);
        await this.#pause(Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** Math.min(failures, 20)), failures);
      }
  }

  /** Whether this process had the lease, and followed until it was stopped or overtaken. */
  async #underLease(): Promise<boolean> {
    const { databaseUrl, definition } = this.#parts;
    const lease = await Lease.take(databaseUrl, leaseOf(definition.name));
    if (lease === undefined) return false;
    try {
      await this.#follow(AbortSignal.any([this.#stopping.signal, lease.lost, lease.recalled]));
      return true;
    } finally {
      await lease.end();
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const known = await this.#tables.checkpoint();
    this.#parked = new Set(await this.#tables.parkedStreams());
    await this.#parts.definition.begins?.();
    await this.#retryParked(signal);
    const steady = setTimeout(() => {
      this.#goesOn();
    }, STEADY_MS);
    try {
      await this.#takeBatches(known, signal, () => {
        clearTimeout(steady);
      });
    } finally {
      clearTimeout(steady);
    }
  }

  async #takeBatches(from: Checkpoint, signal: AbortSignal, onBatch: () => void): Promise<void> {
    const { log, definition } = this.#parts;
    let known: Checkpoint | undefined = from;
    const prefixes = definition.categories.map((category) => `${category}-`);
    const after = known.position;
    let passedOver = 0;
    const source = log.subscribe({
      ...{ prefixes, batchSize: BATCH, signal },
      ...(after === undefined ? {} : { after }),
    });
    for await (const batch of this.#parts.rush?.givenWay(source, signal) ?? source) {
      onBatch();
      const passages = [...passagesOf(batch.facts, definition)];
      const seen = await this.#take(passages, batch.checkpoint, signal);
      this.#goesOn();
      passedOver = passages.some(concernsSomebody) ? 0 : passedOver + 1;
      if (seen !== undefined && passedOver % PASSED_OVER_UNSAID === 0) known = await this.#tables.advance(known, seen);
      if (known === undefined || signal.aborted) return;
    }
  }

  /** The place up to which a batch was taken; nothing when not even its first passage was. */
  async #take(passages: readonly Passage[], end: Position, signal: AbortSignal): Promise<Position | undefined> {
    let seen: Position | undefined;
    for (const passage of passages) {
      await this.#tellAll(passage, signal);
      if (signal.aborted) return seen;
      seen = passage.last;
    }
    return end;
  }

  /** Tells every subject that is concerned, each of its facts in their order. A passage not told to all is told again to all. */
  async #tellAll({ told }: Passage, signal: AbortSignal): Promise<void> {
    const tellings = typeof told === 'function' ? await told(this.#parked) : told;
    await sideBySide(lanesOf(tellings), (stream, fact) => this.#tell(stream, fact), {
      atOnce: SUBJECTS_AT_ONCE,
      signal,
    });
  }

  async #tell(stream: string, fact: RecordedFact): Promise<void> {
    if (this.#parked.has(stream)) return this.#tables.addParked(stream, fact);
    const poison = await this.#poisonOf(stream, fact);
    if (poison === undefined) return;
    const { definition, now, reports } = this.#parts;
    await this.#tables.park(stream, fact, { error: poison.message, since: now() });
    this.#parked = new Set([...this.#parked, stream]);
    reports.parked(definition.name, stream, poison);
  }

  /** Why the fact cannot be handled, now or later; nothing once it was. @throws what passes */
  async #poisonOf(stream: string, fact: RecordedFact): Promise<Error | undefined> {
    for (let attempt = 1; ; attempt += 1)
      try {
        await this.#parts.definition.handle(stream, fact);
        return undefined;
      } catch (error) {
        if (isPassing(error)) throw error;
        if (attempt === ATTEMPTS) return error instanceof Error ? error : new Error(String(error));
        await this.#pause(BETWEEN_ATTEMPTS_MS, 0);
      }
  }

  async #retryParked(signal: AbortSignal): Promise<void> {
    const lanes = lanesOf([...this.#parked].map((stream) => [stream, stream] as const));
    await sideBySide(lanes, (stream) => this.#retry(stream), { atOnce: SUBJECTS_AT_ONCE, signal });
    if (!signal.aborted) await this.#tables.haveRetried();
  }

  async #retry(stream: string): Promise<void> {
    const poison = await this.#poisonOfParked(stream);
    if (poison !== undefined) return this.#tables.stillParked(stream, poison.message);
    await this.#tables.unpark(stream);
    this.#parked = new Set([...this.#parked].filter((held) => held !== stream));
  }

  async #poisonOfParked(stream: string): Promise<Error | undefined> {
    for (const fact of await this.#tables.parkedFacts(stream)) {
      const poison = await this.#poisonOf(stream, fact);
      if (poison !== undefined) return poison;
    }
    return undefined;
  }

  #goesOn(): void {
    const { definition, reports } = this.#parts;
    reports.goesOn?.(definition.name);
  }

  async #pause<Value>(milliseconds: number, then: Value): Promise<Value> {
    await pause(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    return then;
  }
}
