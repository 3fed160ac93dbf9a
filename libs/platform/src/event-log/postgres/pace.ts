/** What a fact costs this process and whoever appends it, in milliseconds: roughly, on a usual machine. */
const OURS = 0.1;
/** What each fact adds to the time until its group is answered, in milliseconds: as roughly. */
const ADDED = 0.065;
/** Fewer facts are carried by one group. */
const WORTH_TWO = 8;
/** How much the latest group counts in what is expected of the next. */
const SHARE_OF_LATEST = 1 / 16;

/**
 * Tells whether facts are carried sooner by two groups than by one. While the server writes one, this process puts the other
 * together, but then the server waits for the disk twice: so two groups pay where the facts cost this process more than one wait.
 * The wait is learned from the groups that were answered, since one disk takes a tenth of a millisecond for it and another ten. Times
 * are in milliseconds, by `performance.now()`.
 */
export class Pace {
  #wait = Number.POSITIVE_INFINITY;
  #answeredAt = Number.NEGATIVE_INFINITY;

  /** A group was answered; the server began with it once it was sent, and the one in front of it answered. */
  answered(facts: number, sentAt: number, answeredAt: number): void {
    const wait = Math.max(0, answeredAt - Math.max(sentAt, this.#answeredAt) - facts * ADDED);
    this.#answeredAt = answeredAt;
    this.#wait = this.#wait === Number.POSITIVE_INFINITY ? wait : this.#wait + (wait - this.#wait) * SHARE_OF_LATEST;
  }

  /** Whether to carry so many facts by two groups. */
  isForTwo(facts: number): boolean {
    return facts >= WORTH_TWO && facts * OURS > this.#wait;
  }
}
