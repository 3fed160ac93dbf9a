import { LatelyUsed, type RecordedFact } from '#kernel';
import { type EventLog } from '../event-log/event-log.js';

/** Facts that are kept, all together. */
const KEPT = 20_000;

/**
 * What a subject's stream held up to a revision, read from the log. Several projections that fold the same page ask for the
 * same streams at the same time: each is read once for all of them.
 */
export class StreamHistory {
  readonly #read = new LatelyUsed<readonly RecordedFact[]>(KEPT);
  readonly #reading = new Map<string, Promise<readonly RecordedFact[]>>();
  #forgotten = 0;

  constructor(private readonly log: Pick<EventLog, 'readStream'>) {}

  /** @throws Error when the log holds less than was once read from it */
  async upTo(stream: string, revision: number): Promise<readonly RecordedFact[]> {
    const read = this.#read.get(stream);
    const facts = read !== undefined && read.length > revision ? read : await this.#readOnce(stream, revision);
    if (facts.length <= revision)
      throw new Error(`${stream}: the log holds ${facts.length} facts, and held ${revision + 1}; is it the same log?`);
    return facts.length === revision + 1 ? facts : facts.slice(0, revision + 1);
  }

  /** The log may be another one, restored from a copy: what was read of it does not count any more. */
  forget(): void {
    this.#forgotten += 1;
    this.#read.clear();
    this.#reading.clear();
  }

  #readOnce(stream: string, revision: number): Promise<readonly RecordedFact[]> {
    const place = `${stream}@${revision}`;
    const underWay = this.#reading.get(place);
    if (underWay !== undefined) return underWay;
    const forgotten = this.#forgotten;
    const reading = this.log
      .readStream(stream, { limit: revision + 1 })
      .then((facts) => {
        if (forgotten === this.#forgotten) this.#read.set(stream, facts, facts.length);
        return facts;
      })
      .finally(() => {
        if (forgotten === this.#forgotten) this.#reading.delete(place);
      });
    this.#reading.set(place, reading);
    return reading;
  }
}
