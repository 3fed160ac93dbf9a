import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from '../../../../test/support/database.js';
import { TimerQueue } from './timer-queue.js';

describe('a queue whose connections are lost while they are opened', () => {
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

  const open = (): Promise<TimerQueue> =>
    TimerQueue.open({
      ...{ name: 'deadlines', clock: { now: () => new Date().toISOString() }, onError: () => undefined },
      backend: { kind: 'postgres', connectionString: database.url, schema: 'queue' },
    });

  /** Severs whoever waits, however many do one after the other, until what they do has ended. */
  const severWhoeverWaits = async (work: Promise<void>): Promise<void> => {
    const progress = { over: false };
    const ended = work.finally(() => (progress.over = true));
    while (!progress.over) {
      await pause(10);
      await administrator.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
    }
    await ended;
  };

  it('says so, and ends nothing but itself', async () => {
    await inTheWay.query('begin; create schema queue');
    await severWhoeverWaits(expect(open()).rejects.toThrow());
  });

  it('does not fire, and leaves the process to others', async () => {
    const queue = await open();
    await inTheWay.query(`begin; do $$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = 'queue'
      loop execute format('lock table queue.%I', name); end loop; end $$`);
    await severWhoeverWaits(expect(queue.work(async () => undefined, 1)).rejects.toThrow());
    await queue.close();
    await inTheWay.query('rollback');

    const another = await open();
    let fire: () => void = () => undefined;
    const fired = new Promise<void>((resolve) => (fire = resolve));
    await another.work(async () => {
      fire();
    }, 1);
    await another.arm([{ id: 'due', dueAt: new Date().toISOString(), data: {} }]);
    await fired;
    await another.close();
  });
});
