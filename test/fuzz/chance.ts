/** Chance that can be had again: the same seed gives the same choices in the same order. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and without, 1. Mulberry32, a public-domain generator. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to, and without, the limit. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** Whether it happens, once in so many times. */
  onceIn(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<Choice>(choices: readonly Choice[]): Choice {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new RangeError('there is nothing to choose from');
    return choice;
  }
}
