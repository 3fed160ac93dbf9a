import { type Clock, type InstantText } from '#kernel';
import { Firing } from './firing.js';
import { Gathered } from './gathered.js';
import { HandedOver } from './handed-over.js';
import { FIRED_AT_ONCE, Overdue } from './overdue.js';
import { redisShortcomings } from './redis-requirements.js';
import { Rush } from './rush.js';
import { Sweep } from './sweep.js';
import { type Fire, type QueueBackend, type Timer } from './timer.js';
import { TimerQueue } from './timer-queue.js';
import { within } from './within.js';

/** Something that falls due, and what happens then. */
export interface TimerKind {
  /** Stands in each of its timers as `data.kind`: `deadline`. */
  readonly kind: string;
  /** All that falls due by then and has not happened yet, as far as it is recorded: in order of due time, in batches. */
  due(until: InstantText): AsyncIterable<readonly Timer[]>;
  /** Must bear being called twice, at once, too early and too late. */
  readonly fire: Fire;
}

export interface TimekeeperParts {
  readonly databaseUrl: string;
  readonly backend: QueueBackend;
  readonly clock: Clock;
  readonly kinds: readonly TimerKind[];
  /** Milliseconds between sweeps; fifteen seconds unless told otherwise. */
  readonly sweepEveryMs?: number;
  /** Where followers of the log in this process give way while much falls due; nobody does unless told otherwise. */
  readonly rush?: Rush | undefined;
  /** Told of what failed and is tried again, and of what is wrong with a Redis. */
  readonly onProblem: (problem: string) => void;
}

/** How the timekeeper does, for health. */
export interface TimersStanding {
  /** Whether the queue has been opened and is worked on. */
  readonly running: boolean;
  /** Whether the store of the queue answers, as far as is known, and which it is. */
  readonly reachable: boolean;
  readonly store: 'Redis' | 'PostgreSQL';
  /** What is wrong with the settings of the Redis that holds the queue. */
  readonly shortcomings: readonly string[];
  /** What the last sweep could not do; nothing once one could. */
  readonly failing: string | undefined;
}

const QUEUE = 'timers';
const SWEEP_EVERY_MS = 15_000;
const HORIZON_MS = 48 * 3_600_000;
/** What is this late was forgotten by the queue, or it was down: the sweep fires it by itself. */
const GRACE_MS = 5_000;
/** Timers that are put into the queue at once, where several facts ask for some. */
const ARMED_AT_ONCE = 500;
const QUEUE_PATIENCE_MS = 10_000;
const REOPEN_MS = 2_000;

/** Stays in the queue for as long as the queue remembers anything, up to a year. */
const SENTINEL = { id: 'sentinel', data: { kind: 'sentinel' } } as const;
const A_YEAR_MS = 365 * 24 * 3_600_000;

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Sees to it that what falls due is fired: it arms a queue with what comes within 48 hours, and sweeps from a plain
 * interval. The sweep arms what the queue does not have, and fires what is overdue, in order of due time. The queue may
 * forget everything at any moment: then things fire by the next sweep.
 */
