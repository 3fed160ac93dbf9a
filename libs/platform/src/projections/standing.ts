import type pg from 'pg';
import { type InstantText, type Position } from '#kernel';
import { type ProjectionDefinition, schemaOf } from './projection-definition.js';

/** Where a projection stands, as the database has it. */
export interface ProjectionStanding {
  readonly name: string;
  readonly version: number;
  readonly position: Position | undefined;
  /** Whether it has ever seen everything that was in the log; until then its tables are not to be read. */
  readonly ready: boolean;
  readonly parked: readonly ParkedStream[];
}

export interface ParkedStream {
  readonly stream: string;
  readonly error: string;
  readonly since: InstantText;
  /** How many facts wait. */
  readonly facts: number;
}

/** One query for all the projections. */
export const readStandings = async (
  pool: pg.Pool,
  definitions: readonly ProjectionDefinition[],
): Promise<readonly ProjectionStanding[]> => {
  if (definitions.length === 0) return [];
  const { rows } = await pool.query<{
    name: string;
    position: Position | null;
    ready: boolean;
    parked: ParkedStream[] | null;
  }>(definitions.map(({ readModel }) => standingQuery(readModel.name, schemaOf(readModel))).join(' union all '));
  const byName = new Map(rows.map((row) => [row.name, row]));
  return definitions.map(({ readModel: { name, version } }) => {
    const row = byName.get(name);
    const { position = null, ready = false, parked = null } = row ?? {};
    return { name, version, position: position ?? undefined, ready, parked: parked ?? [] };
  });
};

/** Where each of them stands, by name. */
export const readPositions = async (
  pool: pg.Pool,
  definitions: readonly ProjectionDefinition[],
): Promise<ReadonlyMap<string, Position | undefined>> => {
  if (definitions.length === 0) return new Map();
  const queries = definitions.map(
    ({ readModel }) => `select '${readModel.name}' as name, position from ${schemaOf(readModel)}.checkpoint`,
  );
  const { rows } = await pool.query<{ name: string; position: Position | null }>(queries.join(' union all '));
  return new Map(rows.map(({ name, position }) => [name, position ?? undefined]));
};

/** A column's instant as an `InstantText`. */
export const instantIn = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Both are of a plain form: letters, digits and underscores. */
const standingQuery = (name: string, schema: string): string => `
  select '${name}' as name, position, ready, (
    select json_agg(json_build_object(
      'stream', stream, 'error', error,
      'since', ${instantIn('since')},
      'facts', (select count(*) from ${schema}.parked_facts where parked_facts.stream = parked.stream)
    ) order by since, stream)
    from ${schema}.parked
  ) as parked
  from ${schema}.checkpoint`;
