import { expect } from '@jest/globals';
import { type Position, type RecordedFact } from '#kernel';
import { type EventLog, type LogBatch, type ReadAll } from '../event-log.js';

/** Where to read on; everything where there is no position yet. */
export const from = (position: Position | undefined): Pick<ReadAll, 'after'> =>
  position === undefined ? {} : { after: position };

/** All batches of one pass over the log. */
export const batchesOf = async (log: EventLog, options: ReadAll): Promise<LogBatch[]> => {
  const batches: LogBatch[] = [];
  for await (const batch of log.readAll(options)) batches.push(batch);
  return batches;
};

/** What a reader has seen, and up to where. */
export class Seen {
  readonly facts: RecordedFact[] = [];
  readonly checkpoints: Position[] = [];

  constructor(private readonly start: Position | undefined) {}

  get checkpoint(): Position | undefined {
    return this.checkpoints.at(-1) ?? this.start;
  }

  take(batch: LogBatch): void {
    this.facts.push(...batch.facts);
    this.checkpoints.push(batch.checkpoint);
  }

  /** The facts of the streams whose names begin so. */
  of(prefix: string): RecordedFact[] {
    return this.facts.filter(({ stream }) => stream.startsWith(prefix));
  }
}

/** Nothing missed, nothing twice, each stream in order, positions and checkpoints strictly rising. */
export const expectSeenOnceInOrder = (seen: Seen, prefix: string, expectedIds: readonly string[]): void => {
  const facts = seen.of(prefix);
  expect(facts.map(({ id }) => id).sort()).toEqual([...expectedIds].sort());
  for (const positions of [seen.facts.map(({ position }) => position), seen.checkpoints])
    expect(positions.filter((position, index) => index > 0 && position <= (positions[index - 1] ?? ''))).toEqual([]);
  const next = new Map<string, number>();
  for (const { stream, revision } of facts) {
    expect({ stream, revision }).toEqual({ stream, revision: next.get(stream) ?? 0 });
    next.set(stream, revision + 1);
  }
};

/**
 * Follows the log until `enough` has been seen, then stops. Waits at most `patience` milliseconds, and says what was
 * seen until then.
 */
export const followUntil = async (
  log: EventLog,
  seen: Seen,
  options: ReadAll & { readonly patience: number },
  enough: (seen: Seen) => boolean,
): Promise<void> => {
  const stop = new AbortController();
  const impatience = setTimeout(() => {
    stop.abort();
  }, options.patience);
  try {
    if (enough(seen)) return;
    for await (const batch of log.subscribe({ ...options, ...from(seen.checkpoint), signal: stop.signal })) {
      seen.take(batch);
      if (enough(seen)) return;
    }
  } finally {
    clearTimeout(impatience);
    stop.abort();
  }
};
