import { type RecordedFact } from '#kernel';
import { type SealedFact, type Tail, tailOf } from '../appending/sealing.js';

/** What is remembered of a stream: enough to seal the next fact, and to tell a repeated id. */
export interface KnownStream {
  tail: Tail | undefined;
  /** When the server was last asked about its end, in milliseconds of `performance.now()`. */
  asOf: number;
  readonly revisions: Map<string, number>;
}

/** About 100 bytes each. */
const MOST_IDS = 200_000;

/**
 * The streams that this process has appended to lately. A stream only grows, so what is known of it stays true; whoever
 * asks reads what has come since.
 */
export class KnownStreams {
  readonly #streams = new Map<string, KnownStream>();
  #ids = 0;

  /** The stream as far as it is known; nothing known when it was not met before, or long ago. */
  of(stream: string): KnownStream {
    const known = this.#streams.get(stream) ?? {
      tail: undefined,
      asOf: Number.NEGATIVE_INFINITY,
      revisions: new Map<string, number>(),
    };
    this.#streams.delete(stream);
    this.#streams.set(stream, known);
    return known;
  }

  /** Takes in what follows on what is known, up to the end that the stream had when the server was asked. */
  learn(stream: string, facts: readonly (RecordedFact | SealedFact)[], asOf: number): void {
    const known = this.of(stream);
    known.asOf = asOf;
    for (const fact of facts) {
      known.tail = tailOf(fact);
      known.revisions.set(fact.id, fact.revision);
    }
    this.#ids += facts.length;
    this.#forgetOldest(stream);
  }

  forget(stream: string): void {
    this.#ids -= this.#streams.get(stream)?.revisions.size ?? 0;
    this.#streams.delete(stream);
  }

  #forgetOldest(butNot: string): void {
    for (const stream of this.#streams.keys()) {
      if (this.#ids <= MOST_IDS || stream === butNot) return;
      this.forget(stream);
    }
  }
}
