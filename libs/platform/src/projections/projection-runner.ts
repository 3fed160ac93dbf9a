import { setTimeout as pause } from 'node:timers/promises';
import { type EventLog } from '../event-log/event-log.js';
import { type Rush } from '../timers/rush.js';
import { followLane, type LaneReports } from './lane.js';
import { type Projection } from './projection.js';

export interface RunnerParts {
  readonly log: EventLog;
  readonly projections: readonly Projection[];
  /** Facts a batch, at most; large while catching up, since each batch is a transaction a projection. */
  readonly batchSize?: number;
  /** Milliseconds before what failed is tried again, at most; a tenth of a second at first, doubled each time. */
  readonly longestPause?: number;
  readonly rush?: Rush | undefined;
  readonly reports: Omit<LaneReports, 'caughtUp'>;
}

/** Some projections that share one reading of the log. */
interface Lane {
  readonly projections: readonly Projection[];
  readonly ending: AbortController;
  caughtUp: boolean;
  failures: number;
  done: Promise<void>;
}

const BATCH = 3000;
const SHORTEST_PAUSE = 100;
const LONGEST_PAUSE = 10_000;

/**
 * Keeps projections up with the log. Those that stand at one place share one reading of it; one that is behind, or that
 * fails, has its own until it has caught up, so that it holds nobody back.
 */
export class ProjectionRunner {
  readonly #parts: RunnerParts;
  readonly #lanes = new Set<Lane>();
  readonly #stopping = new AbortController();
  #started: Promise<void> | undefined;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Begins to follow the log, and goes on through lost connections until `stop`. */
  start(): void {
    this.#started ??= this.#begin();
  }

  /** Goes on from where the database has the projections, which may be less far than this process has seen them. */
  standAgain(): void {
    for (const lane of this.#lanes) {
      if (lane.ending.signal.aborted) continue;
      lane.ending.abort();
      void lane.done.then(() => {
        this.#open(lane.projections);
      });
    }
  }

  /** Finishes the batches in hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#started;
    while (this.#lanes.size > 0) await Promise.all([...this.#lanes].map((lane) => lane.done));
  }

  async #begin(): Promise<void> {
    for (let failures = 0; !this.#stopping.signal.aborted; failures += 1)
      try {
        for (const projections of await byPosition(this.#parts.projections)) this.#open(projections);
        return;
      } catch (error) {
        for (const projection of this.#parts.projections) this.#parts.reports.failed(projection, error);
        await this.#pause(failures);
      }
  }

  #open(projections: readonly Projection[], failures = 0): void {
    if (this.#stopping.signal.aborted || projections.length === 0) return;
    const lane: Lane = {
      projections,
      ending: new AbortController(),
      caughtUp: false,
      failures,
      done: Promise.resolve(),
    };
    this.#lanes.add(lane);
    lane.done = this.#follow(lane).finally(() => this.#lanes.delete(lane));
  }

  async #follow(lane: Lane): Promise<void> {
    const signal = AbortSignal.any([this.#stopping.signal, lane.ending.signal]);
    if (lane.failures > 0) await this.#pause(lane.failures - 1);
    try {
      const { log, rush, batchSize = BATCH } = this.#parts;
      const failed = await followLane(lane.projections, {
        log,
        batchSize,
        signal,
        rush,
        reports: this.#reportsOf(lane),
      });
      if (lane.ending.signal.aborted) return;
      this.#open(lane.projections.filter((projection) => !failed.includes(projection)));
      for (const projection of failed) this.#open([projection], 1);
    } catch (error) {
      for (const projection of lane.projections) this.#parts.reports.failed(projection, error);
      if (!lane.ending.signal.aborted) this.#open(lane.projections, lane.failures + 1);
    }
  }

  #reportsOf(lane: Lane): LaneReports {
    const { reports } = this.#parts;
    return {
      failed: reports.failed.bind(reports),
      goesOn: reports.goesOn.bind(reports),
      moved: (projection, position) => {
        lane.failures = 0;
        reports.moved(projection, position);
      },
      caughtUp: () => {
        lane.caughtUp = true;
        this.#joinLanes();
      },
    };
  }

  /** Lanes that have caught up need one reading of the log between them. */
  #joinLanes(): void {
    const level = [...this.#lanes].filter((lane) => lane.caughtUp && !lane.ending.signal.aborted);
    if (level.length < 2) return;
    for (const lane of level) lane.ending.abort();
    const joined = Promise.all(level.map((lane) => lane.done));
    void joined.then(() => {
      this.#open(level.flatMap((lane) => lane.projections));
    });
  }

  async #pause(failures: number): Promise<void> {
    const longest = this.#parts.longestPause ?? LONGEST_PAUSE;
    const milliseconds = Math.min(longest, SHORTEST_PAUSE * 2 ** Math.min(failures, 20));
    await pause(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

const byPosition = async (projections: readonly Projection[]): Promise<readonly (readonly Projection[])[]> => {
  const lanes = new Map<string | undefined, Projection[]>();
  for (const projection of projections) {
    const position = await projection.position();
    lanes.set(position, [...(lanes.get(position) ?? []), projection]);
  }
  return [...lanes.values()];
};
