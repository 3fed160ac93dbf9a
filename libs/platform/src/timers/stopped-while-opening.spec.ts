import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../../../../test/support/eventually.js';
import { freshDatabase } from '../../../../test/support/database.js';
import { Timekeeper } from './timekeeper.js';

describe('a timekeeper that is stopped while the store of its queue does not answer', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let inTheWay: pg.Client;
  let administrator: pg.Client;
  beforeEach(async () => {
    database = await freshDatabase();
    inTheWay = new pg.Client({ connectionString: database.url });
    administrator = new pg.Client({ connectionString: database.url });
    await inTheWay.connect();
    await administrator.connect();
  });
  afterEach(async () => {
    await inTheWay.end();
    await administrator.end();
    await database.drop();
  });

  const isWaitedFor = async (): Promise<boolean> => {
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    return (await administrator.query(waiting)).rows.length > 0;
  };

  it('does not wait for it without end, and works on nothing once it answers', async () => {
    await inTheWay.query('begin; create schema queue');
    const timekeeper = new Timekeeper({
      databaseUrl: database.url,
      backend: { kind: 'postgres', connectionString: database.url, schema: 'queue' },
      clock: { now: () => new Date().toISOString() },
      kinds: [],
      onProblem: () => undefined,
    });
    timekeeper.start();
    await eventually(isWaitedFor, 20_000);
    await timekeeper.stop();
    await inTheWay.query('rollback');
    expect(timekeeper.standing().running).toBe(false);
    // One is ours that stood in the way.
    const left = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    await eventually(async () => (await administrator.query(left)).rows.length === 1, 20_000);
    expect(timekeeper.standing().running).toBe(false);
  });
});
