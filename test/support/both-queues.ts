import { afterEach, beforeEach, describe } from '@jest/globals';
import { bullMq } from '#platform/timers/bullmq-classes';
import { type QueueBackend } from '#platform/timers/index';
import { handMovedClock, type HandMovedClock } from './app.js';
import { freshDatabase } from './database.js';
import { type DeadlineOffice, eventually, type OfficeParts, openDeadlineOffice } from './deadline-office.js';
import { describeWithRedis, startRedis, type TestRedis } from './redis.js';

/** A database of its own for each test, and whatever runs over it with its timers in the queue that is tested. */
export interface QueuedOffices {
  readonly clock: HandMovedClock;
  /** Opens one, whose timers are kept by the time that this returns. */
  readonly open: (more?: Partial<Pick<OfficeParts, 'wrap' | 'more'>>) => Promise<DeadlineOffice>;
  /** Opens one that keeps no deadlines: a clerk's desk. */
  readonly openDesk: () => Promise<DeadlineOffice>;
  /** How often a worker has taken a timer out of the queue; nothing for as long as the queue does not know it. */
  readonly timesTaken: (timer: string) => Promise<number | undefined>;
}

/**
 * The same tests with the timers in PostgreSQL and in Redis. Their clock stands still: a timer that is armed shortly before
 * its time is taken by the queue on the machine's time, and put back for as long as the clock says that it has not come.
 */
export const onBothQueues = (what: string, tests: (stage: QueuedOffices) => void): void => {
  describe(`${what}, with timers on PostgreSQL`, () => {
    tests(freshQueue(() => undefined));
  });
  describeWithRedis(`${what}, with timers on Redis`, () => {
    let redis: TestRedis;
    beforeEach(async () => {
      redis = await startRedis();
    });
    const stage = freshQueue(() => redis.url);
    tests(stage);
    afterEach(() => redis.stop());
  });
};

const freshQueue = (redisUrl: () => string | undefined): QueuedOffices => {
  const clock = handMovedClock();
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  const opened: DeadlineOffice[] = [];
  const open = async (more: Partial<OfficeParts>): Promise<DeadlineOffice> => {
    const url = redisUrl();
    const queues = url === undefined ? {} : { redisUrl: url };
    const office = await openDeadlineOffice({ databaseUrl: database.url, clock, ...queues, ...more });
    opened.push(office);
    return office;
  };
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(async () => {
    for (const office of opened.splice(0)) await office.close();
    await database.drop();
  });
  return {
    clock,
    open: async (more = {}) => {
      const office = await open(more);
      await eventually('the timers are kept', async () => (await office.health())['timers']?.ok === true);
      return office;
    },
    openDesk: () => open({ keeps: false }),
    timesTaken: (timer) => timesTaken(timer, backendOf(redisUrl(), database.url)),
  };
};

/** Where the application keeps its timers. */
const backendOf = (redisUrl: string | undefined, databaseUrl: string): QueueBackend =>
  redisUrl === undefined
    ? { kind: 'postgres', connectionString: databaseUrl, schema: 'queue' }
    : { kind: 'redis', url: redisUrl, prefix: 'minutebook' };

const timesTaken = async (timer: string, backend: QueueBackend): Promise<number | undefined> => {
  const queue = bullMq('timers', backend, () => undefined);
  try {
    return (await queue.jobs.getJob(timer))?.attemptsStarted;
  } finally {
    await queue.jobs.close();
    await queue.release();
  }
};
