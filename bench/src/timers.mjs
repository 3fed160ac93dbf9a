import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { deadlineBoardProjection, dueDeadlines } from '../../dist/libs/governance/src/deadlines/index.js';
import { timerOf } from '../../dist/libs/governance/src/processes/deadline-timers.js';
import { openReadModels } from '../../dist/libs/platform/src/projections/open-read-models.js';
import { Processes } from '../../dist/libs/platform/src/processes/processes.js';
import { Projections } from '../../dist/libs/platform/src/projections/projections.js';
import { bullMq } from '../../dist/libs/platform/src/timers/bullmq-classes.js';
import { FIRED_AT_ONCE } from '../../dist/libs/platform/src/timers/overdue.js';
import { Timekeeper } from '../../dist/libs/platform/src/timers/timekeeper.js';
import { TimerQueue } from '../../dist/libs/platform/src/timers/timer-queue.js';
import { percentile } from './statistics.mjs';
import { openLog } from './stores/minutebook.mjs';
import { openBackends } from './timers/backends.mjs';
import { DUE_AT, exampleOf, openWorker, settableClock, tellAgain } from './timers/office.mjs';

const RESTFUL = { timers: 200, apartMs: 50 };
const PATIENCE_MS = 900_000;
/** When all that is due was told, and hours before it falls due. */
const AFTERNOON = '2024-10-02T16:00:00.000Z';
const systemClock = { now: () => new Date().toISOString() };

/**
 * Deadlines as timers, on each store that a queue can stand on, beside BullMQ alone on the same store: armed again after
 * the queue forgot them, all falling due at one instant, and one at a time. Each once: they take minutes.
 */
export const measureTimers = async (server, { storm, rearm, progress, say }) => {
  const clock = settableClock();
  const example = await exampleOf(await server.database(), clock);
  const backends = await openBackends(say);
  try {
    const many = await boardOf(server, example, clock, rearm);
    const results = [];
    for (const [round, backend] of backends.entries()) {
      const rearmed = await rearmAll(many, backend, clock);
      const atRest = await latenessAtRest(await server.database(), backend);
      const stormed = await stormOf(server, backend, { example, clock, count: storm });
      const bare = await bareBullMq(await server.database(), backend, { rearm, storm });
      results.push({ name: backend.name, rearmed, atRest, stormed, bare });
      progress(round + 1);
    }
    await many.close();
    return { storm, rearm, results };
  } finally {
    for (const backend of backends) await backend.close();
  }
};

const until = async (what, holds) => {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const held = await holds();
    if (held !== undefined && held !== false) return held;
    if (performance.now() > end) throw new Error(`it did not come about: ${what}`);
    await pause(20);
  }
};

/** A database whose board holds so many running deadlines, all due at one instant. */
const boardOf = async (server, example, clock, count) => {
  const url = await server.database();
  const log = await openLog(url, clock.now);
  clock.set(AFTERNOON);
  await tellAgain(log, example, count);
  const definitions = [deadlineBoardProjection];
  const dataSource = await openReadModels(url, definitions);
  const projections = new Projections({
    ...{ databaseUrl: url, dataSource, definitions, log, now: clock.now },
    onFailure: (name, error) => {
      throw new Error(`${name}: ${error}`);
    },
  });
  projections.start();
  await projections.waitUntilSeen('all', await log.head(), { timeoutMs: PATIENCE_MS });
  await projections.close();
  return {
    url,
    count,
    dataSource,
    close: async () => {
      await dataSource.destroy();
      await log.close();
    },
  };
};

/** Deadlines a second, from the start of a worker whose queue remembers nothing until the queue has them all. */
const rearmAll = async ({ url, dataSource, count }, backend, clock) => {
  await forgotten(url, backend);
  clock.set(AFTERNOON);
  const parts = { name: 'timers', backend: backend.backendOn(url), clock, onError: () => undefined };
  const start = performance.now();
  const timekeeper = new Timekeeper({
    ...{ databaseUrl: url, backend: parts.backend, clock, onProblem: console.error },
    kinds: [{ kind: 'deadline', due: (instant) => timersDue(dataSource, instant), fire: async () => undefined }],
  });
  timekeeper.start();
  const queue = await TimerQueue.open(parts);
  await until('all timers are armed', async () => (await queue.counts()).waiting >= count);
  const seconds = (performance.now() - start) / 1_000;
  await timekeeper.stop();
  await queue.close();
  await forgotten(url, backend);
  return { perSecond: count / seconds, seconds };
};

async function* timersDue(dataSource, instant) {
  for await (const rows of dueDeadlines(dataSource, instant))
    yield rows.map(({ authority, subjectCategory: category, subject: id, ...due }) =>
      timerOf({ ...due, subject: { category, authority, id } }),
    );
}

/** Everything that the queue remembers goes, as when a Redis is flushed. */
const forgotten = async (url, backend) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await backend.forget(client);
  await client.end();
};

