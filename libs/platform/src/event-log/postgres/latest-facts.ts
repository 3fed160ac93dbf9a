import { type Position, type RecordedFact } from '#kernel';
import { type Bell } from '../bell.js';
import { type LogBatch } from '../event-log.js';
import { placeOf, positionOf } from '../position.js';
import { startsWithAny } from '../prefixes.js';
import { type Connections } from './connections.js';
import { type NextBatch, readPlaces } from './reading.js';

export interface LatestFactsParts {
  readonly connections: Connections;
  readonly bell: Bell;
  /** Facts kept, at most. */
  readonly kept?: number;
}

const KEPT = 5_000;
/** Facts read at once, at most. */
const AT_ONCE = 500;

/** Some facts without a gap, up to a place. */
interface Stretch {
  readonly facts: readonly RecordedFact[];
  readonly to: number;
  /** Nothing comes after it, as far as the bell has told. */
  readonly isEnd: boolean;
}

/**
 * The end of the log, read once for all who follow it in this process. Positions have no hole and are committed in their
 * order, so the facts between two places are all there are. Whoever is further behind reads by itself.
 */
export class LatestFacts {
  readonly #parts: LatestFactsParts;
  #facts: RecordedFact[] = [];
  /** The place after which the kept facts begin; nothing while nobody has come to the end. */
  #after: number | undefined;
  /** How often the bell had rung before the end was last seen. */
  #endSeenAt = -1;
  #forgotten = 0;
  #reading: { readonly rings: number; readonly done: Promise<boolean> } | undefined;

  constructor(parts: LatestFactsParts) {
    this.#parts = parts;
  }

  /** How to go on reading: from what is kept where that reaches back so far, else as `read` does. */
  nextBatch(read: NextBatch, prefixes: readonly string[] | undefined, batchSize: number): NextBatch {
    return async (checkpoint) => {
      const start = checkpoint === undefined ? 0 : placeOf(checkpoint);
      const stretch = await this.#from(start, batchSize);
      if (stretch !== undefined) return batchOf(stretch, start, prefixes);
      const batch = await read(checkpoint);
      if (batch?.caughtUp ?? true) this.#beginAt(batch?.checkpoint ?? checkpoint);
      return batch;
    };
  }

  /** The server may be another one, which lacks what it was too late to be told. */
  forget(): void {
    this.#forgotten += 1;
    this.#facts = [];
    this.#after = undefined;
    this.#endSeenAt = -1;
  }

  #beginAt(end: Position | undefined): void {
    this.#after ??= end === undefined ? 0 : placeOf(end);
  }

  get #to(): number {
    return (this.#after ?? 0) + this.#facts.length;
  }

  /** At most so many of the facts after a place; nothing where they are not kept. */
  async #from(place: number, most: number): Promise<Stretch | undefined> {
    while (this.#after !== undefined && place >= this.#to) if (await this.#readOn()) break;
    if (this.#after === undefined || place < this.#after) return undefined;
    const first = place - this.#after;
    const facts = this.#facts.slice(first, first + most);
    const to = place + facts.length;
    return { facts, to, isEnd: to >= this.#to && this.#endSeenAt === this.#parts.bell.rings };
  }

  /** Reads what comes after the facts kept. Who asks while the bell is silent shares one reading. Whether the end was seen. */
  #readOn(): Promise<boolean> {
    const { rings } = this.#parts.bell;
    const before = this.#reading;
    if (before?.rings === rings) return before.done;
    const done = (before?.done ?? Promise.resolve()).then(
      () => this.#read(rings),
      () => this.#read(rings),
    );
    const reading = { rings, done };
    this.#reading = reading;
    const over = (): void => {
      if (this.#reading === reading) this.#reading = undefined;
    };
    done.then(over, over);
    return done;
  }

  async #read(rings: number): Promise<boolean> {
    const { connections, kept = KEPT } = this.#parts;
    const forgotten = this.#forgotten;
    const facts = await readPlaces(connections, this.#to, AT_ONCE);
    if (forgotten !== this.#forgotten) return false;
    this.#facts.push(...facts);
    const tooMany = this.#facts.length - kept;
    // Dropped by the half, since what is left is moved.
    if (tooMany > kept) {
      this.#facts = this.#facts.slice(-kept);
      this.#after = (this.#after ?? 0) + tooMany;
    }
    const isEnd = facts.length < AT_ONCE;
    if (isEnd) this.#endSeenAt = rings;
    return isEnd;
  }
}

const batchOf = (
  { facts, to, isEnd }: Stretch,
  start: number,
  prefixes: readonly string[] | undefined,
): LogBatch | undefined => {
  if (to === start) return undefined;
  const wanted = facts.filter(({ stream }) => startsWithAny(stream, prefixes));
  return { facts: wanted, checkpoint: positionOf(to), caughtUp: isEnd };
};
