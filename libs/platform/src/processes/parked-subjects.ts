import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type InstantText } from '#kernel';
import { Lease, leaseOf } from './lease.js';
import { migrateProcesses, PROCESSES } from './process-tables.js';

/** A subject whose facts a process could not handle. */
export interface ParkedSubject {
  readonly stream: string;
  readonly since: InstantText;
  /** How many of its facts wait. */
  readonly facts: number;
  readonly error: string;
}

/** What became of a subject that was tried again. */
export type RetriedSubject = 'mended' | 'still parked';

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** What processes have parked, for whoever looks after them beside the running service. */
export class ParkedSubjects {
  private constructor(
    private readonly pool: pg.Pool,
    private readonly databaseUrl: string,
  ) {}

  /** @throws what the database says when it cannot be reached */
  static async open(databaseUrl: string): Promise<ParkedSubjects> {
    await migrateProcesses(databaseUrl);
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
    // A connection that is lost while nothing is asked is replaced by the next question.
    pool.on('error', () => undefined);
    return new ParkedSubjects(pool, databaseUrl);
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** The names of the processes that ever followed the log. */
  async names(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ process: string }>(
      `select process from ${PROCESSES}.checkpoints order by process`,
    );
    return rows.map(({ process }) => process);
  }

  /** What a process has parked, the oldest first. */
  async of(process: string): Promise<readonly ParkedSubject[]> {
    const { rows } = await this.pool.query<Omit<ParkedSubject, 'since'> & { since: Date }>(
      `select stream, since, error, (
         select count(*)::integer from ${PROCESSES}.parked_facts held
         where held.process = parked.process and held.stream = parked.stream
       ) as facts
       from ${PROCESSES}.parked where process = $1 order by since, stream`,
      [process],
    );
    return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
  }

  /**
   * Has whoever follows the log for a process try again all that it has parked, and waits for it. What became of each; or
   * nothing where nobody follows: then it is tried at the next start. @throws RangeError for a name that no process has
   */
  async retry(process: string): Promise<ReadonlyMap<string, RetriedSubject> | undefined> {
    const before = await this.#retries(process);
    const parked = await this.of(process);
    if (parked.length === 0) return new Map();
    if (!(await Lease.recall(this.databaseUrl, leaseOf(process)))) return undefined;
    for (const limit = performance.now() + PATIENCE_MS; (await this.#retries(process)) === before;) {
      if (performance.now() > limit) throw new Error(`${process} did not try again within two minutes`);
      await pause(LOOK_EVERY_MS);
    }
    const left = new Set((await this.of(process)).map(({ stream }) => stream));
    return new Map(parked.map(({ stream }) => [stream, left.has(stream) ? 'still parked' : 'mended']));
  }

  async #retries(process: string): Promise<string> {
    const { rows } = await this.pool.query<{ retries: string }>(
      `select retries from ${PROCESSES}.checkpoints where process = $1`,
      [process],
    );
    const [row] = rows;
    if (row !== undefined) return row.retries;
    const names = await this.names();
    throw new RangeError(
      names.length === 0
        ? 'no process has followed this log yet'
        : `no process is called ${process}; there are ${names.join(', ')}`,
    );
  }
}
