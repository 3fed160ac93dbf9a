import { type RecordedFact } from '#kernel';
import { type Connections, type Statement } from './connections.js';
import { type KnownStreams } from './known-streams.js';
import { COLUMNS, factOf, type FactRow } from './rows.js';

/** What is asked of one stream. */
export interface StreamWanted {
  readonly stream: string;
  /** The first revision that is wanted; 0 is the beginning. */
  readonly from: number;
  /** Facts, at most; all of them where it is left out. */
  readonly limit: number | undefined;
}

type Read = readonly (readonly RecordedFact[])[];

interface Asked {
  readonly wanted: readonly StreamWanted[];
  readonly answer: (read: Read) => void;
  readonly fail: (error: unknown) => void;
}

/** Statements under way at once, at most: one leaves while the other is looked at. */
const AT_ONCE = 2;
/** Streams in one statement, at most, where they were asked for one by one. */
const TOGETHER = 256;

const STREAMS: Statement = {
  name: 'log-streams',
  text: `select number::integer, fact.*
    from unnest($1::text[], $2::integer[], $3::integer[]) with ordinality as wanted (stream, first, most, number)
    cross join lateral (
      select ${COLUMNS} from log.facts where facts.stream = wanted.stream and revision >= first order by revision limit most
    ) as fact
    order by number, revision`,
};

/**
 * Reads streams, as they are after the asking. Who asks while others are being answered shares a statement with all that
 * ask meanwhile; who asks alone is answered at once. Of what is known only the rest is read.
 */
export class StreamReads {
  #waiting: Asked[] = [];
  #underWay = 0;

  constructor(
    private readonly connections: Connections,
    private readonly known: KnownStreams,
  ) {}

  /**
   * What is wanted of each stream, all as it was at one moment.
   * @throws LogUnavailable when the connection is lost
   */
  async read(wanted: readonly StreamWanted[]): Promise<Read> {
    for (;;) {
      const read = await this.#readOn(wanted);
      if (read !== undefined) return read;
    }
  }

  /** Nothing where what was known has been forgotten meanwhile, since another server may have answered. */
  async #readOn(wanted: readonly StreamWanted[]): Promise<Read | undefined> {
    const { forgotten } = this.known;
    const beginnings = wanted.map(({ stream, from }) => beginningFor(from, this.known.of(stream)));
    const rests = wanted.map((want, at) => restOf(want, beginnings[at]?.length ?? 0));
    const missing = rests.filter((rest) => rest !== undefined);
    const read = missing.length === 0 ? [] : await this.#asked(missing);
    if (this.known.forgotten !== forgotten) return undefined;
    let next = 0;
    return wanted.map((want, at) => {
      const more = rests[at] === undefined ? [] : (read[next++] ?? []);
      return this.#put(want, beginnings[at], more);
    });
  }

  /** What was wanted of a stream, from its beginning as it was known and what was read after that. */
  #put(
    { stream, from, limit }: StreamWanted,
    beginning: readonly RecordedFact[] | undefined,
    more: readonly RecordedFact[],
  ): readonly RecordedFact[] {
    if (beginning === undefined) return more;
    const facts = this.known.grown(stream, beginning, more);
    const end = limit === undefined ? facts.length : from + limit;
    return from === 0 && end >= facts.length ? facts : facts.slice(from, end);
  }

  #asked(wanted: readonly StreamWanted[]): Promise<Read> {
    return new Promise<Read>((answer, fail) => {
      this.#waiting.push({ wanted, answer, fail });
      this.#go();
    });
  }

  #go(): void {
    while (this.#underWay < AT_ONCE && this.#waiting.length > 0) {
      this.#underWay += 1;
      void this.#answer(this.#next()).finally(() => {
        this.#underWay -= 1;
        this.#go();
      });
    }
  }

  /** Those who asked first, and as many after them as go into one statement. */
  #next(): readonly Asked[] {
    let streams = 0;
    const more = this.#waiting.findIndex(({ wanted }) => (streams += wanted.length) > TOGETHER);
    return this.#waiting.splice(0, more < 0 ? this.#waiting.length : Math.max(1, more));
  }

  async #answer(asked: readonly Asked[]): Promise<void> {
    try {
      const all = await this.#readAll(asked.flatMap(({ wanted }) => wanted));
      let first = 0;
      for (const { wanted, answer } of asked) answer(all.slice(first, (first += wanted.length)));
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  }

  async #readAll(wanted: readonly StreamWanted[]): Promise<Read> {
    const read = wanted.map((): RecordedFact[] => []);
    const columns = [
      wanted.map(({ stream }) => stream),
      wanted.map(({ from }) => from),
      wanted.map(({ limit }) => limit ?? null),
    ];
    for (const [number, ...row] of await this.connections.rows<readonly [number, ...FactRow]>(STREAMS, columns))
      read[number - 1]?.push(factOf(row));
    return read;
  }
}

/** What is known of the stream, where what is wanted of it goes on from there. */
const beginningFor = (from: number, known: readonly RecordedFact[]): readonly RecordedFact[] | undefined =>
  from <= known.length ? known : undefined;

/** What is left to read of a stream of which so many facts are known; nothing where these are enough. */
const restOf = (want: StreamWanted, known: number): StreamWanted | undefined => {
  const { stream, from, limit } = want;
  if (from > known) return want;
  if (limit === undefined) return { stream, from: known, limit };
  const rest = from + limit - known;
  return rest <= 0 ? undefined : { stream, from: known, limit: rest };
};
