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

  const severWhoeverWaits = async (): Promise<void> => {
    let severed = 0;
    while (severed === 0) {
      await pause(10);
      const { rowCount } = await administrator.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      severed = rowCount ?? 0;
    }
  };

  it('says so, and ends nothing but itself', async () => {
    await inTheWay.query('begin; create schema queue');
    const opening = expect(open()).rejects.toThrow();
    await severWhoeverWaits();
    await opening;
  });

  it('does not fire, and leaves the process to others', async () => {
    const queue = await open();
    await inTheWay.query(`begin; do $$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = 'queue'
      loop execute format('lock table queue.%I', name); end loop; end $$`);
    const working = expect(queue.work(async () => undefined, 1)).rejects.toThrow();
    await severWhoeverWaits();
    await working;
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
