import { lanesOf, sideBySide } from '../processes/side-by-side.js';
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
  readonly #stopping = new AbortController();

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
    this.#stopping.abort();
  }

  async #inOrder(timers: readonly Timer[]): Promise<void> {
    const { firing, onFailure } = this.#parts;
    const fire = (_id: string, timer: Timer): Promise<void> => firing.once(timer).catch(onFailure);
    const { signal } = this.#stopping;
    for (const sameInstant of lanesOf(timers.map((timer) => [timer.dueAt, timer])).values())
      await sideBySide(lanesOf(sameInstant.map((timer) => [timer.id, timer])), fire, { atOnce: FIRED_AT_ONCE, signal });
  }
}
