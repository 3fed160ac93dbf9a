import { type Tail } from '../appending/sealing.js';

/** The tails of the streams that were used last. What is in here was committed once; another process may have gone on since. */
export class Tails {
  readonly #tails = new Map<string, Tail>();

  constructor(private readonly most: number) {}

  get(stream: string): Tail | undefined {
    return this.#tails.get(stream);
  }

  has(stream: string): boolean {
    return this.#tails.has(stream);
  }

  /** Keeps the later one of what is known and what is given. */
  learn(stream: string, tail: Tail): void {
    const known = this.#tails.get(stream);
    this.#tails.delete(stream);
    this.#tails.set(stream, known !== undefined && known.revision > tail.revision ? known : tail);
    if (this.#tails.size > this.most) this.#forgetOldest();
  }

  /** Takes what the log itself says of a stream that nobody here is writing to; nothing where there is no stream. */
  correct(stream: string, tail: Tail | undefined): void {
    this.#tails.delete(stream);
    if (tail !== undefined) this.learn(stream, tail);
  }

  clear(): void {
    this.#tails.clear();
  }

  #forgetOldest(): void {
    for (const stream of this.#tails.keys()) {
      this.#tails.delete(stream);
      return;
    }
  }
}
