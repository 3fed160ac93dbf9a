import { type InstantText } from '#kernel';
import { type Timekeeper } from '../timers/index.js';
import { type DemoClock } from './demo-clock.js';
import { type RestParts, untilAtRest } from './rest.js';

export interface WalkParts extends RestParts {
  readonly clock: Pick<DemoClock, 'now' | 'moveTo' | 'tables'>;
  readonly timekeeper: Pick<Timekeeper, 'next' | 'fireDue'>;
}

/** What is still due after being fired so often is left to the sweep, which tries it again. */
const MOST_FIRINGS = 3;

/**
 * Moves a demo's clock to an instant, stopping on the way wherever something falls due: there it happens, and whatever
 * follows from it, before the clock goes on. So everything happens in the order of its time, as if nobody had jumped.
 */
export class ClockWalk {
  readonly #parts: WalkParts;
  readonly #signal: AbortSignal;
  readonly #firings = new Map<string, number>();
  readonly #undone = new Set<string>();

  /** @param signal ends the walk wherever it is; another takes it up from there */
  constructor(parts: WalkParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
  }

  /** @throws the signal's reason when it is aborted, and whatever the database says */
  async to(target: InstantText): Promise<void> {
    const { clock, timekeeper } = this.#parts;
    for (;;) {
      await this.#rest();
      const next = await timekeeper.next(target, this.#undone);
      if (next === undefined) break;
      if (clock.now() < next.dueAt) await clock.moveTo(next.dueAt);
      await this.#tell(`lets happen what fell due at ${next.dueAt}`);
      await this.#fire(next.dueAt);
    }
    if (clock.now() < target) await clock.moveTo(target);
    await this.#rest();
    await clock.tables.arrive(target, this.#undone.size);
  }

  async #fire(dueAt: InstantText): Promise<void> {
    for (const id of await this.#parts.timekeeper.fireDue(dueAt, this.#undone)) {
      const firings = (this.#firings.get(id) ?? 0) + 1;
      this.#firings.set(id, firings);
      if (firings >= MOST_FIRINGS) this.#undone.add(id);
    }
  }

  #rest(): Promise<void> {
    return untilAtRest(this.#parts, { signal: this.#signal, tell: (doing) => this.#tell(doing) });
  }

  #tell(doing: string): Promise<void> {
    this.#signal.throwIfAborted();
    return this.#parts.clock.tables.tell({ doing, undone: this.#undone.size });
  }
}
