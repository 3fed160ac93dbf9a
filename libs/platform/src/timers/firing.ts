import { LatelyUsed } from '#kernel';
import { type Fire, type Timer } from './timer.js';

/** Timers that are known to have been fired, at most. */
const KNOWN = 20_000;

/**
 * What this process fires. The queue and the sweep come upon the same timers when many are due: what one of them is
 * firing the other waits for, and what one has fired the other need not fire again.
 */
export class Firing {
  readonly #underway = new Map<string, Promise<void>>();
  readonly #firedAt = new LatelyUsed<number>(KNOWN);
  #ended = 0;

  constructor(private readonly fire: Fire) {}

  /** Fires a timer, or waits with whoever is firing it. @throws what the firing throws */
  async once(timer: Timer): Promise<void> {
    const underway = this.#underway.get(timer.id) ?? this.#begin(timer);
    await underway;
  }

  /** Whether a timer was fired without fault, as far as that is known, since then by `performance.now()`. */
  hasFired(id: string, since = 0): boolean {
    const firedAt = this.#firedAt.get(id);
    return firedAt !== undefined && firedAt >= since;
  }

  /** How many firings have ended, well or not. */
  get ended(): number {
    return this.#ended;
  }

  #begin(timer: Timer): Promise<void> {
    const firing = this.#fire(timer).finally(() => {
      this.#underway.delete(timer.id);
      this.#ended += 1;
    });
    this.#underway.set(timer.id, firing);
    return firing;
  }

  async #fire(timer: Timer): Promise<void> {
    await this.fire(timer);
    this.#firedAt.set(timer.id, performance.now(), 1);
  }
}
