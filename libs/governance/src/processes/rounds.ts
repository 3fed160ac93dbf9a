/** Does the work of a name for all that asked for it meanwhile, one round after the other, each name by itself. */
export class Rounds<Item> {
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, { readonly items: Item[]; readonly done: Promise<void> }>();

  constructor(private readonly work: (name: string, items: readonly Item[]) => Promise<void>) {}

  /** Resolves when a round that had the item has ended. @throws what that round threw */
  async join(name: string, item: Item): Promise<void> {
    const next = this.#next.get(name);
    if (next !== undefined) {
      next.items.push(item);
      return next.done;
    }
    const items = [item];
    const done = this.#after(this.#running.get(name), name, items);
    this.#next.set(name, { items, done });
    this.#running.set(name, done);
    try {
      await done;
    } finally {
      if (this.#running.get(name) === done) this.#running.delete(name);
    }
  }

  async #after(before: Promise<void> | undefined, name: string, items: readonly Item[]): Promise<void> {
    await before?.catch(() => undefined);
    this.#next.delete(name);
    await this.work(name, items);
  }
}
