import { type Position } from '#kernel';
import { type EventLog, type LogBatch } from '../event-log/event-log.js';
import { pageOf } from './log-pages.js';
import { oneAhead } from './one-ahead.js';
import { type Projection } from './projection.js';

/** What a lane tells of its way. */
export interface LaneReports {
  /** The projection stands at this position, committed. */
  moved(projection: Projection, position: Position): void;
  /** The lane has read everything that was in the log. */
  caughtUp(): void;
  /** What went wrong; the same is tried again, by this lane or by another. */
  failed(projection: Projection, error: unknown): void;
}

export interface LaneParts {
  readonly log: EventLog;
  /** Facts a batch, at most. */
  readonly batchSize: number;
  readonly reports: LaneReports;
  readonly signal: AbortSignal;
}

/**
 * Follows the log for several projections with one reading of it, from where the last of them stands; each passes over
 * what it has seen. Returns when the signal is aborted, after the page in hand.
 * @returns the projections that failed while others went on: they need a lane of their own
 * @throws what stopped all of them
 */
export const followLane = async (
  projections: readonly Projection[],
  { log, batchSize, reports, signal }: LaneParts,
): Promise<readonly Projection[]> => {
  const after = await lowestPosition(projections);
  await noteWhereCaughtUp(log, projections, after, reports);
  const reading = new AbortController();
  const read = AbortSignal.any([signal, reading.signal]);
  const prefixes = [...new Set(projections.map(({ model }) => `${model.category}-`))];
  const options = { prefixes, batchSize, signal: read, ...(after !== undefined && { after }) };
  try {
    for await (const batch of oneAhead(log.subscribe(options), () => {
      reading.abort();
    })) {
      const failed = await takeAll(projections, batch, reports);
      if (failed.length > 0) return failed;
      if (batch.caughtUp) reports.caughtUp();
      if (signal.aborted) break;
    }
    return [];
  } finally {
    reading.abort();
  }
};

const lowestPosition = async (projections: readonly Projection[]): Promise<Position | undefined> => {
  const positions = await Promise.all(projections.map((projection) => projection.position()));
  return positions.includes(undefined) ? undefined : positions.filter((position) => position !== undefined).sort()[0];
};

/** A subscription that begins at the end hears nothing, so this has to be looked up. */
const noteWhereCaughtUp = async (
  log: EventLog,
  projections: readonly Projection[],
  after: Position | undefined,
  reports: LaneReports,
): Promise<void> => {
  const head = await log.head();
  if (head !== undefined && (after === undefined || after < head)) return;
  await Promise.all(projections.map((projection) => projection.markReady()));
  reports.caughtUp();
};

const takeAll = async (
  projections: readonly Projection[],
  batch: LogBatch,
  reports: LaneReports,
): Promise<readonly Projection[]> => {
  const page = pageOf(batch);
  const failures = new Map<Projection, unknown>();
  const taking = async (projection: Projection): Promise<void> => {
    try {
      reports.moved(projection, await projection.take(page));
    } catch (error) {
      failures.set(projection, error);
    }
  };
  await Promise.all(projections.map(taking));
  const [first] = failures.values();
  if (failures.size === projections.length) throw first;
  for (const [projection, error] of failures) reports.failed(projection, error);
  return [...failures.keys()];
};
