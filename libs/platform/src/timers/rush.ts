import { Bell } from '../event-log/bell.js';

/** So long, in milliseconds, whoever gives way looks at the log no more than once. */
const GIVES_WAY_MS = 5_000;

/**
 * Much that falls due at once, as seen by those who only follow the facts in the same process (read models, processes).
 * While it goes on they look at the log seldom and find more at a time, which takes a fraction of the work; unless
 * somebody waits for what follows.
 */
export class Rush {
  readonly #givesWayMs: number;
  readonly #bell = new Bell();
  #firing = 0;
  #waiting = 0;

  constructor(givesWayMs = GIVES_WAY_MS) {
    this.#givesWayMs = givesWayMs;
  }

  /** Does what goes first. @throws what it throws */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#firing += 1;
    try {
      return await work();
    } finally {
      this.#firing -= 1;
      this.#bell.ring();
    }
  }

  /** Waits for what follows: nobody gives way meanwhile. @throws what the waiting throws */
  async nonetheless<Result>(waiting: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    this.#bell.ring();
    try {
      return await waiting();
    } finally {
      this.#waiting -= 1;
    }
  }

  /** The same items, the next one asked for once there is no rush, somebody waits for it, or five seconds have gone by. */
  async *givenWay<Item>(source: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item, void, undefined> {
    for await (const item of source) {
      yield item;
      await this.#over(signal);
    }
  }

  async #over(signal: AbortSignal): Promise<void> {
    const end = performance.now() + this.#givesWayMs;
    for (let left = this.#givesWayMs; left > 0; left = end - performance.now()) {
      if (this.#firing === 0 || this.#waiting > 0 || signal.aborted) return;
      await this.#bell.after(this.#bell.rings, signal, left);
    }
  }
}
