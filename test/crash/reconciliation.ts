import pg from 'pg';
import { DataSource } from 'typeorm';
import { readModels } from '#governance';
import { type AnyReadModel, foldAll, parseStreamName, type RecordedFact } from '#kernel';
import { type EventLog } from '#platform/event-log/event-log';
import { readModelOptions } from '#platform/projections/open-read-models';
import { type ProjectionDefinition, schemaOf } from '#platform/projections/projection-definition';
import { tableShapes } from '#platform/projections/table-shape';
import { type Sent } from './callers.js';

/** Everything that is in the log, in its order. */
export const factsOf = async (log: EventLog): Promise<readonly RecordedFact[]> => {
  const all: RecordedFact[] = [];
  for await (const { facts } of log.readAll()) all.push(...facts);
  return all;
};

const KEY = /crash-[0-9a-f]{8}-\d+/;

/**
 * What does not agree between the callers' memory and the log, a sentence each. A matter's facts are found by the key in
 * their text, whatever ids they bear, so that a second outcome of one command cannot hide.
 */
export const disagreements = (sent: readonly Sent[], facts: readonly RecordedFact[]): readonly string[] => {
  const byKey = new Map<string, RecordedFact[]>();
  for (const fact of facts.filter(({ stream }) => stream.startsWith('matter-'))) {
    const key = KEY.exec(JSON.stringify(fact.data))?.[0];
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), fact]);
  }
  const known = new Set(sent.map(({ key }) => key));
  const strange = [...byKey.keys()].filter((key) => !known.has(key));
  return [
    ...strange.map((key) => `${key} is in the log, and nobody sent it`),
    ...sent.flatMap((one) => disagreement(one, byKey.get(one.key) ?? [])),
  ];
};

const disagreement = ({ key, answer }: Sent, found: readonly RecordedFact[]): readonly string[] => {
  if (new Set(found.map(({ metadata }) => metadata.commandId)).size > 1) return [`${key} came to two outcomes`];
  if (answer === undefined) return [];
  const told = answer.facts.map(({ id, type, revision }) => `${id} ${type} ${revision}`).sort();
  const held = found.map(({ id, type, revision }) => `${id} ${type} ${revision}`).sort();
  if (held.length === 0) return [`${key} was acknowledged, and is lost`];
  return told.join() === held.join()
    ? []
    : [`${key} was acknowledged as ${told.join()}, and is there as ${held.join()}`];
};

/** A data source that knows the tables' shapes and connects to nothing by itself. */
const describedTables = async (databaseUrl: string): Promise<DataSource> =>
  new DataSource(readModelOptions(databaseUrl, readModels)).initialize();

/**
 * What does not agree between the rows that are kept and those that a plain fold over the whole log gives, a sentence
 * each; how far each stream was followed, and whether any is parked, is looked at, too.
 */
export const wrongRows = async (databaseUrl: string, facts: readonly RecordedFact[]): Promise<readonly string[]> => {
  const tables = await describedTables(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const wrong: string[] = [];
    for (const definition of readModels) wrong.push(...(await wrongIn(client, definition, tables, facts)));
    return wrong;
  } finally {
    await client.end();
    await tables.destroy();
  }
};

const wrongIn = async (
  client: pg.Client,
  definition: ProjectionDefinition,
  tables: DataSource,
  facts: readonly RecordedFact[],
): Promise<readonly string[]> => {
  const { readModel } = definition;
  const schema = schemaOf(readModel);
  const folded = foldedStreams(readModel, facts);
  const wrong: string[] = [];
  const parked = await client.query(`select stream from ${schema}.parked`);
  if (parked.rowCount !== 0) wrong.push(`${schema} has parked streams`);
  for (const shape of tableShapes(tables, definition).values()) {
    const rows = folded.flatMap(({ rows: byTable }) => byTable[shape.name] ?? []);
    wrong.push(...(await differences(client, `${schema}.${shape.name}`, shape.columns, rows)));
  }
  wrong.push(...(await differences(client, `${schema}.subjects`, ['stream', 'revision'], folded)));
  return wrong;
};

const foldedStreams = (model: AnyReadModel, facts: readonly RecordedFact[]) => {
  const streams = new Map<string, RecordedFact[]>();
  for (const fact of facts)
    if (fact.stream.startsWith(`${model.category}-`))
      streams.set(fact.stream, [...(streams.get(fact.stream) ?? []), fact]);
  return [...streams].map(([stream, itsFacts]) => {
    const subject = parseStreamName(stream);
    if (subject === undefined) throw new Error(`${stream} is not the name of a subject’s stream`);
    const state = foldAll({ initial: model.initial, evolve: (before, fact) => model.evolve(before, fact) }, itsFacts);
    return { stream, revision: itsFacts.length - 1, rows: model.rows(state, subject) };
  });
};

/** Compared by PostgreSQL, in the types of the table's own columns. */
const differences = async (
  client: pg.Client,
  table: string,
  columns: readonly string[],
  rows: readonly object[],
): Promise<readonly string[]> => {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const kept = `select to_jsonb(kept) from (select ${list} from ${table}) as kept`;
  const folded = `select to_jsonb(folded) from (select ${list} from json_populate_recordset(null::${table}, $1)) as folded`;
  const { rows: found } = await client.query<{ too_many: number; missing: number }>(
    `select (select count(*)::int from (${kept} except all ${folded}) as a) as too_many,
            (select count(*)::int from (${folded} except all ${kept}) as b) as missing`,
    [JSON.stringify(rows)],
  );
  const [{ too_many: tooMany, missing } = { too_many: 0, missing: 0 }] = found;
  return tooMany + missing === 0
    ? []
    : [`${table} has ${tooMany} rows that a fold does not give, and lacks ${missing} that it gives`];
};
