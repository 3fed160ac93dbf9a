import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from '../../../../test/support/database.js';
import { TimerQueue } from './timer-queue.js';

const connected = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
};

it('a queue whose connections are lost while it opens says so, and ends nothing but itself', async () => {
  const database = await freshDatabase();
  const inTheWay = await connected(database.url);
  await inTheWay.query('begin; create schema queue');
  const opening = TimerQueue.open({
    ...{ name: 'deadlines', clock: { now: () => new Date().toISOString() }, onError: () => undefined },
    backend: { kind: 'postgres', connectionString: database.url, schema: 'queue' },
  }).then(
    () => 'opened',
    () => 'lost',
  );

  const administrator = await connected(database.url);
  let severed = 0;
  while (severed === 0) {
    await pause(10);
    const { rowCount } = await administrator.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    severed = rowCount ?? 0;
  }

  expect(await opening).toBe('lost');
  await inTheWay.end();
  await administrator.end();
  await database.drop();
});
