interface Waiting<Item> {
  readonly items: readonly Item[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Does one thing with the items of many callers: what comes while it is being done is done together after that, so many
 * items at a time. Each caller waits for its own.
 */
export class Gathered<Item> {
  #waiting: Waiting<Item>[] = [];
  #busy = false;

  constructor(
    private readonly most: number,
    private readonly work: (items: readonly Item[]) => Promise<void>,
  ) {}

  /** @throws what the work throws for the items that it was given with these */
  add(items: readonly Item[]): Promise<void> {
    return new Promise<void>((done, failed) => {
      this.#waiting.push({ items, done, failed });
      void this.#go();
    });
  }

  async #go(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    // Who asks in the same breath shares the first time already.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#take(this.#next());
    this.#busy = false;
  }

  /** Those who came first, and as many after them as go together. */
  #next(): readonly Waiting<Item>[] {
    let count = 0;
    const more = this.#waiting.findIndex(({ items }) => (count += items.length) > this.most);
    return this.#waiting.splice(0, more < 0 ? this.#waiting.length : Math.max(1, more));
  }

  async #take(together: readonly Waiting<Item>[]): Promise<void> {
    try {
      await this.work(together.flatMap(({ items }) => items));
      for (const { done } of together) done();
    } catch (error) {
      for (const { failed } of together) failed(error);
    }
  }
}
