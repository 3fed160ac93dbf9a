import type pg from 'pg';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { type InstantText, type Position, type RecordedFact } from '#kernel';
import { migrateSchema } from '../postgres/migrate-schema.js';

/** The PostgreSQL schema of what processes keep. */
export const PROCESSES = 'processes';

class CreateProcesses1795309200000 implements MigrationInterface {
  readonly name = 'CreateProcesses1795309200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table checkpoints (
        process text primary key,
        position text collate "C",
        fence bigint not null default 1
      );
      create table parked (
        process text not null,
        stream text collate "C" not null,
        error text not null,
        since timestamptz not null,
        primary key (process, stream)
      );
      create table parked_facts (
        process text not null,
        stream text collate "C" not null,
        position text collate "C" not null,
        fact json not null,
        primary key (process, stream, position),
        foreign key (process, stream) references parked on delete cascade
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['parked_facts', 'parked', 'checkpoints']) await runner.query(`drop table ${table}`);
  }
}

/** Counts how often what a process has parked was tried again, so that whoever asked for it sees that it was. */
class CountRetries1795395600000 implements MigrationInterface {
  readonly name = 'CountRetries1795395600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table checkpoints add column retries bigint not null default 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table checkpoints drop column retries');
  }
}

/** Brings the schema to where this version of the code wants it. */
export const migrateProcesses = (databaseUrl: string): Promise<void> =>
  migrateSchema({
    ...{ databaseUrl, schema: PROCESSES },
    migrations: [CreateProcesses1795309200000, CountRetries1795395600000],
  });

/** Where a process stands. Whoever moves it raises the fence, so that nobody moves it from where it no longer is. */
export interface Checkpoint {
  readonly position: Position | undefined;
  readonly fence: string;
}

/** The statements on what one process keeps. */
export class ProcessTables {
  constructor(
    private readonly pool: pg.Pool,
    private readonly process: string,
  ) {}

  async checkpoint(): Promise<Checkpoint> {
    await this.pool.query(
      `insert into ${PROCESSES}.checkpoints (process) values ($1) on conflict (process) do nothing`,
      [this.process],
    );
    const { rows } = await this.pool.query<{ position: Position | null; fence: string }>(
      `select position, fence from ${PROCESSES}.checkpoints where process = $1`,
      [this.process],
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`the checkpoint of ${this.process} was taken away while it was read`);
    return { position: row.position ?? undefined, fence: row.fence };
  }

  /** Moves the checkpoint, unless another has moved it meanwhile: then nothing is given. */
  async advance({ fence }: Checkpoint, position: Position): Promise<Checkpoint | undefined> {
    const { rows } = await this.pool.query<{ fence: string }>({
      name: 'process-advance',
      text: `update ${PROCESSES}.checkpoints set position = $2, fence = fence + 1
       where process = $1 and fence = $3 returning fence`,
      values: [this.process, position, fence],
    });
    const [row] = rows;
    return row === undefined ? undefined : { position, fence: row.fence };
  }

  async parkedStreams(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ stream: string }>(
      `select stream from ${PROCESSES}.parked where process = $1 order by since, stream`,
      [this.process],
    );
    return rows.map(({ stream }) => stream);
  }

  /** Puts a subject on the parked list, with the fact that could not be handled. */
  async park(stream: string, fact: RecordedFact, why: { error: string; since: InstantText }): Promise<void> {
    await this.pool.query(
      `insert into ${PROCESSES}.parked (process, stream, error, since) values ($1, $2, $3, $4)
       on conflict (process, stream) do update set error = excluded.error`,
      [this.process, stream, why.error, why.since],
    );
    await this.addParked(stream, fact);
  }

  /** Keeps why a subject that was tried again is still on the parked list. */
  async stillParked(stream: string, error: string): Promise<void> {
    await this.pool.query(`update ${PROCESSES}.parked set error = $3 where process = $1 and stream = $2`, [
      ...[this.process, stream, error],
    ]);
  }

  /** Tells whoever asked for it that all that is parked was tried again. */
  async haveRetried(): Promise<void> {
    await this.pool.query(`update ${PROCESSES}.checkpoints set retries = retries + 1 where process = $1`, [
      this.process,
    ]);
  }

  /** Adds a fact to those that wait for a subject on the parked list. */
  async addParked(stream: string, fact: RecordedFact): Promise<void> {
    await this.pool.query(
      `insert into ${PROCESSES}.parked_facts (process, stream, position, fact)
       select process, stream, $3, $4 from ${PROCESSES}.parked where process = $1 and stream = $2
       on conflict do nothing`,
      [this.process, stream, fact.position, JSON.stringify(fact)],
    );
  }

  /** The facts that wait for a parked subject, in the order of the log. */
  async parkedFacts(stream: string): Promise<readonly RecordedFact[]> {
    const { rows } = await this.pool.query<{ fact: RecordedFact }>(
      `select fact from ${PROCESSES}.parked_facts where process = $1 and stream = $2 order by position`,
      [this.process, stream],
    );
    return rows.map(({ fact }) => fact);
  }

  async unpark(stream: string): Promise<void> {
    await this.pool.query(`delete from ${PROCESSES}.parked where process = $1 and stream = $2`, [this.process, stream]);
  }
}
