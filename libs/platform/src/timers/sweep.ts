import pg from 'pg';
import { Turns } from '#kernel';
import { holding } from '../postgres/holding.js';

export interface SweepParts {
  readonly connectionString: string;
  /** Names the lock, so that one worker of many sweeps. */
  readonly name: string;
  readonly everyMs: number;
  readonly sweep: () => Promise<void>;
  readonly onError: (error: Error) => void;
}

/**
 * Does something again and again, from a plain interval, in one process of many: a lock in the database says which.
 * It is not a queue's job, so that it survives whatever happens to the queue.
 */
export class Sweep {
  readonly #parts: SweepParts;
  #timer: NodeJS.Timeout | undefined;
  readonly #turns = new Turns();
  /** A sweep that is asked for and has not begun. */
  #next: Promise<boolean> | undefined;
  #stopped = false;

  constructor(parts: SweepParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => {
      void this.once();
    }, this.#parts.everyMs);
  }

  /**
   * Sweeps, unless another process does or this one was stopped. What was under way already may have passed over what it
   * is asked for, so it is swept once more after that, for all who ask meanwhile. Whether this process swept.
   */
  async once(): Promise<boolean> {
    this.#next ??= this.#turns.take('', () => {
      this.#next = undefined;
      return this.#swept(this.#parts.sweep);
    });
    return this.#next;
  }

  /** Does something else under the same lock, in its turn. Whether it was done, as `once` says it. */
  async instead(work: () => Promise<void>): Promise<boolean> {
    return this.#turns.take('', () => this.#swept(work));
  }

  /** Ends what is being swept; nothing is swept any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#turns.over();
  }

  async #swept(work: () => Promise<void>): Promise<boolean> {
    return !this.#stopped && this.#underLock(work);
  }

  async #underLock(work: () => Promise<void>): Promise<boolean> {
    const { connectionString, name, onError } = this.#parts;
    const client = new pg.Client(holding(connectionString));
    client.on('error', onError);
    try {
      await client.connect();
      const { rows } = await client.query<{ mine: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
        [`sweep ${name}`],
      );
      if (rows[0]?.mine !== true) return false;
      await work();
      return true;
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
