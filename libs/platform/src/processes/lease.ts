import pg from 'pg';
import { holding } from '../postgres/holding.js';

/** Where whoever has a lease is asked to begin anew, by the lease's name. */
const CHANNEL = 'minutebook_leases';

/** The lease of whoever follows the log for a process. */
export const leaseOf = (process: string): string => `process/${process}`;

/**
 * One process of many does a thing: a lock that lasts as long as a connection to the database. It spares double work and
 * nothing more; what must never happen twice is fenced where it is written.
 */
export class Lease {
  readonly #client: pg.Client;
  readonly #lost = new AbortController();
  readonly #recalled = new AbortController();

  private constructor(client: pg.Client, name: string) {
    this.#client = client;
    client.on('notification', ({ payload }) => {
      if (payload === name) this.#recalled.abort();
    });
    const lose = (): void => {
      this.#lost.abort();
    };
    client.on('error', lose);
    client.on('end', lose);
  }

  /** The lease of this name; nothing while another process has it. @throws what the database says when it cannot be reached */
  static async take(connectionString: string, name: string): Promise<Lease | undefined> {
    const lease = new Lease(
      new pg.Client({ ...holding(connectionString), application_name: 'minutebook lease' }),
      name,
    );
    try {
      await lease.#client.connect();
      const { rows } = await lease.#client.query<{ mine: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
        [`minutebook/lease/${name}`],
      );
      if (rows[0]?.mine === true) {
        await lease.#client.query(`listen ${CHANNEL}`);
        return lease;
      }
      await lease.end();
      return undefined;
    } catch (error) {
      await lease.end();
      throw error;
    }
  }

  /** Asks whoever has the lease of this name to begin anew. Whether anybody has it. @throws as `take` does */
  static async recall(connectionString: string, name: string): Promise<boolean> {
    const free = await Lease.take(connectionString, name);
    if (free !== undefined) {
      await free.end();
      return false;
    }
    const client = new pg.Client({ connectionString, application_name: 'minutebook lease' });
    await client.connect();
    try {
      await client.query('select pg_notify($1, $2)', [CHANNEL, name]);
      return true;
    } finally {
      await client.end();
    }
  }

  /** Aborted when somebody asks whoever has the lease to begin anew. */
  get recalled(): AbortSignal {
    return this.#recalled.signal;
  }

  /** Aborted when the connection is lost: another may have the lease from then on. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  async end(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}
