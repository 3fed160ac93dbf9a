import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, type InstantText } from '#kernel';
import { type ClockTables, type StoredClock } from './clock-tables.js';

/** The header with which every answer of a demo says so, and what its clock shows. */
export const DEMO_CLOCK_HEADER = 'Minutebook-Demo-Clock';

const LOOK_EVERY_MS = 50;
const TELL_EVERY_MS = 1_000;

/**
 * The clock of a demo: the machine's, and so far ahead of it as the store says. It ticks, and only ever jumps forwards.
 * All processes on the store go by the same one: each looks what the store says several times a second.
 */
export class DemoClock implements Clock {
  readonly #id = randomUUID();
  readonly #stopping = new AbortController();
  #stored: StoredClock;
  /** What this process told others last: the step by which it goes, and when. */
  #told = { steps: -1, at: Number.NEGATIVE_INFINITY };
  #following: Promise<void> | undefined;

  constructor(
    readonly tables: ClockTables,
    private readonly machine: Clock,
    stored: StoredClock,
  ) {
    this.#stored = stored;
  }

  now(): InstantText {
    return new Date(this.#machineNow() + this.#stored.aheadMs).toISOString();
  }

  /** How the clock stands, as this process saw it last. */
  get stored(): StoredClock {
    return this.#stored;
  }

  /** Looks what the store says now. @throws what the database says */
  async look(): Promise<StoredClock> {
    const stored = await this.tables.read();
    if (stored !== undefined && stored.steps >= this.#stored.steps) this.#stored = stored;
    if (this.#stored.steps > this.#told.steps) await this.#tell();
    return this.#stored;
  }

  /** Moves the clock to the instant for every process; where it shows a later one already, it stays. */
  async moveTo(instant: InstantText): Promise<void> {
    const stored = await this.tables.step(Date.parse(instant) - this.#machineNow());
    this.#stored = stored;
    await this.#tell();
    while ((await this.tables.lagging(stored.steps)) > 0) await pause(LOOK_EVERY_MS / 10);
  }

  /** Goes by what the store says, from now on. */
  follow(): void {
    this.#following ??= this.#follow();
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
    await this.tables.leave(this.#id).catch(() => undefined);
    await this.tables.close();
  }

  #machineNow(): number {
    return Date.parse(this.machine.now());
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // A database that is away for a moment is looked at again; until then the clock ticks as it did.
      await this.look()
        .then(() => (this.#isSilent() ? this.#tell() : undefined))
        .catch(() => undefined);
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  #isSilent(): boolean {
    return performance.now() - this.#told.at > TELL_EVERY_MS;
  }

  /** Tells whoever moves the clock that this process runs, and by which step it goes. */
  async #tell(): Promise<void> {
    const { steps } = this.#stored;
    await this.tables.follow(this.#id, steps);
    this.#told = { steps, at: performance.now() };
  }
}
