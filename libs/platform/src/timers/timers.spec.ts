import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { type Clock, type InstantText } from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../../../test/support/redis.js';
import { redisShortcomings } from './redis-requirements.js';
import { Sweep } from './sweep.js';
import { type QueueBackend, type Timer } from './timer.js';
import { TimerQueue } from './timer-queue.js';

const systemClock: Clock = { now: () => new Date().toISOString() };
const inMs = (milliseconds: number): InstantText => new Date(Date.now() + milliseconds).toISOString();
const timer = (id: string, dueAt: InstantText): Timer => ({ id, dueAt, data: { about: id } });

const timersOn = (backendOf: () => QueueBackend): void => {
  const open = (name: string, clock = systemClock): Promise<TimerQueue> =>
    TimerQueue.open({ name, backend: backendOf(), clock, onError: () => undefined });

  it('fires at the time, and not before', async () => {
    const queue = await open(`q${randomUUID()}`);
    const fired = new Map<string, number>();
    await queue.work(async ({ id }) => void fired.set(id, Date.now()), 4);
    const dueAt = inMs(700);
    await queue.arm([timer('soon', dueAt), timer('overdue', inMs(-1000)), timer('tomorrow', inMs(86_400_000))]);
    await eventually(() => fired.has('soon'));
    expect(fired.get('soon')).toBeGreaterThanOrEqual(Date.parse(dueAt));
    expect([...fired.keys()].sort()).toEqual(['overdue', 'soon']);
    expect((await queue.counts()).waiting).toBe(1);
    await queue.close();
  });

  it('fires once, however often it is armed, before and after it has fired', async () => {
    const queue = await open(`q${randomUUID()}`);
    let times = 0;
    await queue.work(async () => void (times += 1), 4);
    await Promise.all([1, 2, 3].map(() => queue.arm([timer('once', inMs(50))])));
    await eventually(() => times === 1);
    await queue.arm([timer('once', inMs(0))]);
    await queue.arm([timer('again', inMs(0))]);
    await eventually(() => times === 2);
    await queue.close();
    expect(times).toBe(2);
  });

  it('fires once with two workers', async () => {
    const name = `q${randomUUID()}`;
    const fired: string[] = [];
    const [one, other] = await Promise.all([open(name), open(name)]);
    await Promise.all([one, other].map((queue) => queue.work(async ({ id }) => void fired.push(id), 4)));
    await one.arm(Array.from({ length: 100 }, (_, n) => timer(`t${n}`, inMs(50))));
    await eventually(() => fired.length >= 100);
    await Promise.all([one.close(), other.close()]);
    expect(new Set(fired).size).toBe(100);
    expect(fired).toHaveLength(100);
  });

  it('tries again when firing fails', async () => {
    const queue = await open(`q${randomUUID()}`);
    let times = 0;
    const fail = async (): Promise<void> => {
      times += 1;
      if (times === 1) throw new Error('the log is away');
    };
    await queue.work(fail, 1);
    await queue.arm([timer('stubborn', inMs(0))]);
    await eventually(() => times === 2);
    await queue.close();
  });

  it('waits when our clock was set back after the timer was armed', async () => {
    let back = 0;
    const queue = await open(`q${randomUUID()}`, { now: () => inMs(-back) });
    let fired = false;
    await queue.arm([timer('early', inMs(100))]);
    back = 1_500;
    const armedAt = Date.now();
    await queue.work(async () => void (fired = true), 1);
    await eventually(() => fired);
    expect(Date.now() - armedAt).toBeGreaterThanOrEqual(1_400);
    await queue.close();
  });
};

describe('timers on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());
  timersOn(() => ({ kind: 'postgres', connectionString: database.url, schema: 'queue' }));
});

describeWithRedis('timers on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  timersOn(() => ({ kind: 'redis', url: redis.url, prefix: 'minutebook' }));

  it('finds nothing wrong with a Redis that remembers', async () => {
    expect(await redisShortcomings(redis.url)).toEqual([]);
  });

  it('says what is wrong with a Redis that forgets', async () => {
    const client = new Redis(redis.url);
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await client.config('SET', 'appendonly', 'no');
    const found = await redisShortcomings(redis.url);
    await client.config('SET', 'maxmemory-policy', 'noeviction');
    await client.quit();
    expect(found.join('\n')).toMatch(
      /maxmemory-policy allkeys-lru: set it to noeviction[\s\S]*appendonly no: set it to yes/,
    );
  });
});

describe('a sweep', () => {
  it('is done by one process of many', async () => {
    const database = await freshDatabase();
    let sweeping = 0;
    let end = (): void => undefined;
    const others = new Promise<void>((resolve) => (end = resolve));
    const parts = {
      connectionString: database.url,
      name: 'deadlines',
      everyMs: 3_600_000,
      onError: (error: Error) => {
        throw error;
      },
      sweep: async () => {
        sweeping += 1;
        await others;
      },
    };
    const first = new Sweep(parts).once();
    await eventually(() => sweeping === 1);
    expect(await Promise.all([1, 2].map(() => new Sweep(parts).once()))).toEqual([false, false]);
    end();
    expect(await first).toBe(true);
    expect(sweeping).toBe(1);
    await database.drop();
  });
});
