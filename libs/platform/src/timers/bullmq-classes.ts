import { createPostgresBackend, type Job, Queue, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { withSettings } from '../postgres/settings.js';
import { SteadyClient } from '../postgres/steady-client.js';
import { type QueueBackend, type Timer } from './timer.js';

/** What is used of a BullMQ queue; the same on both backends. */
export type TimerJobs = Pick<
  Queue<Timer>,
  'add' | 'addBulk' | 'getJob' | 'waitUntilReady' | 'getJobCounts' | 'close' | 'on'
>;
export type TimerWorker = Pick<Worker<Timer>, 'waitUntilReady' | 'run' | 'close' | 'on'>;
export type Process = (job: Job<Timer>, token?: string) => Promise<void>;

export interface WorkerLimits {
  readonly concurrency: number;
  /** How long a job may be silent before another worker takes it over, in milliseconds. */
  readonly lockDuration: number;
}

/** The queue's two ends on the chosen backend. */
export interface BullMq {
  readonly jobs: TimerJobs;
  /** A worker that does nothing before `run`. */
  work(process: Process, limits: WorkerLimits): TimerWorker;
  /** Whether its store answers, as far as is known without asking. One that does not is not waited for at the end. */
  isReachable(): boolean;
  /** Lets go of connections that BullMQ did not open itself. */
  release(): Promise<void>;
}

/** @param onBack told whenever a Redis that was away answers again */
export const bullMq = (name: string, backend: QueueBackend, onBack: () => void): BullMq =>
  backend.kind === 'redis' ? onRedis(name, backend, onBack) : onPostgres(name, backend);

const onRedis = (
  name: string,
  { url, prefix }: Extract<QueueBackend, { kind: 'redis' }>,
  onBack: () => void,
): BullMq => {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  connection.on('error', () => undefined);
  connection.once('ready', () => connection.on('ready', onBack));
  return {
    jobs: new Queue<Timer>(name, { connection, prefix }),
    work: (process, limits) => new Worker<Timer>(name, process, { connection, prefix, ...limits, autorun: false }),
    isReachable: () => connection.status === 'ready',
    release: async () => {
      if (connection.status === 'ready') await connection.quit().catch(() => undefined);
      connection.disconnect();
    },
  };
};

// BullMQ makes the connection on which it listens from the driver's own class, and hears its errors only once it was greeted.
Object.assign(pg, { Client: SteadyClient });

const onPostgres = (name: string, backend: Extract<QueueBackend, { kind: 'postgres' }>): BullMq => {
  const { connectionString, schema } = backend;
  const connection = {
    ...{ schema, migrate: true },
    // What the queue did last may be lost with the server: the sweep finds it again. BullMQ adds the schema as search path.
    ...withSettings(connectionString, '-c synchronous_commit=off'),
    // BullMQ listens to no errors of the connections on which it prepares its tables.
    Client: SteadyClient,
  };
  const classes = withBackend(createPostgresBackend);
  return {
    jobs: new classes.Queue<Timer>(name, { connection }) as unknown as TimerJobs,
    work: (process, limits) =>
      new classes.Worker<Timer>(name, process as never, {
        connection,
        ...limits,
        autorun: false,
      }) as unknown as TimerWorker,
    isReachable: () => true,
    release: async () => {
      /* BullMQ opened its own connections and closes them. */
    },
  };
};
