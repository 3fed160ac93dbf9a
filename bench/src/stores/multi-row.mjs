import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { integerArray, textArray } from '../../../dist/libs/platform/src/event-log/postgres/binary-arrays.js';

const INSERT = {
  name: 'rows',
  text: `insert into bulk.facts (position, stream, revision, id, type, data, metadata)
    select $1 + n, stream, revision, id::uuid, type, data::json, metadata::json
    from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])
      with ordinality as fact (stream, revision, id, type, data, metadata, n)`,
};
const COLUMNS = ['stream', 'revision', 'id', 'type', 'data', 'metadata'];
/** Statements a measure, so that small batches do not take for ever; fewer where the rows are used up. */
const STATEMENTS = 400;

/**
 * The limit: the finished rows of our log, written again into a table with the same columns, constraints and indexes, so
 * many in one statement. Nothing is decided, hashed, counted or guarded, and nobody waits for an answer.
 */
export const multiRow = async (url, wanted) => {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  await pool.query('create schema if not exists bulk');
  await pool.query('create table if not exists bulk.facts (like log.facts including all)');
  const { rows } = await pool.query(
    `select stream, revision, id::text, type, data::text, metadata::text from log.facts order by position limit ${wanted}`,
  );
  const lists = COLUMNS.map((column) => rows.map((row) => row[column]));
  const valuesOf = (from, to) => [
    from,
    ...lists.map((list, index) => {
      const part = list.slice(from, to);
      return COLUMNS[index] === 'revision' ? integerArray(part) : textArray(part);
    }),
  ];
  return {
    /** Facts a second with so many in a statement, on so many connections at the same time. */
    async measure(batch, connections) {
      await pool.query('truncate bulk.facts');
      const count = Math.min(rows.length, batch * STATEMENTS);
      let next = 0;
      const write = async () => {
        for (let from = next; from < count; from = next) {
          next = Math.min(from + batch, count);
          await pool.query({ ...INSERT, values: valuesOf(from, next) });
        }
      };
      const start = performance.now();
      await Promise.all(Array.from({ length: connections }, write));
      return count / ((performance.now() - start) / 1_000);
    },
    close: () => pool.end(),
  };
};
