import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { type InstantText } from '#kernel';
import { freshDatabase } from '../support/database.js';
import { type HandMovedClock } from '../support/app.js';
import { type DeadlineOffice, eventually, type MatterOf, openDeadlineOffice } from '../support/deadline-office.js';
import { openMailServer, type TestMailServer } from '../support/mail-server.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';
import { appointUsual, consultationOnBoard, reminderFacts, remindersOf } from '../support/reminder-office.js';

const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const MORNING: InstantText = '2024-09-25T08:00:00.000Z';
/** What is less late than this is the queue's to fire: a sweep leaves it alone. */
const SWEEPS_LEAVE_MS = 5_000;

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
const before = (milliseconds: number): InstantText => new Date(Date.parse(MORNING) - milliseconds).toISOString();

let database: Awaited<ReturnType<typeof freshDatabase>>;
let mail: TestMailServer;
let office: DeadlineOffice | undefined;
beforeEach(async () => {
  database = await freshDatabase();
  mail = await openMailServer();
});
afterEach(async () => {
  await office?.close();
  office = undefined;
  await mail.stop();
  await database.drop();
});

const openAt = async (instant: InstantText, redisUrl: string | undefined): Promise<DeadlineOffice> => {
  const opened = await openDeadlineOffice({
    ...{ databaseUrl: database.url, clock: runningClock(instant) },
    ...(redisUrl === undefined ? {} : { redisUrl }),
    more: { SMTP_URL: mail.url, MAIL_FROM: 'minutebook@coventry.example' },
  });
  office = opened;
  await eventually('the timers are kept', async () => (await opened.health())['timers']?.ok === true);
  return opened;
};

const sentOnce = async (opened: DeadlineOffice, matters: readonly MatterOf[]): Promise<void> => {
  for (const matter of matters) {
    await eventually('both are sent', async () => {
      const sent = (await remindersOf(opened, matter)).filter((fact) => fact.startsWith('ReminderSent'));
      return sent.length === 2;
    });
    expect(await remindersOf(opened, matter)).toHaveLength(4);
  }
  // One to each office: what is due at one instant goes out together.
  expect(mail.taken).toHaveLength(2);
};

const reminding = (redisUrl: () => string | undefined): void => {
  it('go out by the queue at their time, none before, each once', async () => {
    const opened = await openAt(before(15_000), redisUrl());
    await appointUsual(opened);
    const matters = [await consultationOnBoard(opened, WINDOW), await consultationOnBoard(opened, WINDOW)];
    expect(mail.taken).toEqual([]);
    await sentOnce(opened, matters);
    for (const matter of matters)
      for (const { metadata } of await reminderFacts(opened, matter)) {
        const late = Date.parse(metadata.recordedAt) - Date.parse(MORNING);
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(SWEEPS_LEAVE_MS);
      }
  });

  it('that came while nobody worked go out at the next start', async () => {
    const first = await openAt('2024-09-01T09:00:00.000Z', redisUrl());
    await appointUsual(first);
    const matter = await consultationOnBoard(first, WINDOW);
    await first.close();
    const second = await openAt('2024-09-25T08:30:00.000Z', redisUrl());
    await sentOnce(second, [matter]);
  });
};

describe('reminders with timers on PostgreSQL', () => {
  reminding(() => undefined);
});

describeWithRedis('reminders with timers on Redis', () => {
  let redis: TestRedis;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await office?.close();
    office = undefined;
    await redis.stop();
  });
  reminding(() => redis.url);

  it('all go out once when Redis forgets everything while they wait', async () => {
    const opened = await openAt(before(120_000), redis.url);
    await appointUsual(opened);
    const matters = [await consultationOnBoard(opened, WINDOW), await consultationOnBoard(opened, WINDOW)];
    const client = new Redis(redis.url);
    await client.flushall();
    await client.quit();
    opened.clock.set(new Date(Date.parse(MORNING) + SWEEPS_LEAVE_MS).toISOString());
    await sentOnce(opened, matters);
  });
});
