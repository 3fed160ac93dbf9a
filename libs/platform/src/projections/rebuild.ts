import pg from 'pg';
import { type AnyReadModel, type InstantText, type Position } from '#kernel';
import { type EventLog, type ReadAll } from '../event-log/event-log.js';
import { SteadyClient } from '../postgres/steady-client.js';
import { migrationsOf } from './bookkeeping.js';
import { pageOf } from './log-pages.js';
import { migrateSchema } from '../postgres/migrate-schema.js';
import { formerSchemaOf, nextSchemaOf, type ProjectionDefinition, schemaOf } from './projection-definition.js';
import { Projection } from './projection.js';
import { type StreamHistory } from './stream-history.js';
import { type TableShapes } from './table-shape.js';

export interface RebuildParts {
  readonly databaseUrl: string;
  readonly pool: pg.Pool;
  readonly log: EventLog;
  readonly definition: ProjectionDefinition;
  readonly shapes: TableShapes;
  readonly history: StreamHistory;
  readonly now: () => InstantText;
  readonly batchSize?: number;
  /** Facts taken so far, and how many the live tables had taken when the rebuild began. */
  readonly onProgress?: (taken: number, expected: number) => void;
}

export interface Rebuilt {
  readonly name: string;
  /** Facts of the read model's category that were read. */
  readonly facts: number;
  /** Streams that the new tables had to park. */
  readonly parked: readonly string[];
}

/** Another rebuild of the same projection is under way, in this process or another. */
export class RebuildUnderWay extends Error {
  override readonly name = 'RebuildUnderWay';
}

const BATCH = 3000;
/** After so many passes the live runners are held for what is left, however much it is. */
const PASSES = 5;

/**
 * Fills new tables from the whole log beside the live ones, which go on meanwhile, and puts them in their place in one
 * transaction. Readers see the former tables or the new ones, never anything between. A rebuild that was killed leaves the
 * live tables as they are; the next one begins anew.
 * @throws RebuildUnderWay
 */
export const rebuild = async (parts: RebuildParts): Promise<Rebuilt> => {
  const { readModel } = parts.definition;
  const session = new SteadyClient({ connectionString: parts.databaseUrl });
  await session.connect();
  try {
    await claimRebuild(session, readModel);
    await dropSchemas(session, [nextSchemaOf(readModel), formerSchemaOf(readModel)]);
    const filling = new Filling(parts, await emptyNext(parts), await factsTaken(session, schemaOf(readModel)));
    await filling.nearTheEnd();
    await swap(session, readModel, filling);
    await dropSchemas(session, [formerSchemaOf(readModel)]);
    return { name: readModel.name, facts: filling.taken, parked: filling.parked };
  } finally {
    await session.end();
  }
};

/** The new tables on their way through the log. */
class Filling {
  taken = 0;
  parked: readonly string[] = [];

  constructor(
    private readonly parts: RebuildParts,
    private readonly next: Projection,
    private readonly expected: number,
  ) {}

  /**
   * Goes through the log until so little is left that the live runners can be held for it. Each pass ends where the log
   * ended when it began, so that fast writers cannot draw it out for ever.
   */
  async nearTheEnd(): Promise<void> {
    const { log, batchSize = BATCH } = this.parts;
    for (let pass = 0; pass < PASSES; pass += 1) {
      const before = this.taken;
      await this.upTo(await log.head());
      if (this.taken - before <= batchSize) return;
    }
  }

  /** Takes what there is up to a position, and perhaps a little more. Returns where the new tables stand then. */
  async upTo(wanted: Position | undefined): Promise<Position | undefined> {
    let position = await this.next.position();
    if (wanted === undefined || (position !== undefined && position >= wanted)) return position;
    const { log, batchSize = BATCH, definition, onProgress } = this.parts;
    const prefix = `${definition.readModel.category}-`;
    const from: ReadAll = { prefixes: [prefix], batchSize, ...(position !== undefined && { after: position }) };
    for await (const batch of log.readAll(from)) {
      position = await this.next.take(pageOf(batch, position));
      this.taken += batch.facts.length;
      onProgress?.(this.taken, Math.max(this.expected, this.taken));
      if (position >= wanted) break;
    }
    this.parked = await this.next.tables.parkedStreams(this.parts.pool);
    return position;
  }
}

/**
 * Renames the schemas. Moving the live fence first holds the live runners and makes whatever they had begun fail; they
 * find the new tables when they look again. The fence behind which the new tables go on is above any that was known.
 */
const swap = async (session: pg.Client, readModel: AnyReadModel, filling: Filling): Promise<void> => {
  const [live, next, former] = [schemaOf(readModel), nextSchemaOf(readModel), formerSchemaOf(readModel)];
  await session.query('begin');
  const { rows } = await session.query<{ position: Position | null; fence: string }>(
    `update ${live}.checkpoint set fence = fence + 1 returning position, fence`,
  );
  const [held] = rows;
  const seen = held?.position ?? undefined;
  const reached = await filling.upTo(seen);
  if (held === undefined || (seen !== undefined && (reached === undefined || reached < seen)))
    throw new Error(`${next} cannot be brought as far as ${live}; nothing was changed`);
  await session.query(`update ${next}.checkpoint set fence = greatest(fence, $1) + 1, ready = true`, [held.fence]);
  await session.query(`alter schema ${live} rename to ${former}`);
  await session.query(`alter schema ${next} rename to ${live}`);
  await session.query('commit');
};

/** Says that this session rebuilds the read model; holds until the session ends, however it ends. */
const claimRebuild = async (session: pg.Client, readModel: AnyReadModel): Promise<void> => {
  if (!(await mayRebuild(session, schemaOf(readModel))))
    throw new RebuildUnderWay(`another rebuild of ${readModel.name} is under way; wait for it to end`);
};

/** Whether nobody else rebuilds what lives in the schema; nobody will, until the session ends. */
export const mayRebuild = async (session: pg.Client, schema: string): Promise<boolean> => {
  const { rows } = await session.query<{ free: boolean }>(
    "select pg_try_advisory_lock(hashtextextended('minutebook/rebuild/' || $1, 0)) as free",
    [schema],
  );
  return rows[0]?.free === true;
};

export const dropSchemas = async (session: pg.Client, schemas: readonly string[]): Promise<void> => {
  for (const schema of schemas) await session.query(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`);
};

const emptyNext = async ({
  databaseUrl,
  definition,
  pool,
  shapes,
  history,
  now,
}: RebuildParts): Promise<Projection> => {
  const { readModel: model } = definition;
  const schema = nextSchemaOf(model);
  await migrateSchema({ databaseUrl, schema, migrations: migrationsOf(definition) });
  return new Projection({ pool, model, shapes, schema, history, now });
};

/** How many facts the live tables have taken or parked. */
const factsTaken = async (session: pg.Client, schema: string): Promise<number> => {
  const { rows } = await session.query<{ facts: number }>(
    `select (select coalesce(sum(revision + 1), 0) from ${schema}.subjects)::float8
          + (select count(*) from ${schema}.parked_facts)::float8 as facts`,
  );
  return rows[0]?.facts ?? 0;
};
