import type { AllStreamSubscription, CaughtUp, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { type Position, type RecordedFact } from '#kernel';
import { Bell } from '../bell.js';
import { type LogBatch, type ReadAll } from '../event-log.js';
import { BEFORE_EVERYTHING, logPositionOf, positionOf } from './log-position.js';
import { BATCH, NO_SYSTEM_STREAMS } from './log-reading.js';
import { factOf, positionIn, type StoredEvent } from './stored-events.js';

/** Events that may wait here before the server is asked to hold back. */
const MOST_WAITING = 4 * BATCH;

/** The server tells its checkpoint after so many times 32 events that the filter kept back. */
const CHECKPOINT_INTERVAL = 8;

/** One thing that came: an event, or a sign that the server has passed a position or reached the end. */
interface Arrival {
  readonly at: Position | undefined;
  readonly fact?: RecordedFact | undefined;
  readonly caughtUp?: boolean;
}

/** A sign overtakes the events that still wait in the client's stream: it counts once so many have been taken. */
interface Sign extends Arrival {
  readonly afterEvents: number;
}

/**
 * A subscription to what comes after a position. All streams but the server's own are followed and the prefixes looked at
 * here, so that the checkpoint moves with every event and nobody waits for one that a filter keeps back.
 */
export class LiveEvents {
  readonly #subscription: AllStreamSubscription;
  readonly #bell = new Bell();
  readonly #arrivals: Arrival[] = [];
  readonly #signs: Sign[] = [];
  readonly #prefixes: readonly string[] | undefined;
  #events = 0;
  /** The subscription begins where the end was a moment ago. */
  #live = true;
  #checkpoint: Position;
  #failure: Error | undefined;

  constructor(client: KurrentDBClient, { after, prefixes }: ReadAll) {
    this.#prefixes = prefixes;
    this.#checkpoint = after ?? positionOf(BEFORE_EVERYTHING);
    this.#subscription = client.subscribeToAll({
      fromPosition: after === undefined ? 'start' : logPositionOf(after),
      filter: {
        ...NO_SYSTEM_STREAMS,
        checkpointInterval: CHECKPOINT_INTERVAL,
        checkpointReached: (_, position) => {
          this.#heed({ at: positionOf(position) });
        },
      },
    });
    this.#listen();
  }

  /** Batches until the signal is aborted; fails when the subscription does. */
  async *batches(batchSize: number, signal: AbortSignal): AsyncGenerator<LogBatch, void, undefined> {
    for (;;) {
      const known = this.#bell.rings;
      const batch = this.#take(batchSize);
      if (signal.aborted) return;
      if (batch === undefined) {
        if (this.#failure !== undefined) throw this.#failure;
        await this.#bell.after(known, signal);
      } else {
        yield batch;
      }
    }
  }

  /** Lets go of the subscription. */
  async end(): Promise<void> {
    this.#subscription.removeAllListeners('data');
    try {
      await this.#subscription.unsubscribe();
    } catch {
      // It never came about, or has ended by itself.
    }
    this.#subscription.destroy();
  }

  #listen(): void {
    this.#subscription
      .on('data', ({ event }: { event?: StoredEvent }) => {
        this.#events += 1;
        if (event !== undefined) this.#arrive(event);
        this.#signsNow();
        if (this.#arrivals.length >= MOST_WAITING) this.#subscription.pause();
      })
      .on('caughtUp', (...told: unknown[]) => {
        const { position } = (told[0] ?? {}) as CaughtUp;
        this.#heed({ at: position && positionOf(position), caughtUp: true });
      })
      .on('fellBehind', () => {
        this.#heed({ at: undefined, caughtUp: false });
      })
      .on('error', (error: Error) => {
        this.#fail(error);
      })
      .on('end', () => {
        this.#fail(Object.assign(new Error('the subscription ended'), { type: 'cancelled' }));
      });
  }

  #arrive(event: StoredEvent): void {
    try {
      const wanted = this.#prefixes === undefined || this.#prefixes.some((prefix) => event.streamId.startsWith(prefix));
      this.#arrivals.push({ at: positionIn(event), fact: wanted ? factOf(event) : undefined });
      this.#bell.ring();
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #heed(sign: Arrival): void {
    this.#signs.push({ ...sign, afterEvents: this.#events + this.#subscription.readableLength });
    this.#signsNow();
  }

  #signsNow(): void {
    for (let sign = this.#signs[0]; sign !== undefined && sign.afterEvents <= this.#events; sign = this.#signs[0]) {
      this.#signs.shift();
      this.#arrivals.push(sign);
      this.#bell.ring();
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#bell.ring();
  }

  /** What has come, up to so many facts; nothing where the checkpoint stands still. */
  #take(batchSize: number): LogBatch | undefined {
    const before = this.#checkpoint;
    const facts: RecordedFact[] = [];
    let taken = 0;
    for (const { at, fact, caughtUp } of this.#arrivals) {
      if (facts.length === batchSize) break;
      taken += 1;
      this.#live = caughtUp ?? this.#live;
      if (!this.#advances(at)) continue;
      if (fact !== undefined) facts.push(fact);
    }
    this.#arrivals.splice(0, taken);
    if (this.#subscription.isPaused() && this.#arrivals.length < MOST_WAITING / 2) this.#subscription.resume();
    return this.#checkpoint === before ? undefined : { facts, checkpoint: this.#checkpoint, caughtUp: this.#atEnd };
  }

  get #atEnd(): boolean {
    return this.#live && this.#arrivals.length === 0 && this.#subscription.readableLength === 0;
  }

  #advances(at: Position | undefined): boolean {
    if (at === undefined || at <= this.#checkpoint) return false;
    this.#checkpoint = at;
    return true;
  }
}
