import pg from 'pg';
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
  #running: Promise<boolean> | undefined;
  #stopped = false;

  constructor(parts: SweepParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => {
      void this.once();
    }, this.#parts.everyMs);
  }

  /** Sweeps now, unless another process does or this one was stopped. Whether this process swept. */
  async once(): Promise<boolean> {
    if (this.#stopped) return false;
    this.#running ??= this.#underLock().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Ends what is being swept; nothing is swept any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #underLock(): Promise<boolean> {
    const { connectionString, name, sweep, onError } = this.#parts;
    const client = new pg.Client(holding(connectionString));
    client.on('error', onError);
    try {
      await client.connect();
      const { rows } = await client.query<{ mine: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
        [`sweep ${name}`],
      );
      if (rows[0]?.mine !== true) return false;
      await sweep();
      return true;
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
