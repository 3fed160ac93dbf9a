import { grownBy, LatelyUsed, type RecordedFact } from '#kernel';

/** Facts that are kept, all together. */
const KEPT = 20_000;
/** A stream of more facts is read anew each time; that of the deadlines of a plan with 1,200 dates has 6,000 when they are set. */
const MOST_OF_ONE = 10_000;

const NOTHING: readonly RecordedFact[] = [];

/**
 * The beginnings of the streams that were read last. The log never changes what it holds, so of these only what came since
 * has to be read.
 */
export class KnownStreams {
  readonly #streams = new LatelyUsed<readonly RecordedFact[]>(KEPT);
  #forgotten = 0;

  /** How often all was forgotten: what was known before is not to be gone on from after it. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** The first facts of a stream, as many as are known. */
  of(stream: string): readonly RecordedFact[] {
    return this.#streams.get(stream) ?? NOTHING;
  }

  /** The stream as far as it was known, with what was read after that. The same list for all who know the same. */
  grown(stream: string, known: readonly RecordedFact[], more: readonly RecordedFact[]): readonly RecordedFact[] {
    if (more.length === 0) return known;
    const latest = this.of(stream);
    const length = known.length + more.length;
    if (latest.length === length) return latest;
    const facts = grownBy(known, more);
    if (length > latest.length && length <= MOST_OF_ONE) this.#streams.set(stream, facts, length);
    return facts;
  }

  /** The server may be another one, which lacks what it was too late to be told. */
  forget(): void {
    this.#forgotten += 1;
    this.#streams.clear();
  }
}
