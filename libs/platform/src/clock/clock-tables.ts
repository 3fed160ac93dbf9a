import pg from 'pg';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { type InstantText } from '#kernel';
import { migrateSchema } from '../postgres/migrate-schema.js';
import { SteadyClient } from '../postgres/steady-client.js';

const SCHEMA = 'clock';

/** What a store was made as, and where a demo's clock is. The table itself refuses what must never happen to it. */
class CreateStoreClock1795312800000 implements MigrationInterface {
  readonly name = 'CreateStoreClock1795312800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table store (
        is_the_one boolean primary key default true check (is_the_one),
        demo boolean not null,
        ahead_ms bigint not null,
        steps bigint not null default 0,
        heading_for text collate "C",
        arrived_at text collate "C",
        doing text,
        undone integer not null default 0
      );
      create table followers (
        id uuid primary key,
        steps bigint not null,
        seen_at timestamptz not null default clock_timestamp()
      );
      create function stays() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' or new.demo <> old.demo then
          raise exception 'a store stays the demo, or the ordinary store, that it was made as';
        end if;
        if new.ahead_ms < old.ahead_ms then
          raise exception 'the clock of a demo only moves forwards';
        end if;
        return new;
      end $$;
      create trigger stays before update or delete on store for each row execute function stays()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table store, followers; drop function stays()');
  }
}

/** Makes the tables where they are missing. */
export const migrateClock = (databaseUrl: string): Promise<void> =>
  migrateSchema({ databaseUrl, schema: SCHEMA, migrations: [CreateStoreClock1795312800000] });

/** What is kept of a store's clock. */
export interface StoredClock {
  readonly demo: boolean;
  /** Milliseconds by which a demo's clock is ahead of the machine's; negative where it is behind. */
  readonly aheadMs: number;
  /** Counts how often it was moved. */
  readonly steps: number;
  /** The instant to which it is being moved. */
  readonly headingFor: InstantText | undefined;
  /** The instant to which it was moved last. */
  readonly arrivedAt: InstantText | undefined;
  /** What whoever moves it is doing, or waits for. */
  readonly doing: string | undefined;
  /** How much of what fell due on the last way could not be done, and is tried again. */
  readonly undone: number;
}

interface Row {
  readonly demo: boolean;
  readonly ahead_ms: string;
  readonly steps: string;
  readonly heading_for: InstantText | null;
  readonly arrived_at: InstantText | null;
  readonly doing: string | null;
  readonly undone: number;
}

/** A process of which nothing was seen for so long has ended. */
const GONE = `interval '3 seconds'`;
const PATIENCE_MS = 2_000;

/** The statements on a store's clock. */
export class ClockTables {
  readonly #pool: pg.Pool;

  constructor(databaseUrl: string) {
    this.#pool = new pg.Pool({
      ...{ connectionString: databaseUrl, max: 4, application_name: 'minutebook clock', Client: SteadyClient },
      ...{ connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS },
    });
    this.#pool.on('error', () => undefined);
  }

  /** Whether the tables are there: a store that was never started with them has none. */
  async exist(): Promise<boolean> {
    const { rows } = await this.#pool.query<{ there: boolean }>(
      `select to_regclass('${SCHEMA}.store') is not null as there`,
    );
    return rows[0]?.there === true;
  }

  /** What the store was made as; nothing where that was never settled. */
  async read(): Promise<StoredClock | undefined> {
    const { rows } = await this.#pool.query<Row>(`select * from ${SCHEMA}.store`);
    return rows[0] === undefined ? undefined : storedClock(rows[0]);
  }

  /** Settles what the store is, unless it is settled. */
  async settle(made: Pick<StoredClock, 'demo' | 'aheadMs'>): Promise<void> {
    await this.#pool.query(
      `insert into ${SCHEMA}.store (demo, ahead_ms) values ($1, $2) on conflict (is_the_one) do nothing`,
      [made.demo, made.aheadMs],
    );
  }

  /** Has the clock moved to the instant; false where it is on its way to a later one. */
  async headFor(instant: InstantText): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `update ${SCHEMA}.store set heading_for = $1 where demo and (heading_for is null or heading_for <= $1)`,
      [instant],
    );
    return rowCount === 1;
  }

  /** Moves the clock, never back. */
  async step(aheadMs: number): Promise<StoredClock> {
    const { rows } = await this.#pool.query<Row>(
      `update ${SCHEMA}.store set ahead_ms = greatest(ahead_ms, $1), steps = steps + 1 where demo returning *`,
      [aheadMs],
    );
    if (rows[0] === undefined) throw new Error('the clock of an ordinary store cannot be moved');
    return storedClock(rows[0]);
  }

  async tell({ doing, undone }: Pick<StoredClock, 'doing' | 'undone'>): Promise<void> {
    await this.#pool.query(`update ${SCHEMA}.store set doing = $1, undone = $2`, [doing ?? null, undone]);
  }

  /** The clock has come to the instant, and what fell due on the way has happened, but for so much. */
  async arrive(instant: InstantText, undone: number): Promise<void> {
    await this.#pool.query(
      `update ${SCHEMA}.store
       set heading_for = nullif(heading_for, $1), arrived_at = $1, doing = null, undone = $2`,
      [instant, undone],
    );
  }

  /** A process says that it runs, and which step of the clock it goes by. */
  async follow(id: string, steps: number): Promise<void> {
    await this.#pool.query(
      `insert into ${SCHEMA}.followers (id, steps) values ($1, $2)
       on conflict (id) do update set steps = excluded.steps, seen_at = clock_timestamp()`,
      [id, steps],
    );
  }

  async leave(id: string): Promise<void> {
    await this.#pool.query(
      `delete from ${SCHEMA}.followers where id = $1 or seen_at < clock_timestamp() - interval '1 minute'`,
      [id],
    );
  }

  /** How many processes that run go by an earlier step. */
  async lagging(steps: number): Promise<number> {
    const { rows } = await this.#pool.query<{ lagging: number }>(
      `select count(*)::integer as lagging from ${SCHEMA}.followers
       where steps < $1 and seen_at > clock_timestamp() - ${GONE}`,
      [steps],
    );
    return rows[0]?.lagging ?? 0;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

const storedClock = (row: Row): StoredClock => ({
  demo: row.demo,
  aheadMs: Number(row.ahead_ms),
  steps: Number(row.steps),
  headingFor: row.heading_for ?? undefined,
  arrivedAt: row.arrived_at ?? undefined,
  doing: row.doing ?? undefined,
  undone: row.undone,
});
