import { type InstantText, type RecordedFact } from '#kernel';
import { conflictOf, repeatOf } from '../appending/admission.js';
import { type PreparedAppend } from '../appending/preparation.js';
import { seal, type SealedFact, type Tail } from '../appending/sealing.js';
import { type View } from './writing.js';

/** What becomes of an append. */
export type Verdict =
  | { readonly verdict: 'admitted'; readonly facts: readonly SealedFact[] }
  | { readonly verdict: 'repeated'; readonly facts: readonly RecordedFact[] }
  | { readonly verdict: 'refused'; readonly error: unknown };

/** Judges appends one after the other, each on what those before it would leave behind. */
export class Judge {
  readonly #tails: Map<string, Tail>;
  readonly #held: View['held'];

  constructor(
    { tails, held }: View,
    private readonly now: InstantText,
  ) {
    this.#tails = new Map(tails);
    this.#held = held;
  }

  judge(append: PreparedAppend): Verdict {
    try {
      const repeated = repeatOf(append, this.#held);
      if (repeated !== undefined) return { verdict: 'repeated', facts: repeated };
    } catch (error) {
      return { verdict: 'refused', error };
    }
    const tail = this.#tails.get(append.stream);
    const conflict = conflictOf(append, tail);
    if (conflict !== undefined) return { verdict: 'refused', error: conflict };
    const sealed = seal(append, tail, this.now);
    this.#tails.set(append.stream, sealed.tail);
    return { verdict: 'admitted', facts: sealed.facts };
  }
}
