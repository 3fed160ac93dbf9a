import pg from 'pg';
import { holding } from './holding.js';
import { SteadyClient } from './steady-client.js';

const CONNECTIONS = 6;
/** Whoever has a lock may have been stopped in the middle, with its connection still open. */
const PATIENCE_MS = 20_000;

/**
 * Locks in the database that are held while something is done, each under a name, by one process of many. A lock is lost
 * with its connection: what must never happen twice is fenced where it is written.
 */
export class NamedLocks {
  readonly #pool: pg.Pool;

  /** `patienceMs` is how long a lock is waited for; twenty seconds unless told otherwise. */
  constructor(databaseUrl: string, { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {}) {
    this.#pool = new pg.Pool({
      ...holding(databaseUrl),
      ...{ max: CONNECTIONS, Client: SteadyClient },
      application_name: 'minutebook locks',
      lock_timeout: patienceMs,
    });
    this.#pool.on('error', () => undefined);
  }

  /** Waits for the lock, and does the work under it. @throws what the work throws, or the database when it is away or the lock does not come free */
  async under<Done>(name: string, work: () => Promise<Done>): Promise<Done> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`minutebook/${name}`]);
      return await work();
    } finally {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [`minutebook/${name}`])
        .catch((error: unknown) => (broken = error instanceof Error ? error : new Error(String(error))));
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
