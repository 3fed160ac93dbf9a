import { Bell } from '../../bell.js';

export interface ProposedEvent {
  readonly id: string;
  /** `type` and `content-type`, as they came over the wire. */
  readonly labels: ReadonlyMap<string, string>;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface KeptEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  /** Commit and prepare position alike: an event that was written in one go commits itself. */
  readonly position: bigint;
}

export type ExpectedState = 'any' | 'no stream' | 'stream exists' | number;

export type AppendOutcome =
  | { readonly outcome: 'written'; readonly lastRevision: number; readonly position: bigint }
  | { readonly outcome: 'wrong expected version'; readonly current: number | undefined }
  | { readonly outcome: 'too large'; readonly limit: number }
  | { readonly outcome: 'event too large' | 'stream deleted' };

export interface Limits {
  /** `MaxAppendSize`: 1 MiB up to server 25.0, a chunk of 256 MiB since. */
  append: number;
  /** `MaxAppendEventSize`: none up to server 25.0, 16 MiB since. */
  event: number;
}

interface KeptStream {
  readonly events: KeptEvent[];
  /** `$tb`: what stands before is not shown. */
  shownFrom: number;
  state: 'there' | 'deleted' | 'tombstoned';
}

/** Where the first event stands; the server's log begins with records of its own. */
const FIRST_POSITION = 1_000n;

/** The ids that the server still has in mind for appends that name no revision: it does its best and promises nothing. */
const IDS_IN_MIND = 100;

/**
 * What a KurrentDB server keeps, in memory. Who is let in, and what is a repeat, goes as in the server's
 * `IndexWriter.CheckCommit`: an append that names a revision is a repeat when the same ids stand from there on; one that
 * names none, when its ids are among the last ones written to that stream; one of which the first part was written only is a
 * wrong expected version. Contents are never compared.
 */
export class DoubleLog {
  readonly bell = new Bell();
  readonly events: KeptEvent[] = [];
  readonly #streams = new Map<string, KeptStream>();
  #end = FIRST_POSITION;

  constructor(readonly limits: Limits) {}

  /** Where the next event will stand: the end of the last one. */
  get end(): bigint {
    return this.#end;
  }

  /** The events that a reader of the stream is shown; nothing where there is no stream. */
  stream(name: string): readonly KeptEvent[] | undefined {
    const stream = this.#streams.get(name);
    if (stream?.state !== 'there') return undefined;
    return stream.events.filter(({ revision }) => revision >= stream.shownFrom);
  }

  isTombstoned(name: string): boolean {
    return this.#streams.get(name)?.state === 'tombstoned';
  }

  /** Deletes a stream so that it can be created anew, or with a tombstone, after which it cannot. */
  delete(name: string, state: 'deleted' | 'tombstoned'): void {
    const stream = this.#streams.get(name);
    if (stream !== undefined) stream.state = state;
  }

  /** Shows no more what stands before a revision of the stream. */
  truncate(name: string, before: number): void {
    const stream = this.#streams.get(name);
    if (stream !== undefined) stream.shownFrom = before;
  }

  /** Where, among all events, the first stands that is at this position or after it. */
  firstAt(position: bigint): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.position ?? position) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  append(name: string, proposed: readonly ProposedEvent[], expected: ExpectedState): AppendOutcome {
    const refused = this.#refused(name, proposed);
    if (refused !== undefined) return refused;
    const stream = this.#streams.get(name);
    const current = stream?.events.at(-1)?.revision;
    const found = this.#found(name, proposed, expected);
    const last = found.at(-1);
    if (found[0] === undefined && meets(expected, current, stream?.state === 'deleted'))
      return this.#write(name, proposed);
    return last === undefined || found.includes(undefined)
      ? { outcome: 'wrong expected version', current }
      : { outcome: 'written', lastRevision: last.revision, position: last.position };
  }

  #refused(name: string, proposed: readonly ProposedEvent[]): AppendOutcome | undefined {
    const { append: limit, event } = this.limits;
    const sizes = proposed.map(sizeOf);
    if (sizes.some((size) => size > event)) return { outcome: 'event too large' };
    if (sizes.reduce((sum, size) => sum + size, 0) > limit) return { outcome: 'too large', limit };
    return this.isTombstoned(name) ? { outcome: 'stream deleted' } : undefined;
  }

  /** Which of the proposed events the server finds that it has already: where they would stand, or among the last written. */
  #found(stream: string, proposed: readonly ProposedEvent[], expected: ExpectedState): (KeptEvent | undefined)[] {
    const kept = this.#streams.get(stream)?.events ?? [];
    if (expected === 'any' || expected === 'stream exists') {
      const lately = this.events.slice(-IDS_IN_MIND).filter((event) => event.stream === stream);
      return proposed.map(({ id }) => lately.find((event) => event.id === id));
    }
    const first = expected === 'no stream' ? 0 : expected + 1;
    return proposed.map(({ id }, index) => (kept[first + index]?.id === id ? kept[first + index] : undefined));
  }

  #write(name: string, proposed: readonly ProposedEvent[]): AppendOutcome {
    const stream: KeptStream = this.#streams.get(name) ?? { events: [], shownFrom: 0, state: 'there' };
    this.#streams.set(name, stream);
    // A deleted stream counts on, and shows from now on what comes after what was deleted.
    if (stream.state === 'deleted') Object.assign(stream, { state: 'there', shownFrom: stream.events.length });
    for (const event of proposed) {
      const written = { ...event, stream: name, revision: stream.events.length, position: this.#end };
      this.#end += 100n + BigInt(sizeOf(event));
      stream.events.push(written);
      this.events.push(written);
    }
    this.bell.ring();
    const position = this.events.at(-1)?.position ?? this.#end;
    return { outcome: 'written', lastRevision: stream.events.length - 1, position };
  }
}

/** A deleted stream that has no tombstone does not exist, and still ends where it did. */
const meets = (expected: ExpectedState, current: number | undefined, isDeleted: boolean): boolean => {
  switch (expected) {
    case 'any':
      return true;
    case 'no stream':
      return current === undefined || isDeleted;
    case 'stream exists':
      return current !== undefined && !isDeleted;
    default:
      return expected === current;
  }
};

/** As in the server's `Event.SizeOnDisk`. */
const sizeOf = ({ data, metadata, labels }: ProposedEvent): number =>
  data.length + metadata.length + 2 * (labels.get('type')?.length ?? 0);
