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
  | { readonly outcome: 'too large'; readonly limit: number };

/** Where the first event stands; the server's log begins with records of its own. */
const FIRST_POSITION = 1_000n;

/** The ids that the server still has in mind for appends that name no revision: it does its best and promises nothing. */
const IDS_IN_MIND = 100;

/**
 * What a KurrentDB server keeps, in memory, with the server's documented idempotency: an append that names a revision is a
 * repeat when the same ids stand from there on; one that names none, when its ids are among the last ones written to that
 * stream. Contents are never compared.
 */
export class DoubleLog {
  readonly bell = new Bell();
  readonly events: KeptEvent[] = [];
  readonly #streams = new Map<string, KeptEvent[]>();

  constructor(private readonly maxAppendSize: number) {}

  stream(name: string): readonly KeptEvent[] | undefined {
    return this.#streams.get(name);
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

  append(stream: string, proposed: readonly ProposedEvent[], expected: ExpectedState): AppendOutcome {
    if (sizeOf(proposed) > this.maxAppendSize) return { outcome: 'too large', limit: this.maxAppendSize };
    const current = this.#streams.get(stream)?.at(-1)?.revision;
    const found = this.#found(stream, proposed, expected);
    if (found[0] === undefined)
      return meets(expected, current)
        ? this.#write(stream, proposed, current ?? -1)
        : { outcome: 'wrong expected version', current };
    const last = found.at(-1);
    return last === undefined || found.includes(undefined)
      ? { outcome: 'wrong expected version', current }
      : { outcome: 'written', lastRevision: last.revision, position: last.position };
  }

  /** Which of the proposed events the server finds that it has already: where they would stand, or among the last written. */
  #found(stream: string, proposed: readonly ProposedEvent[], expected: ExpectedState): (KeptEvent | undefined)[] {
    const kept = this.#streams.get(stream) ?? [];
    if (expected === 'any' || expected === 'stream exists') {
      const lately = this.events.slice(-IDS_IN_MIND).filter((event) => event.stream === stream);
      return proposed.map(({ id }) => lately.find((event) => event.id === id));
    }
    const first = expected === 'no stream' ? 0 : expected + 1;
    return proposed.map(({ id }, index) => (kept[first + index]?.id === id ? kept[first + index] : undefined));
  }

  #write(stream: string, proposed: readonly ProposedEvent[], current: number): AppendOutcome {
    const kept = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, kept);
    let position = this.events.at(-1)?.position ?? FIRST_POSITION;
    proposed.forEach((event, index) => {
      position += 100n + BigInt(event.data.length + event.metadata.length);
      const written = { ...event, stream, revision: current + 1 + index, position };
      kept.push(written);
      this.events.push(written);
    });
    this.bell.ring();
    return { outcome: 'written', lastRevision: current + proposed.length, position };
  }
}

const meets = (expected: ExpectedState, current: number | undefined): boolean => {
  switch (expected) {
    case 'any':
      return true;
    case 'no stream':
      return current === undefined;
    case 'stream exists':
      return current !== undefined;
    default:
      return expected === current;
  }
};

const sizeOf = (proposed: readonly ProposedEvent[]): number =>
  proposed.reduce(
    (size, { data, metadata, labels }) => size + data.length + metadata.length + (labels.get('type')?.length ?? 0),
    0,
  );
