import pg from 'pg';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bell } from '../bell.js';
import { type Connections } from './connections.js';
import { waitBeforeAttempt } from './patience.js';

const CHANNEL = 'minutebook_log';
/** Milliseconds between two announcements, at least. */
const APART = 50;
const ANNOUNCE = { name: 'log-announce', text: `select pg_notify('${CHANNEL}', $1)` };

/**
 * Tells other processes on the database that there is something new, and hears it from them. Only a hint, sent after the
 * commit: whoever waits looks by itself from time to time.
 */
export class Announcements {
  readonly #self = randomUUID();
  readonly #closing = new AbortController();
  #listening: Promise<void> | undefined;
  #announcing = false;
  #announceAgain = false;

  constructor(
    private readonly parts: {
      readonly connectionString: string;
      readonly connections: Connections;
      readonly bell: Bell;
    },
  ) {}

  /** Announces at once, or, when it did so just now, once more a little later. */
  announce(): void {
    this.#announceAgain = true;
    if (!this.#announcing) void this.#announceAll();
  }

  /** Begins to listen; the bell rings at every announcement of another process, and when listening was taken up again. */
  listen(): void {
    this.#listening ??= this.#listen();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#listening;
  }

  async #announceAll(): Promise<void> {
    this.#announcing = true;
    while (this.#announceAgain && !this.#closing.signal.aborted) {
      this.#announceAgain = false;
      await this.parts.connections.rows(ANNOUNCE, [this.#self]).catch(() => undefined);
      await pause(APART, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    }
    this.#announcing = false;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#closing;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const heard = await this.#listenOnce().catch(() => false);
      if (heard) attempt = 0;
      await waitBeforeAttempt(attempt, signal);
    }
  }

  /** Listens until the connection is lost or the log is closed. */
  async #listenOnce(): Promise<boolean> {
    const { signal } = this.#closing;
    const client = new pg.Client({
      connectionString: this.parts.connectionString,
      application_name: 'minutebook log listener',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const ending = new AbortController();
    const over = new Promise<void>((resolve) => {
      const end = (): void => {
        resolve();
      };
      client.on('error', end);
      client.on('end', end);
      signal.addEventListener('abort', end, { once: true, signal: ending.signal });
    });
    client.on('notification', ({ payload }) => {
      if (payload !== this.#self) this.parts.bell.ring();
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.parts.bell.ring();
      await over;
      return true;
    } finally {
      ending.abort();
      await client.end().catch(() => undefined);
    }
  }
}
