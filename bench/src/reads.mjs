import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { underLoad } from './load.mjs';
import { interleaved, summary } from './statistics.mjs';
import { minutebook } from './stores/minutebook.mjs';

const COLUMNS = 'position, stream, revision, id, type, data, metadata';
const PAGE = 500;
const FACTS = 50_000;

/** Reading everything through the log, beside bare `pg` reading the same columns of the same rows, JSON parsed by it. */
export const measureReads = async (server, { rounds, progress }) => {
  const store = await minutebook(server);
  while ((await store.log.counter()) < FACTS) await underLoad(64, 1, store.makeCaller);
  const client = new pg.Client({ connectionString: store.url });
  await client.connect();
  try {
    await client.query('vacuum analyze log.facts');
    const readers = [
      { name: 'Minutebook, `readAll`', read: () => throughTheLog(store.log) },
      { name: '`pg`, one query', read: () => inOneQuery(client) },
      { name: '`pg`, 500 rows a query', read: () => pageByPage(client) },
    ];
    for (const { read } of readers) await read();
    const results = await interleaved(
      rounds,
      readers.map(
        ({ read }) =>
          () =>
            timed(read),
      ),
      progress,
    );
    return readers.map(({ name }, index) => ({ name, ...summary(results[index]) }));
  } finally {
    await client.end();
    await store.close();
  }
};

const timed = async (read) => {
  const start = performance.now();
  const facts = await read();
  return facts / ((performance.now() - start) / 1_000);
};

const throughTheLog = async (log) => {
  let count = 0;
  for await (const { facts } of log.readAll()) count += facts.length;
  return count;
};

const inOneQuery = async (client) =>
  (await client.query(`select ${COLUMNS} from log.facts order by position`)).rows.length;

const pageByPage = async (client) => {
  let count = 0;
  for (let last = '0'; ;) {
    const { rows } = await client.query({
      name: 'page',
      text: `select ${COLUMNS} from log.facts where position > $1 order by position limit ${PAGE}`,
      values: [last],
    });
    count += rows.length;
    if (rows.length < PAGE) return count;
    last = rows[rows.length - 1].position;
  }
};
