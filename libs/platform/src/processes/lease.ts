import pg from 'pg';
import { holding } from '../postgres/holding.js';

/**
 * One process of many does a thing: a lock that lasts as long as a connection to the database. It spares double work and
 * nothing more; what must never happen twice is fenced where it is written.
 */
export class Lease {
  readonly #client: pg.Client;
  readonly #lost = new AbortController();

  private constructor(client: pg.Client) {
    this.#client = client;
    const lose = (): void => {
      this.#lost.abort();
    };
    client.on('error', lose);
    client.on('end', lose);
  }

  /** The lease of this name; nothing while another process has it. @throws what the database says when it cannot be reached */
  static async take(connectionString: string, name: string): Promise<Lease | undefined> {
    const lease = new Lease(new pg.Client({ connectionString, ...holding, application_name: 'minutebook lease' }));
    try {
      await lease.#client.connect();
      const { rows } = await lease.#client.query<{ mine: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
        [`minutebook/lease/${name}`],
      );
      if (rows[0]?.mine === true) return lease;
      await lease.end();
      return undefined;
    } catch (error) {
      await lease.end();
      throw error;
    }
  }

  /** Aborted when the connection is lost: another may have the lease from then on. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  async end(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }
}
