import { type Firing } from './firing.js';
import { type Rush } from './rush.js';
import { type Timer } from './timer.js';

/** Timers that are fired at once: what their firing reads and writes shares statements with one another. */
export const FIRED_AT_ONCE = 128;

export interface OverdueParts {
  readonly firing: Firing;
  readonly rush: Rush;
  /** Told of what failed, and is tried again. */
  readonly onFailure: (error: unknown) => void;
}

/** Fires what is overdue: what fell due at one instant side by side, and nothing before what was due earlier. */
export class Overdue {
  readonly #parts: OverdueParts;
  #stopped = false;

  constructor(parts: OverdueParts) {
    this.#parts = parts;
  }

  /**
   * @param timers in order of due time
   * @param since what was fired after it, by `performance.now()`, is left out: what was read may not show it yet
   */
  async fire(timers: readonly Timer[], since = Infinity): Promise<void> {
    const { firing, rush } = this.#parts;
    const left = timers.filter(({ id }) => !firing.hasFired(id, since));
    await (left.length < FIRED_AT_ONCE ? this.#inOrder(left) : rush.during(() => this.#inOrder(left)));
  }

  /** Fires nothing more; what is being fired ends. */
  stop(): void {
    this.#stopped = true;
  }

  async #inOrder(timers: readonly Timer[]): Promise<void> {
    for (const sameInstant of byInstant(timers)) {
      const coming = sameInstant.values();
      await Promise.all(Array.from({ length: FIRED_AT_ONCE }, () => this.#oneByOne(coming)));
    }
  }

  async #oneByOne(coming: Iterable<Timer>): Promise<void> {
    for (const timer of coming) {
      if (this.#stopped) return;
      await this.#parts.firing.once(timer).catch(this.#parts.onFailure);
    }
  }
}

/** Timers in order, cut where the due time changes. */
const byInstant = (timers: readonly Timer[]): readonly (readonly Timer[])[] => {
  const instants: Timer[][] = [];
  for (const timer of timers) {
    const last = instants.at(-1);
    if (last !== undefined && last[0]?.dueAt === timer.dueAt) last.push(timer);
    else instants.push([timer]);
  }
  return instants;
};
