import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readModels } from '#governance';
import { openAccess } from '#platform/auth/access-database';
import { TokenRegister } from '#platform/auth/token-register';
import { findRunningPostgres } from '#platform/embedded-postgres/runtime-file';
import { PostgresEventLog } from '#platform/event-log/postgres/postgres-event-log';
import { verifyLog } from '#platform/event-log/verify';
import { readPositions } from '#platform/projections/standing';
import { type CompiledApp, compileApp, type PlantedFault } from '../support/compiled-app.js';
import { type MinutebookProcess, startMinutebook } from '../support/minutebook-process.js';
import { eventually } from '../support/eventually.js';
import { authority, Callers } from './callers.js';
import { disagreements, factsOf, wrongRows } from './reconciliation.js';

const YEAR_MS = 365 * 86_400_000;
const now = (): string => new Date().toISOString();

/** What an inspection found: how much there is, and what is wrong with it. */
export interface Inspection {
  readonly facts: number;
  readonly wrong: readonly string[];
}

/** One Minutebook on a data folder of its own, the callers that use it, and whoever looks after them. */
export class Stage {
  readonly folder = mkdtempSync(join(tmpdir(), 'minutebook-killed-'));
  readonly #app: CompiledApp;
  #running: MinutebookProcess | undefined;
  #callers: Callers | undefined;

  constructor(fault?: PlantedFault) {
    this.#app = compileApp(fault);
  }

  /** Starts the application, and with it the work of the callers. */
  async open(): Promise<Callers> {
    await this.start();
    const access = await openAccess(this.database);
    const { token } = await new TokenRegister(access).mint({
      ...{ authority, office: 'democratic-services', role: 'officer', now: now(), note: 'crash test' },
      expiresAt: new Date(Date.now() + YEAR_MS).toISOString(),
    });
    await access.destroy();
    this.#callers = new Callers(token);
    await this.start();
    this.#callers.begin();
    return this.#callers;
  }

  /** Starts the application where it does not run, on the same folder. */
  async start(): Promise<void> {
    this.#running ??= startMinutebook(this.#app.program, {
      ...{ MINUTEBOOK_DATA_DIR: this.folder, PORT: '0', MINUTEBOOK_SAMPLE: 'off', LOG_LEVEL: 'fatal' },
    });
    const { origin } = await this.#running.ready;
    this.#callers?.goTo(origin);
  }

  /** Ends the application in order, or sees that it has ended. */
  async stop(): Promise<void> {
    this.#callers?.goTo(undefined);
    await this.#running?.end('SIGTERM');
    this.#running = undefined;
  }

  /** Ends the application as `kill -9` does; nothing where that has happened already. */
  async kill(): Promise<void> {
    await this.#running?.end('SIGKILL');
    this.#callers?.goTo(undefined);
    this.#running = undefined;
  }

  /** Waits for the work, and fails at once when the application ends by itself meanwhile. */
  async whileAlive<T>(work: Promise<T>): Promise<T> {
    const ended = this.app.ended.then(({ complaint }): never => {
      throw new Error(`the application ended by itself: ${complaint}`);
    });
    return Promise.race([work, ended]);
  }

  get app(): MinutebookProcess {
    if (this.#running === undefined) throw new Error('the application does not run');
    return this.#running;
  }

  /** The server's first process; its children are its own. */
  get server(): number {
    return Number(readFileSync(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  get database(): string {
    const running = findRunningPostgres(this.folder);
    if (running === undefined) throw new Error(`no server runs on ${this.folder}`);
    return running.url('minutebook');
  }

  /** The commands among these of which the log holds no fact: a quick look between kills. */
  async lost(commandIds: readonly string[]): Promise<readonly string[]> {
    return this.#asking(async (client) => {
      const { rows } = await client.query<{ lost: string }>(
        `select asked.id as lost from unnest($1::text[]) as asked (id)
         where not exists (select from log.facts where metadata->>'commandId' = asked.id)`,
        [commandIds],
      );
      return rows.map(({ lost }) => lost);
    });
  }

  /**
   * Lets the callers rest, and holds the whole log and all read models against their memory and against a plain fold.
   * Processes may still be at work: it looks again until nothing was written meanwhile.
   */
  async inspect(): Promise<Inspection> {
    await this.#callers?.rest();
    const log = await PostgresEventLog.open({ connectionString: this.database, now });
    try {
      for (;;) {
        const inspection = await this.#look(log);
        if ((await log.counter()) === inspection.facts) return inspection;
      }
    } finally {
      await log.close();
    }
  }

  async #look(log: PostgresEventLog): Promise<Inspection> {
    const { flaw } = await verifyLog(log);
    const facts = await factsOf(log);
    await this.#untilRead(facts.at(-1)?.position ?? '');
    const wrong = [
      ...(flaw === undefined ? [] : [`the chain does not hold: ${flaw.reason}`]),
      ...disagreements(this.#callers?.sent ?? [], facts),
      ...(await wrongRows(this.database, facts)),
    ];
    return { facts: facts.length, wrong };
  }

  async close(): Promise<void> {
    this.#callers?.leave();
    const { server } = this;
    const patience = setTimeout(() => void this.#running?.end('SIGKILL'), 30_000);
    await this.stop();
    clearTimeout(patience);
    if (existsSync(join(this.folder, 'postgres', 'postmaster.pid'))) quit(server);
    this.#app.remove();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #untilRead(position: string): Promise<void> {
    const pool = new pg.Pool({ connectionString: this.database, max: 1 });
    pool.on('error', () => undefined);
    try {
      await eventually(async () => {
        const positions = [...(await readPositions(pool, readModels)).values()];
        return positions.every((reached) => (reached ?? '') >= position);
      });
    } finally {
      await pool.end();
    }
  }

  async #asking<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.database });
    await client.connect();
    return work(client).finally(() => client.end());
  }
}

/** Ends a server that may have ended already, and left its mark behind. */
const quit = (server: number): void => {
  try {
    process.kill(server, 'SIGQUIT');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};
