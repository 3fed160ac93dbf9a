/** What was used lately, up to a weight; what was not used for longest is forgotten first. */
export class LatelyUsed<Item> {
  readonly #kept = new Map<string, { readonly item: Item; readonly weight: number }>();
  #weight = 0;

  constructor(private readonly limit: number) {}

  get(key: string): Item | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.item;
  }

  set(key: string, item: Item, weight: number): void {
    this.#forget(key);
    this.#kept.set(key, { item, weight });
    this.#weight += weight;
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= this.limit) break;
      this.#forget(oldest);
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#weight = 0;
  }

  #forget(key: string): void {
    this.#weight -= this.#kept.get(key)?.weight ?? 0;
    this.#kept.delete(key);
  }
}
