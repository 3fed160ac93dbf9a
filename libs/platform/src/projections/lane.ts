import { type Position } from '#kernel';
import { type EventLog } from '../event-log/event-log.js';
import { type Rush } from '../timers/rush.js';
import { oneAhead } from './one-ahead.js';
import { type Projection } from './projection.js';
import { type ProjectionReports, Relay } from './relay.js';

/** What a lane tells of its way. */
export interface LaneReports extends ProjectionReports {
  /** The projection has nothing left to see: what it stumbled over before is past. */
  goesOn(projection: Projection): void;
  /** The lane has read everything that was in the log. */
  caughtUp(): void;
}

export interface LaneParts {
  readonly log: EventLog;
  /** Facts a batch, at most. */
  readonly batchSize: number;
  readonly reports: LaneReports;
  readonly signal: AbortSignal;
  readonly rush?: Rush | undefined;
}

/**
 * Follows the log for several projections with one reading of it, from where the last of them stands; each passes over
 * what it has seen. Returns when the signal is aborted, after the page in hand.
 * @returns the projections that failed while others went on: they need a lane of their own
 * @throws what stopped all of them
 */
export const followLane = async (
  projections: readonly Projection[],
  { log, batchSize, reports, signal, rush }: LaneParts,
): Promise<readonly Projection[]> => {
  const after = await lowestPosition(projections);
  await noteWhereCaughtUp(log, projections, after, reports);
  const reading = new AbortController();
  const read = AbortSignal.any([signal, reading.signal]);
  const prefixes = [...new Set(projections.map(({ model }) => `${model.category}-`))];
  const options = { prefixes, batchSize, signal: read, ...(after !== undefined && { after }) };
  const relay = new Relay(projections, reports, after);
  try {
    for await (const batch of oneAhead(rush?.givenWay(log.subscribe(options), read) ?? log.subscribe(options), () => {
      reading.abort();
    })) {
      if (!(await relay.hand(batch)) || signal.aborted) break;
      if (batch.caughtUp) reports.caughtUp();
    }
  } finally {
    reading.abort();
    await relay.finished();
  }
  return relay.failed();
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
  for (const projection of projections) reports.goesOn(projection);
  reports.caughtUp();
};
