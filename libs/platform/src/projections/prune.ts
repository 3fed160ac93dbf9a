import type pg from 'pg';
import { SteadyClient } from '../postgres/steady-client.js';
import { type ProjectionDefinition } from './projection-definition.js';
import { dropSchemas, mayRebuild } from './rebuild.js';

const VERSIONED = /^(?<live>(?<name>.+)_v(?<version>\d+))(?<leftover>_next|_former)?$/;

/**
 * Drops the schemas of versions below those defined, and what killed rebuilds have left. Versions above are left alone:
 * newer code may be running beside this. Returns the names of what was dropped.
 */
export const pruneProjections = async (
  databaseUrl: string,
  definitions: readonly ProjectionDefinition[],
): Promise<readonly string[]> => {
  const session = new SteadyClient({ connectionString: databaseUrl });
  await session.connect();
  try {
    const { rows } = await session.query<{ schema: string }>('select nspname as schema from pg_namespace order by 1');
    const dropped: string[] = [];
    for (const { schema } of rows)
      if (await isOver(session, schema, definitions)) {
        await dropSchemas(session, [schema]);
        dropped.push(schema);
      }
    return dropped;
  } finally {
    await session.end();
  }
};

const isOver = async (
  session: pg.Client,
  schema: string,
  definitions: readonly ProjectionDefinition[],
): Promise<boolean> => {
  const { live, name, version, leftover } = VERSIONED.exec(schema)?.groups ?? {};
  const defined = definitions.find(({ readModel }) => readModel.name === name)?.readModel.version;
  if (defined === undefined || live === undefined || Number(version) > defined) return false;
  if (leftover === undefined) return Number(version) < defined;
  return mayRebuild(session, live);
};
