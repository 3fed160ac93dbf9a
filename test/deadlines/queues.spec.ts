import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { type InstantText } from '#kernel';
import { FIRED_AT_ONCE } from '#platform/timers/overdue';
import { Rush } from '#platform/timers/index';
import { freshDatabase } from '../support/database.js';
import { type HandMovedClock } from '../support/app.js';
import {
  countOf,
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openConsultation,
  openDeadlineOffice,
} from '../support/deadline-office.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';

const KEY = 'R19/round-1';
const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
/** What is less late than this is the queue's to fire: a sweep leaves it alone. */
const SWEEPS_LEAVE_MS = 5_000;
const MIDNIGHT = '2024-10-02T23:00:00.000Z';

/** A clock that runs as the machine's does, from another time. */
const runningClock = (from: InstantText): HandMovedClock => {
  let ahead = Date.parse(from) - Date.now();
  return {
    now: () => new Date(Date.now() + ahead).toISOString(),
    set: (instant) => {
      ahead = Date.parse(instant) - Date.now();
    },
  };
};

const beforeMidnight = (milliseconds: number): InstantText =>
  new Date(Date.parse(MIDNIGHT) - milliseconds).toISOString();

const passedOn = async (office: DeadlineOffice, matter: MatterOf): Promise<InstantText | undefined> =>
  (await factsOf(office, matter)).deadlines.find(({ type }) => type === 'DeadlinePassed')?.metadata.recordedAt;

const passOnce = async (office: DeadlineOffice, matters: readonly MatterOf[]): Promise<readonly InstantText[]> => {
  const times: InstantText[] = [];
  for (const matter of matters) times.push(await eventually('it passes', () => passedOn(office, matter)));
  for (const matter of matters) {
    await eventually(
      'it is met',
      async () => countOf((await factsOf(office, matter)).deadlines, 'DeadlineMet', KEY) > 0,
    );
    const { deadlines, matter: facts } = await factsOf(office, matter);
    for (const type of ['DeadlineSet', 'DeadlinePassed', 'DeadlineMet']) expect(countOf(deadlines, type, KEY)).toBe(1);
    expect(facts.filter(({ type }) => type === 'ConsultationClosed')).toHaveLength(1);
  }
  return times;
};

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice | undefined;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await office?.close();
  office = undefined;
  await database.drop();
});

/** Consultations that close within seconds, and whose deadlines are set. */
const closingSoon = async (of: DeadlineOffice, many = 10): Promise<readonly MatterOf[]> => {
  const matters: MatterOf[] = [];
  for (let count = 0; count < many; count += 1) matters.push(await openConsultation(of, 'coventry', WINDOW));
  for (const matter of matters)
    await eventually('it is set', async () => countOf((await factsOf(of, matter)).deadlines, 'DeadlineSet', KEY) === 1);
  return matters;
};

const passing = (redisUrl: () => string | undefined): void => {
  const openAt = async (instant: InstantText): Promise<DeadlineOffice> => {
    const url = redisUrl();
    office = await openDeadlineOffice({
      ...{ databaseUrl: database.url, clock: runningClock(instant) },
      ...(url === undefined ? {} : { redisUrl: url }),
    });
    const opened = office;
    await eventually('the timers are kept', async () => (await opened.health())['timers']?.ok === true);
    return office;
  };

  it('pass by the queue at their time, none before, each once', async () => {
    const opened = await openAt(beforeMidnight(6_000));
    const matters = await closingSoon(opened);
    const times = await passOnce(opened, matters);
    for (const [at, matter] of matters.entries()) {
      const set = (await factsOf(opened, matter)).deadlines[0]?.metadata.recordedAt ?? '';
      const late = Date.parse(times[at] ?? '') - Math.max(Date.parse(MIDNIGHT), Date.parse(set));
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(SWEEPS_LEAVE_MS);
    }
  });

  it('that came while nobody worked pass at the next start, in order of their time', async () => {
    const first = await openAt('2024-09-01T09:00:00.000Z');
    const later = await openConsultation(first, 'coventry', { ...WINDOW, closesOn: '2024-10-09' });
    const sooner = await openConsultation(first, 'coventry', WINDOW);
    for (const matter of [later, sooner])
      await eventually('it is on the board', async () => {
        const { deadlines } = await first.read<{ deadlines: readonly unknown[] }>(`/matters/${matter.id}/deadlines`);
        return deadlines.length > 0;
      });
    await first.close();
    const second = await openAt('2024-11-01T09:00:00.000Z');
    await passOnce(second, [sooner, later]);
    const positionOf = async (matter: MatterOf): Promise<string> =>
      (await factsOf(second, matter)).deadlines.find(({ type }) => type === 'DeadlinePassed')?.position ?? '';
    expect((await positionOf(sooner)) < (await positionOf(later))).toBe(true);
  });
};