export class Timekeeper {
  readonly #parts: TimekeeperParts;
  readonly #sweep: Sweep;
  readonly #arming = new Gathered<Timer>(ARMED_AT_ONCE, async (timers) => {
    if (this.#queue !== undefined) await within(QUEUE_PATIENCE_MS, this.#queue.arm(timers));
  });
  readonly #firing = new Firing(async (timer) => {
    await this.#parts.kinds.find(({ kind }) => kind === timer.data['kind'])?.fire(timer);
  });
  readonly #overdue: Overdue;
  readonly #handedOver: HandedOver;
  /** Timers that this process armed, so that a sweep need not arm them again. */
  #armed: ReadonlySet<string> = new Set();
  #queue: TimerQueue | undefined;
  #opening: Promise<void> | undefined;
  #reopen: NodeJS.Timeout | undefined;
  #shortcomings: readonly string[] = [];
  #failing: string | undefined;
  #stopped = false;

  constructor(parts: TimekeeperParts) {
    this.#parts = parts;
    this.#overdue = new Overdue({
      ...{ firing: this.#firing, rush: parts.rush ?? new Rush() },
      onFailure: (error) => {
        parts.onProblem(`what was due could not be done, and is tried again: ${inWords(error)}`);
      },
    });
    this.#sweep = new Sweep({
      ...{ connectionString: parts.databaseUrl, name: QUEUE, everyMs: parts.sweepEveryMs ?? SWEEP_EVERY_MS },
      sweep: () => this.#sweepNow(),
      onError: (error) => {
        this.#failing = inWords(error);
        parts.onProblem(`a sweep of the timers failed and comes again: ${inWords(error)}`);
      },
    });
    this.#handedOver = new HandedOver({
      firing: this.#firing,
      fireAllDue: (since) => this.#sweep.instead(() => this.#fireAll(parts.clock.now(), since)),
    });
  }

  /** Begins to fire. What the queue needs is opened in the background, so that an absent Redis delays nothing else. */
  start(): void {
    this.#sweep.start();
    this.#opening ??= this.#open();
  }

  /** Finishes what is being fired. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#overdue.stop();
    clearTimeout(this.#reopen);
    await this.#sweep.stop();
    // A store that does not answer is not waited for: what is opened only afterwards is closed at once.
    if (this.#opening !== undefined) await within(QUEUE_PATIENCE_MS, this.#opening).catch(() => undefined);
    if (this.#queue !== undefined) await within(QUEUE_PATIENCE_MS, this.#queue.close()).catch(() => undefined);
  }

  /** The instant up to which timers are armed. */
  horizon(): InstantText {
    return this.#fromNow(HORIZON_MS);
  }

  /** Arms those of the timers that fall due within the horizon. A queue that does not answer is left to the sweep. */
  async arm(timers: readonly Timer[]): Promise<void> {
    const soon = timers.filter(({ dueAt }) => dueAt <= this.horizon());
    if (soon.length === 0) return;
    await this.#arming.add(soon).catch((error: unknown) => {
      this.#parts.onProblem(`timers could not be armed, and are left to the sweep: ${inWords(error)}`);
    });
  }

  /** Sweeps now, unless another process does. Whether this process swept. */
  async sweep(): Promise<boolean> {
    return this.#sweep.once();
  }

  /** The first of what falls due by then and has not happened yet, leaving out some by their ids. */
  async next(until: InstantText, except: ReadonlySet<string>): Promise<Timer | undefined> {
    const firsts = await Promise.all(this.#parts.kinds.map((kind) => firstOf(kind.due(until), except)));
    return firsts
      .filter((timer) => timer !== undefined)
      .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
      .at(0);
  }

  /** Fires all that falls due by then, leaving out some by their ids, in order of due time. Returns the ids of what it fired. */
  async fireDue(until: InstantText, except: ReadonlySet<string>): Promise<readonly string[]> {
    const fired: string[] = [];
    for (const kind of this.#parts.kinds)
      for await (const timers of kind.due(until)) {
        const wanted = timers.filter(({ id }) => !except.has(id));
        await this.#overdue.fire(wanted);
        fired.push(...wanted.map(({ id }) => id));
      }
    return fired;
  }

  standing(): TimersStanding {
    return {
      running: this.#queue !== undefined,
      reachable: this.#queue?.isReachable() ?? false,
      store: this.#parts.backend.kind === 'redis' ? 'Redis' : 'PostgreSQL',
      shortcomings: this.#shortcomings,
      failing: this.#failing,
    };
  }

  async #working(queue: TimerQueue): Promise<TimerQueue> {
    try {
      await queue.work((timer) => this.#handedOver.fire(timer), FIRED_AT_ONCE);
      return queue;
    } catch (error) {
      await within(QUEUE_PATIENCE_MS, queue.close()).catch(() => undefined);
      throw error;
    }
  }

  async #fireAll(until: InstantText, since: number): Promise<void> {
    for (const kind of this.#parts.kinds)
      for await (const timers of kind.due(until)) await this.#overdue.fire(timers, since);
  }

  async #open(): Promise<void> {
    const { backend, clock, onProblem } = this.#parts;
    try {
      if (backend.kind === 'redis') await this.#examine(backend.url);
      const onError = (error: Error): void => {
        onProblem(`the queue of timers: ${error.message}`);
      };
      const onBack = (): void => {
        if (backend.kind === 'redis') this.#examine(backend.url).catch(onError);
        void this.#sweep.once();
      };
      const queue = await TimerQueue.open({ name: QUEUE, backend, clock, onError, onBack });
      if (this.#stopped) await queue.close();
      else {
        this.#queue = await this.#working(queue);
        void this.#sweep.once();
      }
    } catch (error) {
      onProblem(`the queue of timers cannot be opened, and is tried again: ${inWords(error)}`);
      if (!this.#stopped)
        this.#reopen = setTimeout(() => {
          this.#opening = this.#open();
        }, REOPEN_MS);
    }
  }

  async #examine(url: string): Promise<void> {
    this.#shortcomings = await redisShortcomings(url);
    for (const shortcoming of this.#shortcomings) this.#parts.onProblem(shortcoming);
  }

  async #sweepNow(): Promise<void> {
    const until = this.horizon();
    await this.#fireAll(this.#fromNow(-GRACE_MS), performance.now());
    await this.#rearm(until);
    this.#failing = undefined;
  }

  async #rearm(until: InstantText): Promise<void> {
    const queue = this.#queue;
    if (queue === undefined) return;
    const arm = (timers: readonly Timer[]): Promise<void> => within(QUEUE_PATIENCE_MS, queue.arm(timers));
    const remembers = await within(QUEUE_PATIENCE_MS, queue.holds(SENTINEL.id));
    const before = remembers ? this.#armed : new Set();
    const armed = new Set<string>();
    for (const kind of this.#parts.kinds)
      for await (const timers of kind.due(until)) {
        if (this.#stopped) return;
        const missing = timers.filter(({ id }) => !before.has(id));
        if (missing.length > 0) await arm(missing);
        for (const { id } of timers) armed.add(id);
      }
    this.#armed = armed;
    if (!remembers) await arm([{ ...SENTINEL, dueAt: this.#fromNow(A_YEAR_MS) }]);
  }

  #fromNow(milliseconds: number): InstantText {
    return new Date(Date.parse(this.#parts.clock.now()) + milliseconds).toISOString();
  }
}

const firstOf = async (
  batches: AsyncIterable<readonly Timer[]>,
  except: ReadonlySet<string>,
): Promise<Timer | undefined> => {
  for await (const timers of batches) {
    const first = timers.find(({ id }) => !except.has(id));
    if (first !== undefined) return first;
  }
  return undefined;
};
