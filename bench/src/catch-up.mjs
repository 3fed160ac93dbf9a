import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { readModels } from '../../dist/libs/governance/src/index.js';
import { openReadModels } from '../../dist/libs/platform/src/projections/open-read-models.js';
import { schemaOf } from '../../dist/libs/platform/src/projections/projection-definition.js';
import { Projections } from '../../dist/libs/platform/src/projections/projections.js';
import { tellMatters } from './matters.mjs';
import { interleaved, summary } from './statistics.mjs';
import { openLog } from './stores/minutebook.mjs';

/**
 * All read models together from an empty database to the end of the log, and the limit: the rows that came of it, copied
 * by the server itself from files into tables with the same columns and indexes.
 */
export const measureCatchUp = async (server, { rounds, matters, progress }) => {
  const url = await server.database();
  const log = await openLog(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await tellMatters(log, matters);
    await client.query('vacuum analyze log.facts');
    const facts = await log.counter();
    const schemas = readModels.map(({ readModel }) => schemaOf(readModel));
    await caughtUp(url, log, facts);
    const copying = await copyOf(client, schemas, server.folder);
    const measures = [
      async () => {
        for (const schema of schemas) await client.query(`drop schema ${schema} cascade`);
        return caughtUp(url, log, facts);
      },
      async () => facts / (await copying.seconds()),
    ];
    const [catchUp, copy] = await interleaved(rounds, measures, progress);
    return {
      facts,
      matters,
      readModels: readModels.length,
      rows: copying.rows,
      catchUp: summary(catchUp),
      copy: summary(copy),
    };
  } finally {
    await client.end();
    await log.close();
  }
};

/** Facts a second. */
const caughtUp = async (databaseUrl, log, facts) => {
  const dataSource = await openReadModels(databaseUrl, readModels);
  const failures = [];
  const projections = new Projections({
    ...{ databaseUrl, dataSource, definitions: readModels, log },
    now: () => new Date().toISOString(),
    onFailure: (name, error) => failures.push(`${name}: ${error}`),
  });
  try {
    const start = performance.now();
    projections.start();
    const seen = await projections.waitUntilSeen('all', await log.head(), { timeoutMs: 300_000 });
    const seconds = (performance.now() - start) / 1_000;
    const parked = (await projections.health()).filter((standing) => standing.parked.length > 0);
    if (!seen || failures.length > 0 || parked.length > 0)
      throw new Error(
        `the read models did not catch up: ${failures.join('; ')} ${JSON.stringify(parked).slice(0, 500)}`,
      );
    return facts / seconds;
  } finally {
    await projections.close();
    await dataSource.destroy();
  }
};

const BOOKKEEPING = ['migrations', 'checkpoint', 'parked', 'parked_facts', 'subjects'];

/** Prepares the copying of the rows as they stand: the rows of the read models alone, without what the machinery keeps. */
const copyOf = async (client, schemas, folder) => {
  const { rows: tables } = await client.query(
    `select format('%I.%I', schemaname, tablename) as source, tablename as name from pg_tables
     where schemaname = any ($1) and tablename <> all ($2)`,
    [schemas, BOOKKEEPING],
  );
  await client.query('create schema copied');
  let rows = 0;
  const copies = [];
  for (const [index, { source, name }] of tables.entries()) {
    const file = join(folder, `rows-${index}`);
    const target = `copied.${name}_${index}`;
    await client.query(`create table ${target} (like ${source} including all)`);
    rows += (await client.query(`copy ${source} to '${file}' (format binary)`)).rowCount;
    copies.push({ target, file });
  }
  return {
    rows,
    seconds: async () => {
      for (const { target } of copies) await client.query(`truncate ${target}`);
      const start = performance.now();
      for (const { target, file } of copies) await client.query(`copy ${target} from '${file}' (format binary)`);
      return (performance.now() - start) / 1_000;
    },
  };
};
