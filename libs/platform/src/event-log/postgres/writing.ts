import type pg from 'pg';
import { type RecordedFact } from '#kernel';
import { type PreparedAppend } from '../appending/preparation.js';
import { type SealedFact, type Tail, tailOf } from '../appending/sealing.js';
import { integerArray, textArray } from './binary-arrays.js';
import { rowsOf, type Statement } from './connections.js';
import { COLUMNS, factOf, type FactRow } from './rows.js';

/** What the log holds of some appends: the tails of their streams, and the facts that bear their ids. */
export interface View {
  readonly tails: ReadonlyMap<string, Tail>;
  readonly held: ReadonlyMap<string, RecordedFact>;
}

/**
 * The counter's row is locked until the commit, so positions become visible in their order and without a hole. One
 * statement, hence one transaction and one round trip.
 */
const INSERT: Statement = {
  name: 'log-insert',
  text: `with place as (update log.counter set last = last + $1 returning last - $1 as before),
    written as (
      insert into log.facts (${COLUMNS})
      select place.before + n, stream, revision, id::uuid, type, data::json, metadata::json
      from place, unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])
        with ordinality as fact (stream, revision, id, type, data, metadata, n))
    select before from place`,
};

const LOCK: Statement = { name: 'log-lock', text: 'select last from log.counter for update' };

const TAILS: Statement = {
  name: 'log-tails',
  text: `select tail.* from unnest($1::text[]) as asked (stream)
    cross join lateral (
      select ${COLUMNS} from log.facts where facts.stream = asked.stream order by revision desc limit 1) as tail`,
};

const HELD: Statement = { name: 'log-held', text: `select ${COLUMNS} from log.facts where id = any($1::uuid[])` };

/**
 * Writes sealed facts at the end of the log, and tells the place of the one before them.
 * Fails with a unique violation when a revision or an id is taken; then nothing is written.
 */
export const insertFacts = async (client: pg.ClientBase, facts: readonly SealedFact[]): Promise<number> => {
  const [row] = await rowsOf<readonly [before: string]>(client, INSERT, [
    facts.length,
    textArray(facts.map(({ stream }) => stream)),
    integerArray(facts.map(({ revision }) => revision)),
    textArray(facts.map(({ id }) => id)),
    textArray(facts.map(({ type }) => type)),
    textArray(facts.map(({ data }) => data)),
    textArray(facts.map(({ metadataText }) => metadataText)),
  ]);
  if (row === undefined) throw new Error('the log has no counter: its row in log.counter is missing');
  return Number(row[0]);
};

/** Keeps all other writers out until the end of the transaction. */
export const lockLog = async (client: pg.ClientBase): Promise<void> => {
  await rowsOf(client, LOCK, []);
};

/** The tails of those of the streams that exist. */
export const readTails = async (client: pg.ClientBase, streams: readonly string[]): Promise<Map<string, Tail>> => {
  const rows = await rowsOf<FactRow>(client, TAILS, [streams]);
  return new Map(rows.map(factOf).map((fact) => [fact.stream, tailOf(fact)]));
};

/** What the log holds of these appends now. */
export const lookAt = async (client: pg.ClientBase, appends: readonly PreparedAppend[]): Promise<View> => {
  const ids = appends.flatMap(({ facts }) => facts.map(({ id }) => id));
  const held = (await rowsOf<FactRow>(client, HELD, [ids])).map(factOf);
  const tails = await readTails(client, [...new Set(appends.map(({ stream }) => stream))]);
  return { held: new Map(held.map((fact) => [fact.id, fact])), tails };
};
