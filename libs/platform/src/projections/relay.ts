import { type Position } from '#kernel';
import { type LogBatch } from '../event-log/event-log.js';
import { type LogPage, pageOf } from './log-pages.js';
import { type Projection } from './projection.js';

/** What is told of projections on their way. */
export interface ProjectionReports {
  /** The projection stands at this position, committed. */
  moved(projection: Projection, position: Position): void;
  /** What went wrong; the same is tried again. */
  failed(projection: Projection, error: unknown): void;
}

/**
 * Hands batch after batch to several projections. Each takes them in order and at its own pace, one batch ahead of the
 * slowest at most, so that while the database writes for one of them another is folding. `after` is where the first batch
 * goes on from.
 */
export class Relay {
  readonly #tails = new Map<Projection, Promise<void>>();
  readonly #failures = new Map<Projection, unknown>();
  #all: Promise<unknown> = Promise.resolve();
  #handed: Position | undefined;

  constructor(
    private readonly projections: readonly Projection[],
    private readonly reports: ProjectionReports,
    after: Position | undefined,
  ) {
    this.#handed = after;
  }

  /** Waits for the batch before to be taken by all; at the end of the log, for this one. Whether all goes well. */
  async hand(batch: LogBatch): Promise<boolean> {
    const page = pageOf(batch, this.#handed);
    this.#handed = batch.checkpoint;
    const before = this.#all;
    this.#all = Promise.all(this.projections.map((projection) => this.#queue(projection, page)));
    await (batch.caughtUp ? this.#all : before);
    return this.#failures.size === 0;
  }

  /** Waits until nothing is in hand any more. */
  async finished(): Promise<void> {
    await this.#all;
  }

  /**
   * The projections that failed while others went on.
   * @throws what stopped all of them
   */
  failed(): readonly Projection[] {
    const [first] = this.#failures.values();
    if (this.#failures.size === this.projections.length) throw first;
    for (const [projection, error] of this.#failures) this.reports.failed(projection, error);
    return [...this.#failures.keys()];
  }

  #queue(projection: Projection, page: LogPage): Promise<void> {
    const tail = (this.#tails.get(projection) ?? Promise.resolve()).then(() => this.#take(projection, page));
    this.#tails.set(projection, tail);
    return tail;
  }

  /** After a failure nothing more is taken: the checkpoint would pass over what failed. */
  async #take(projection: Projection, page: LogPage): Promise<void> {
    if (this.#failures.has(projection)) return;
    try {
      this.reports.moved(projection, await projection.take(page));
    } catch (error) {
      this.#failures.set(projection, error);
    }
  }
}
