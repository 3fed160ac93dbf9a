import pg from 'pg';
import { LogUnavailable } from '../event-log.js';
import { connectionSettings } from './connections.js';
import { isLost } from './failures.js';

/**
 * One connection for several borrowers at the same time: their statements leave one behind the other, none waiting for the answer to
 * another, so that the server always has the next one at hand. Each statement is a transaction of its own; nobody may begin a longer one here.
 * Opened when needed and replaced when lost.
 */
export class SharedConnection {
  #open: Promise<pg.Client> | undefined;

  constructor(
    private readonly connectionString: string,
    private readonly answerWithin: number,
    private readonly lost: () => void,
  ) {}

  /**
   * Lends the connection to the work; the next borrower gets another when the work finds it lost.
   * @throws LogUnavailable when there is no connection to be had; whatever the work throws.
   */
  async lend<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const open = (this.#open ??= this.#connect());
    const client = await open.catch((cause: unknown) => {
      this.#letGo(open);
      throw new LogUnavailable('nothing written', { cause });
    });
    try {
      return await work(client);
    } catch (error) {
      if (isLost(error)) this.#letGo(open);
      throw error;
    }
  }

  async end(): Promise<void> {
    const client = await this.#open?.catch(() => undefined);
    await client?.end();
  }

  #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...connectionSettings(this.connectionString, this.answerWithin), pipeline: true });
    const open = client.connect().then(() => client);
    const isGone = (): void => {
      this.#letGo(open);
    };
    // Also while nobody uses it.
    client.on('error', isGone);
    client.on('end', isGone);
    return open;
  }

  /** Each who had borrowed it tells; another one may be open by then. */
  #letGo(open: Promise<pg.Client>): void {
    if (this.#open !== open) return;
    this.#open = undefined;
    this.lost();
    void open.then((client) => client.end()).catch(() => undefined);
  }
}