describe('deadlines with timers on PostgreSQL', () => {
  passing(() => undefined);

  it('that fall due at one instant, more than are fired at once, pass before what follows from them, each once', async () => {
    const during = jest.spyOn(Rush.prototype, 'during');
    const givenWay = jest.spyOn(Rush.prototype, 'givenWay');
    office = await openDeadlineOffice({ databaseUrl: database.url, clock: runningClock(beforeMidnight(600_000)) });
    const matters = await closingSoon(office, 2 * FIRED_AT_ONCE);
    office.clock.set(beforeMidnight(-SWEEPS_LEAVE_MS - 1_000));
    await office.sweep();
    const passed = await Promise.all(matters.map(async (matter) => passedOn(office!, matter)));
    expect(passed).not.toContain(undefined);
    await passOnce(office, matters);
    // The read models and the processes give way to this very rush.
    expect(during).toHaveBeenCalled();
    expect(new Set([...during.mock.contexts, ...givenWay.mock.contexts]).size).toBe(1);
    const processes = 6;
    expect(givenWay.mock.calls.length).toBeGreaterThanOrEqual(1 + processes);
  });
});

describeWithRedis('deadlines with timers on Redis', () => {
  let redis: TestRedis;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await office?.close();
    office = undefined;
    await redis.stop();
  });
  passing(() => redis.url);

  it('all pass once when Redis forgets everything while they wait', async () => {
    office = await openDeadlineOffice({
      ...{ databaseUrl: database.url, clock: runningClock(beforeMidnight(60_000)), redisUrl: redis.url },
    });
    const matters = await closingSoon(office);
    const client = new Redis(redis.url);
    await client.flushall();
    await client.quit();
    office.clock.set(beforeMidnight(500));
    await passOnce(office, matters);
  });

  it('let their process end when Redis is gone', async () => {
    office = await openDeadlineOffice({
      ...{ databaseUrl: database.url, clock: runningClock(beforeMidnight(60_000)), redisUrl: redis.url },
    });
    const opened = office;
    await eventually('the timers are kept', async () => (await opened.health())['timers']?.ok === true);
    await redis.stop();
    await opened.close();
    office = undefined;
  });

  it('say in their health that Redis is gone, and what is wrong with the one that came in its place', async () => {
    office = await openDeadlineOffice({
      ...{ databaseUrl: database.url, clock: runningClock(MIDNIGHT), redisUrl: redis.url },
    });
    const opened = office;
    const timers = async () => (await opened.health())['timers'];
    await eventually('the timers are kept', async () => (await timers())?.detail === 'are kept');
    await redis.stop();
    await eventually('Redis is missed', async () => (await timers())?.ok === false);
    expect((await timers())?.detail).toBe('Redis does not answer: what falls due waits for the sweep');
    redis = await startRedis(['--maxmemory-policy', 'allkeys-lru', '--appendonly', 'yes'], redis.url);
    const told = await eventually('Redis is back', async () => {
      const { ok, detail } = (await timers()) ?? {};
      return ok === true && detail !== 'are kept' ? detail : undefined;
    });
    expect(told).toContain('maxmemory-policy allkeys-lru: set it to noeviction');
  });

  it('say in their health what is wrong with a Redis that may forget', async () => {
    const client = new Redis(redis.url);
    await client.config('SET', 'appendonly', 'no');
    await client.quit();
    office = await openDeadlineOffice({
      ...{ databaseUrl: database.url, clock: runningClock(MIDNIGHT), redisUrl: redis.url },
    });
    const opened = office;
    const told = await eventually('the timers are kept', async () => {
      const { timers } = await opened.health();
      return timers?.ok === true ? timers.detail : undefined;
    });
    expect(told).toContain('appendonly no: set it to yes');
  });
});
