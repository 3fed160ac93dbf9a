import { type Delivery, type Mail, type Post } from './mail.js';

export interface Patience {
  /** Told once when mail can no longer be handed over, and once when it can again. */
  readonly onChange: (trouble: string | undefined) => void;
  /** Told what was said with each mail that was refused. */
  readonly onRefusal?: (words: string) => void;
  /** Milliseconds before a first and between last tries; a second, and five minutes, unless told otherwise. */
  readonly first?: number;
  readonly longest?: number;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;
/** For so long it is taken to be reachable without being asked. */
const FRESH_MS = 1_000;

/** A post that, while it cannot be reached, is asked again ever more rarely. */
export class PatientPost implements Post {
  readonly #post: Post;
  readonly #patience: Patience;
  #trouble: string | undefined;
  #failures = 0;
  /** On the machine's own clock, whatever a demo's says. */
  #askAgainAt = 0;
  #reachedAt = Number.NEGATIVE_INFINITY;

  constructor(post: Post, patience: Patience) {
    this.#post = post;
    this.#patience = patience;
  }

  /** Why mail cannot be handed over; nothing as far as is known. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** @throws what is in the way, now or when it was last tried */
  async reach(): Promise<void> {
    if (performance.now() < this.#askAgainAt) throw new Error(this.#trouble ?? 'mail cannot be handed over yet');
    if (performance.now() < this.#reachedAt + FRESH_MS) return;
    try {
      await this.#post.reach();
      this.#mended();
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  async deliver(mail: Mail): Promise<Delivery> {
    try {
      const delivery = await this.#post.deliver(mail);
      if (delivery.outcome === 'unreached') this.#failed(delivery.reason);
      else this.#mended();
      if (delivery.outcome === 'refused') this.#patience.onRefusal?.(delivery.words ?? delivery.reason);
      return delivery;
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#post.close();
  }

  #mended(): void {
    if (this.#trouble !== undefined) this.#patience.onChange(undefined);
    this.#trouble = undefined;
    this.#failures = 0;
    this.#askAgainAt = 0;
    this.#reachedAt = performance.now();
  }

  #failed(error: unknown): void {
    const trouble = error instanceof Error ? error.message : String(error);
    if (this.#trouble === undefined) this.#patience.onChange(trouble);
    const { first = FIRST_MS, longest = LONGEST_MS } = this.#patience;
    this.#trouble = trouble;
    this.#reachedAt = Number.NEGATIVE_INFINITY;
    this.#askAgainAt = performance.now() + Math.min(longest, first * 2 ** Math.min(this.#failures, 20));
    this.#failures += 1;
  }
}
