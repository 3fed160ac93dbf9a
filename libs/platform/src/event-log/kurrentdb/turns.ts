/** Lets the work on one stream go one after the other, and the work on different streams side by side. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(stream) ?? Promise.resolve();
    const mine = before.then(work, work);
    const over = mine.catch(() => undefined);
    this.#last.set(stream, over);
    try {
      return await mine;
    } finally {
      if (this.#last.get(stream) === over) this.#last.delete(stream);
    }
  }

  /** Resolves when all that was begun has ended, well or not. */
  async over(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
