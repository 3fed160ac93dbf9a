import pg from 'pg';
import { withSettings } from '../../postgres/settings.js';
import { LogUnavailable } from '../event-log.js';
import { isLost } from './failures.js';

/**
 * Each statement is planned once for a connection: every one of them finds its rows by an index, however many there are. Left to
 * itself the server plans those with few rows anew each time, which takes it longer than doing them.
 */
const SETTINGS = '-c default_transaction_isolation=read\\ committed -c plan_cache_mode=force_generic_plan';
const CONNECT_WITHIN = 5_000;

/** What every connection of the log is opened with; `answerWithin` in milliseconds. */
export const connectionSettings = (connectionString: string, answerWithin: number): pg.ClientConfig => ({
  ...withSettings(connectionString, SETTINGS),
  application_name: 'minutebook log',
  connectionTimeoutMillis: CONNECT_WITHIN,
  query_timeout: answerWithin,
  keepAlive: true,
});

export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A fixed number of connections, opened when needed and replaced when lost. */
export class Connections {
  readonly #pool: pg.Pool;

  /** `lost` is told whenever a connection was lost: what answers next may be another server. */
  constructor(
    connectionString: string,
    most: number,
    answerWithin: number,
    private readonly lost: () => void = () => undefined,
  ) {
    this.#pool = new pg.Pool({
      ...connectionSettings(connectionString, answerWithin),
      max: most,
      idleTimeoutMillis: 0,
    });
    // A connection lost while idle: the pool has let go of it and opens another when one is needed.
    this.#pool.on('error', lost);
    // A connection lost between two statements of its borrower: the next statement fails, and says so.
    this.#pool.on('connect', (client) => {
      client.on('error', lost);
    });
  }

  /**
   * Lends one connection to the work; it is thrown away when the work finds it lost.
   * @throws LogUnavailable when there is no connection to be had; whatever the work throws.
   */
  async lend<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect().catch((cause: unknown) => {
      throw new LogUnavailable('nothing written', { cause });
    });
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      const wasLost = isLost(error);
      if (wasLost) this.lost();
      client.release(wasLost);
      throw error;
    }
  }

  /**
   * The rows that a reading statement gives, each a list of its columns.
   * @throws LogUnavailable when the connection is lost; the server's own error when it refuses.
   */
  async rows<Row extends readonly unknown[]>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    try {
      return await this.lend((client) => rowsOf<Row>(client, statement, values));
    } catch (error) {
      throw isLost(error) && !(error instanceof LogUnavailable)
        ? new LogUnavailable('nothing written', { cause: error })
        : error;
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}

/** Runs a prepared statement on a connection. */
export const rowsOf = async <Row extends readonly unknown[]>(
  client: pg.ClientBase,
  { name, text }: Statement,
  values: readonly unknown[],
): Promise<Row[]> => {
  const { rows } = await client.query<unknown[]>({ name, text, values: [...values], rowMode: 'array' });
  return rows as unknown as Row[];
};