/** How late timers fire, one after another, while nothing else is to do. In milliseconds. */
const latenessAtRest = async (url, backend) => {
  const first = Date.now() + 5_000;
  const timers = Array.from({ length: RESTFUL.timers }, (_, at) => ({
    id: `rest.${at}`,
    dueAt: new Date(first + at * RESTFUL.apartMs).toISOString(),
    data: { kind: 'rest' },
  }));
  const fired = new Map();
  const timekeeper = new Timekeeper({
    ...{ databaseUrl: url, backend: backend.backendOn(url), clock: systemClock, onProblem: console.error },
    kinds: [
      {
        kind: 'rest',
        due: async function* (instant) {
          yield timers.filter(({ id, dueAt }) => dueAt <= instant && !fired.has(id));
        },
        fire: async ({ id, dueAt }) => {
          if (!fired.has(id)) fired.set(id, Date.now() - Date.parse(dueAt));
        },
      },
    ],
  });
  timekeeper.start();
  await until('all timers fire', () => fired.size === timers.length);
  await timekeeper.stop();
  return spread([...fired.values()]);
};

const spread = (latenesses) => {
  const sorted = latenesses.sort((one, other) => one - other);
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), last: sorted.at(-1) };
};

/** So many deadlines that fall due at one instant, until the log holds that each has passed. */
const stormOf = async (server, backend, { example, clock, count }) => {
  const url = await server.database();
  const log = await openLog(url, clock.now);
  clock.set(AFTERNOON);
  await tellAgain(log, example, count);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await settled(url, backend, { clock, log });
    await forgotten(url, backend);
    clock.set(new Date(Date.parse(DUE_AT) - 30_000).toISOString());
    const worker = await openWorker(url, backend.environment, clock);
    const passed = `from log.facts where position > ${await log.counter()} and type = 'DeadlinePassed'`;
    await until('all deadlines have passed', async () => {
      await pause(500);
      return Number((await client.query(`select count(*) ${passed}`)).rows[0].count) >= count;
    });
    const { rows } = await client.query(`select (metadata->>'recordedAt') as at ${passed}`);
    await worker.close();
    const late = spread(rows.map(({ at }) => Date.parse(at) - Date.parse(DUE_AT)));
    return { perSecond: count / (late.last / 1_000), ...late };
  } finally {
    await client.end();
    await log.close();
  }
};

/** Lets a worker see all that there is, so that the storm finds it at rest. */
const settled = async (url, backend, { clock, log }) => {
  const worker = await openWorker(url, backend.environment, clock);
  const head = String(await log.head());
  await worker.app.get(Projections).waitUntilSeen('all', head, { timeoutMs: PATIENCE_MS });
  await until('the processes have seen everything', async () => {
    const { length: behind } = await worker.app.get(Processes, { strict: false }).behind();
    return behind === 0;
  });
  await worker.close();
};

/** BullMQ by itself, with jobs of the same size: set and not yet due, and due at one instant with nothing to do. */
const bareBullMq = async (url, backend, { rearm, storm }) => {
  await forgotten(url, backend);
  const queue = bullMq('bare', backend.backendOn(url), () => undefined);
  await queue.jobs.waitUntilReady();
  const add = (count, delay) => addJobs(queue.jobs, count, delay);
  const start = performance.now();
  await add(rearm, () => 3_600_000);
  const armed = rearm / ((performance.now() - start) / 1_000);
  await queue.jobs.close();
  await queue.release();
  return { armed, ...(await bareStorm(url, backend, storm)) };
};

const bareStorm = async (url, backend, count) => {
  await forgotten(url, backend);
  const queue = bullMq('bare', backend.backendOn(url), () => undefined);
  await queue.jobs.waitUntilReady();
  const late = [];
  const due = Date.now() + 30_000;
  const worker = queue.work(async () => void late.push(Date.now() - due), {
    concurrency: FIRED_AT_ONCE,
    lockDuration: 30_000,
  });
  worker.on('error', console.error);
  await worker.waitUntilReady();
  worker.run().catch(console.error);
  await addJobs(queue.jobs, count, () => Math.max(0, due - Date.now()));
  if (Date.now() > due) throw new Error('the storm began before all of its jobs were set');
  await until('all jobs are done', () => late.length >= count);
  await worker.close();
  await queue.jobs.close();
  await queue.release();
  const { p50, p99, last } = spread(late);
  return { perSecond: count / (last / 1_000), p50, p99 };
};

const addJobs = async (jobs, count, delay) => {
  const example = {
    id: '',
    dueAt: DUE_AT,
    data: { kind: 'deadline', subject: {}, key: 'R19/'.padEnd(40, '0'), version: 1 },
  };
  for (let first = 0; first < count; first += 1_000)
    await jobs.addBulk(
      Array.from({ length: Math.min(1_000, count - first) }, (_, at) => {
        const jobId = `deadline.deadlines-coventry-matter-${String(first + at).padStart(36, '0')}.v1.20241002230000000`;
        const opts = { jobId, delay: delay(), attempts: 10, removeOnComplete: { age: 604_800 } };
        return { name: 'due', data: { ...example, id: jobId }, opts };
      }),
    );
};
