import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from '../../../../test/support/database.js';
import { holding } from './holding.js';
import { NamedLocks } from './named-locks.js';

describe('a lock by name', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let one: NamedLocks;
  let other: NamedLocks;
  beforeEach(async () => {
    database = await freshDatabase();
    one = new NamedLocks(database.url, { patienceMs: 300 });
    other = new NamedLocks(database.url, { patienceMs: 300 });
  });
  afterEach(async () => {
    await one.close();
    await other.close();
    await database.drop();
  });

  const held = (locks: NamedLocks): { readonly taken: Promise<void>; readonly release: () => Promise<void> } => {
    let release = (): void => undefined;
    let taken = (): void => undefined;
    const isTaken = new Promise<void>((resolve) => (taken = resolve));
    const work = locks.under('director', () => {
      taken();
      return new Promise<void>((resolve) => (release = resolve));
    });
    return {
      taken: isTaken,
      release: () => {
        release();
        return work;
      },
    };
  };

  it('is waited for, and had by one at a time', async () => {
    const first = held(one);
    await first.taken;
    let isDone = false;
    const second = other.under('director', () => Promise.resolve((isDone = true)));
    expect(await one.under('clerk', () => Promise.resolve('another lock'))).toBe('another lock');
    expect(isDone).toBe(false);
    await first.release();
    expect(await second).toBe(true);
  });

  it('is not waited for without end: whoever has it may have been stopped in the middle', async () => {
    const first = held(one);
    await first.taken;
    await expect(other.under('director', () => Promise.resolve())).rejects.toThrow(/lock timeout/);
    await first.release();
    expect(await other.under('director', () => Promise.resolve('free'))).toBe('free');
  });

  it('is freed by the server soon after the machine of whoever had it has gone', async () => {
    const client = new pg.Client(holding(database.url));
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name like 'tcp_keepalives%' order by name`,
    );
    await client.end();
    const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, Number(setting)]));
    const {
      tcp_keepalives_idle: idle = 0,
      tcp_keepalives_interval: interval = 0,
      tcp_keepalives_count: count = 0,
    } = settings;
    expect(idle).toBeGreaterThan(0);
    expect(idle + interval * count).toBeLessThanOrEqual(60);
  });
});
