import { setTimeout as pause } from 'node:timers/promises';
import { Lease } from '../processes/lease.js';
import { ClockWalk, type WalkParts } from './clock-walk.js';
import { type DemoClock } from './demo-clock.js';

export interface MoverParts extends WalkParts {
  readonly clock: DemoClock;
  readonly databaseUrl: string;
  /** Told of what failed and is tried again. */
  readonly onProblem: (problem: string) => void;
}

const LOOK_EVERY_MS = 25;
const TRY_AGAIN_MS = 1_000;

/**
 * Moves a demo's clock wherever an operator wants it, in a process that keeps timers; of several, one does. What a process
 * that ended has begun, the next one takes up.
 */
export class ClockMover {
  readonly #parts: MoverParts;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: MoverParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Leaves the way where it is. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped())
      try {
        await this.#underLease();
        await this.#pause(TRY_AGAIN_MS);
      } catch (error) {
        if (this.#isStopped()) return;
        this.#parts.onProblem(`the clock could not be moved, and is moved again: ${String(error)}`);
        await this.#pause(TRY_AGAIN_MS);
      }
  }

  #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #underLease(): Promise<void> {
    const lease = await Lease.take(this.#parts.databaseUrl, 'demo clock');
    if (lease === undefined) return;
    const signal = AbortSignal.any([this.#stopping.signal, lease.lost]);
    try {
      while (!signal.aborted) {
        const { headingFor, undone } = await this.#parts.clock.look();
        if (headingFor !== undefined) await new ClockWalk(this.#parts, signal).to(headingFor);
        else if (undone > 0) await this.#lookAfterUndone();
        else await this.#pause(LOOK_EVERY_MS);
      }
    } finally {
      await lease.end();
    }
  }

  /** What could not be done on the way is done by the sweep sooner or later; then nothing is said of it any more. */
  async #lookAfterUndone(): Promise<void> {
    const { clock, timekeeper } = this.#parts;
    const due = await timekeeper.next(clock.now(), new Set());
    if (due === undefined) await clock.tables.tell({ doing: undefined, undone: 0 });
    else await this.#pause(TRY_AGAIN_MS);
  }

  async #pause(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}
