/**
 * Lets those who share a key go one after another, in the order in which they came; others go past them. Spares one
 * process most conflicts with itself on one stream. Correctness never rests on it: other processes write too.
 */
export class Turns {
  private readonly lastInLine = new Map<string, Promise<unknown>>();

  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.lastInLine.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.lastInLine.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.lastInLine.get(key) === mine) this.lastInLine.delete(key);
    }
  }

  /** Resolves when all that was begun has ended, well or not. */
  async over(): Promise<void> {
    await Promise.allSettled(this.lastInLine.values());
  }
}
