import { type Position } from '#kernel';
import { type Bell } from './bell.js';
import { type LogBatch } from './event-log.js';

export interface Following {
  /** What comes after the checkpoint; nothing when the reader is at the end. */
  readonly next: (checkpoint: Position | undefined) => Promise<LogBatch | undefined>;
  readonly bell: Bell;
  readonly after: Position | undefined;
  readonly signal: AbortSignal;
  /** Look again after so many milliseconds, though no bell was heard. */
  readonly lookAgainAfter?: number;
}

/** Everything after a position and then everything that comes, until the signal is aborted. */
export async function* follow({ next, bell, after, signal, lookAgainAfter }: Following): AsyncGenerator<LogBatch> {
  let checkpoint = after;
  const stopped = () => signal.aborted;
  while (!stopped()) {
    const known = bell.rings;
    const batch = await next(checkpoint);
    if (batch !== undefined && !stopped()) {
      checkpoint = batch.checkpoint;
      yield batch;
    }
    if (batch?.caughtUp ?? true) await bell.after(known, signal, lookAgainAfter);
  }
}

/** Everything after a position, to the end of the log. The next batch is fetched while the last one is looked at. */
export async function* readThrough<Batch extends LogBatch>(
  next: (checkpoint: Position | undefined) => Promise<Batch | undefined>,
  after: Position | undefined,
): AsyncGenerator<Batch, void, undefined> {
  let batch = await next(after);
  while (batch !== undefined) {
    const { checkpoint, caughtUp }: Batch = batch;
    const coming = caughtUp ? undefined : settled(next(checkpoint));
    yield batch;
    batch = await coming?.();
  }
}

/** Waits for the promise later without leaving its failure unhandled until then. */
const settled = <T>(promise: Promise<T>): (() => Promise<T>) => {
  promise.catch(() => undefined);
  return () => promise;
};
