import { type Firing } from './firing.js';
import { type Timer } from './timer.js';
import { within } from './within.js';

/** So many that a queue hands over at once are a rush. */
const A_RUSH = 64;
/** Where a rush has ended nothing for so long, the queue no longer waits for it. */
const PATIENCE_MS = 5_000;
/** How soon after a rush, or after another process was found to have the lock for it, there may be another. */
const BETWEEN_RUSHES_MS = 1_000;
/** How far back it is remembered in a rush what was fired: as long as read models may take to show it. */
const LATELY_MS = 60_000;

export interface HandedOverParts {
  readonly firing: Firing;
  /**
   * Fires all that is due, as far as the read models show it, leaving out what was fired since then by
   * `performance.now()`; nothing where another process does. Never fails.
   */
  readonly fireAllDue: (since: number) => Promise<unknown>;
}

/**
 * What a queue has handed over and does not have back yet. A queue takes as long to hand something over and to note that it is
 * done as the firing itself. So where it hands over much at once, all that is due is fired first, and the queue hears of
 * it after that.
 */
export class HandedOver {
  readonly #parts: HandedOverParts;
  #count = 0;
  #isRush = false;
  #noRushBefore = 0;
  /** For as long as the queue is to wait for a rush. */
  #rushGoesOn: Promise<void> | undefined;

  constructor(parts: HandedOverParts) {
    this.#parts = parts;
  }

  /** What this process has fired is done; were it not, the next sweep would find it again. @throws what the firing throws */
  async fire(timer: Timer): Promise<void> {
    this.#count += 1;
    try {
      if (this.#count >= A_RUSH) this.#rush();
      await this.#rushGoesOn;
      if (!this.#parts.firing.hasFired(timer.id)) await this.#parts.firing.once(timer);
    } finally {
      this.#count -= 1;
    }
  }

  #rush(): void {
    if (this.#isRush || performance.now() < this.#noRushBefore) return;
    this.#isRush = true;
    const rush = this.#parts.fireAllDue(performance.now() - LATELY_MS).finally(() => {
      this.#isRush = false;
      this.#noRushBefore = performance.now() + BETWEEN_RUSHES_MS;
    });
    this.#rushGoesOn = this.#whileItGoesOn(rush);
  }

  async #whileItGoesOn(rush: Promise<unknown>): Promise<void> {
    const { firing } = this.#parts;
    for (let before = -1; this.#isRush && firing.ended > before;) {
      before = firing.ended;
      await within(PATIENCE_MS, rush).catch(() => undefined);
    }
  }
}
