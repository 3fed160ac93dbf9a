import { type SubjectEntry } from './subject-fold.js';

/** The subjects last followed, so that they need not be read again; forgets those that were not used for longest. */
export class SubjectCache {
  readonly #kept = new Map<string, { readonly entry: SubjectEntry; readonly size: number }>();
  #size = 0;

  /** @param limit characters of kept states, all together */
  constructor(private readonly limit = 16_000_000) {}

  get(stream: string): SubjectEntry | undefined {
    const kept = this.#kept.get(stream);
    if (kept === undefined) return undefined;
    this.#kept.delete(stream);
    this.#kept.set(stream, kept);
    return kept.entry;
  }

  /** @param size characters of its state as JSON */
  set(stream: string, entry: SubjectEntry, size: number): void {
    this.#forget(stream);
    this.#kept.set(stream, { entry, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.limit) break;
      this.#forget(oldest);
    }
  }

  clear(): void {
    this.#kept.clear();
    this.#size = 0;
  }

  #forget(stream: string): void {
    this.#size -= this.#kept.get(stream)?.size ?? 0;
    this.#kept.delete(stream);
  }
}
