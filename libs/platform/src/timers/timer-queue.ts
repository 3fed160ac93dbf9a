import { DelayedError, type Job } from 'bullmq';
import { type Clock, type InstantText } from '#kernel';
import { type BullMq, bullMq, type TimerWorker } from './bullmq-classes.js';
import { type Fire, type QueueBackend, type Timer } from './timer.js';

export interface TimerQueueParts {
  readonly name: string;
  readonly backend: QueueBackend;
  readonly clock: Clock;
  /** Told of lost connections and of timers that failed; the queue goes on by itself. */
  readonly onError: (error: Error) => void;
  /** Told whenever the queue's Redis answers again after it was away: it may not be the one that it was. */
  readonly onBack?: () => void;
}

const LOCK_MS = 30_000;
const ATTEMPTS = 10;
const FIRST_RETRY_MS = 1_000;
/** By age alone: to keep to a number, BullMQ on PostgreSQL goes through all that it remembers whenever a job ends. */
const REMEMBERED = { age: 7 * 24 * 3600 };
/** So many are set one by one: for what is set together BullMQ on PostgreSQL makes tables of its own each time, which takes longer. */
const SET_ONE_BY_ONE = 8;

/**
 * Timers on BullMQ, on Redis or on PostgreSQL. It promises to fire each timer at its time or soon after, at least
 * once; it does not promise to remember it. What must happen is found again by the sweep.
 */
export class TimerQueue {
  readonly #queue: BullMq;
  readonly #parts: TimerQueueParts;
  #worker: TimerWorker | undefined;

  private constructor(parts: TimerQueueParts) {
    this.#parts = parts;
    this.#queue = bullMq(parts.name, parts.backend, () => parts.onBack?.());
    this.#queue.jobs.on('error', parts.onError);
  }

  static async open(parts: TimerQueueParts): Promise<TimerQueue> {
    const timers = new TimerQueue(parts);
    try {
      await timers.#queue.jobs.waitUntilReady();
      return timers;
    } catch (error) {
      await timers.close().catch(() => undefined);
      throw error;
    }
  }

  /** Sets timers; those whose ids are set, running or finished already are left as they are. */
  async arm(timers: readonly Timer[]): Promise<void> {
    const now = Date.parse(this.#parts.clock.now());
    const jobs = timers.map((timer) => ({
      name: 'due',
      data: timer,
      opts: {
        jobId: timer.id,
        delay: Math.max(0, Date.parse(timer.dueAt) - now),
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: FIRST_RETRY_MS },
        removeOnComplete: REMEMBERED,
        removeOnFail: REMEMBERED,
      },
    }));
    if (jobs.length > SET_ONE_BY_ONE) await this.#queue.jobs.addBulk(jobs);
    else await Promise.all(jobs.map(({ name, data, opts }) => this.#queue.jobs.add(name, data, opts)));
  }

  /**
   * Begins to fire what is due, `concurrency` timers at a time, once its store answers: a worker of BullMQ that runs
   * before, on a store that turned it away, asks again without ever letting anything else in the process have its turn.
   * @throws what the store says; close the queue then, and open another
   */
  async work(fire: Fire, concurrency: number): Promise<void> {
    const process = async (job: Job<Timer>, token?: string): Promise<void> => {
      await this.#postponeIfEarly(job, token);
      await fire(job.data);
    };
    const worker = this.#queue.work(process, { concurrency, lockDuration: LOCK_MS });
    this.#worker = worker;
    worker.on('error', this.#parts.onError);
    worker.on('failed', (_job, error) => {
      this.#parts.onError(error);
    });
    await worker.waitUntilReady();
    worker.run().catch(this.#parts.onError);
  }

  /** Whether its store answers, as far as is known without asking. */
  isReachable(): boolean {
    return this.#queue.isReachable();
  }

  /** Whether the queue remembers a timer, fired or not: a queue that lost its memory must be armed anew. */
  async holds(id: string): Promise<boolean> {
    return (await this.#queue.jobs.getJob(id)) !== undefined;
  }

  /** How many timers wait, run, or have failed for good. */
  async counts(): Promise<{ readonly waiting: number; readonly active: number; readonly failed: number }> {
    const counts = await this.#queue.jobs.getJobCounts('wait', 'delayed', 'prioritized', 'active', 'failed');
    const of = (...states: readonly string[]): number => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
    return { waiting: of('wait', 'delayed', 'prioritized'), active: of('active'), failed: of('failed') };
  }

  /** Finishes what is being fired, then lets go. What is fired on a store that is away is fired again another time. */
  async close(): Promise<void> {
    await this.#worker?.close(!this.#queue.isReachable());
    await this.#queue.jobs.close();
    await this.#queue.release();
  }

  /** The queue's clock may run ahead of ours, or ours may have been set back: then the time has not come. */
  async #postponeIfEarly(job: Job<Timer>, token: string | undefined): Promise<void> {
    const early = this.#untilDue(job.data.dueAt);
    if (early <= 0) return;
    await job.moveToDelayed(Date.now() + early, token);
    throw new DelayedError();
  }

  #untilDue(dueAt: InstantText): number {
    return Date.parse(dueAt) - Date.parse(this.#parts.clock.now());
  }
}
