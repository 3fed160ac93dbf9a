import type pg from 'pg';
import { takesNoFacts } from './failures.js';

/** What the server said when it took no facts, until it takes some again. */
export class LastRefusal {
  #last: pg.DatabaseError | undefined;

  /** `changed` is told once of each kind of refusal in a row, and once of their end. */
  constructor(private readonly changed: (refusal: string | undefined) => void) {}

  /** Its code and the first line: `25006: cannot execute UPDATE in a read-only transaction`. Nothing of the facts. */
  get inWords(): string | undefined {
    return this.#last && `${this.#last.code ?? 'no code'}: ${this.#last.message.split('\n', 1)[0] ?? ''}`;
  }

  /** A group failed: only that the server takes no facts is remembered. */
  failed(error: unknown): void {
    if (!takesNoFacts(error)) return;
    const before = this.#last?.code;
    this.#last = error;
    if (before !== error.code) this.changed(this.inWords);
  }

  /** Facts were written. */
  taken(): void {
    if (this.#last === undefined) return;
    this.#last = undefined;
    this.changed(undefined);
  }
}
