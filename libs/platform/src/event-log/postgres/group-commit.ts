import { type InstantText } from '#kernel';
import { type PreparedAppend } from '../appending/preparation.js';
import { type Appended } from '../event-log.js';
import { type Connections } from './connections.js';
import { asUnavailable } from './failures.js';
import { takeGroup, type Waiting } from './group.js';
import { GroupWriter } from './group-writer.js';
import { Pace } from './pace.js';
import { type SharedConnection } from './shared-connection.js';
import { type Tails } from './tails.js';

/** Groups that are written at the same time, at most: one is put together and sent while the other is being committed. */
const GROUPS_AT_ONCE = 2;
/** Of two groups the smaller one has this share of the appends, at least. */
const SMALLER = 1 / 4;

interface Parts {
  /** On which groups are written, one behind the other. */
  readonly line: SharedConnection;
  /** For what takes a transaction of several statements. */
  readonly connections: Connections;
  readonly tails: Tails;
  readonly now: () => InstantText;
  /** Called after each commit. */
  readonly committed: () => void;
  /** Called with why a group was not written. */
  readonly failed: (error: unknown) => void;
}

/**
 * Carries the appends of many callers in one transaction, each with an outcome of its own. What arrives while a group is
 * being written forms the next. Groups that are written at the same time share no stream and no id.
 */
export class GroupCommit {
  readonly #queue: Waiting[] = [];
  readonly #writer: GroupWriter;
  readonly #inFlight = new Set<readonly Waiting[]>();
  readonly #pace = new Pace();
  #gathering = false;
  #whenIdle: (() => void)[] = [];

  constructor(private readonly parts: Parts) {
    this.#writer = new GroupWriter({
      ...parts,
      again: (waiting) => {
        this.#queue.push(waiting);
      },
    });
  }

  append(append: PreparedAppend): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ append, resolve, reject });
      this.#gather();
    });
  }

  /** Resolves once everything that was asked has its outcome. */
  async drained(): Promise<void> {
    if (this.#isIdle()) return;
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  #isIdle(): boolean {
    return this.#queue.length === 0 && this.#inFlight.size === 0;
  }

  /** Those who were answered just now may ask again at once: their appends belong into the next group. */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    setImmediate(() => {
      this.#gathering = false;
      this.#begin();
    });
  }

  #begin(): void {
    for (let most = this.#most(); most > 0; most = this.#most()) {
      const group = takeGroup(this.#queue, this.#inFlight, most);
      if (group.length === 0) return;
      void this.#write(group);
    }
  }

  /** How many of those waiting go into a group that begins now: none where it is not worth one, half of all where two pay. */
  #most(): number {
    if (this.#inFlight.size === GROUPS_AT_ONCE) return 0;
    const waiting = this.#queue.length;
    const underWay = [...this.#inFlight].flat();
    const all = waiting + underWay.length;
    const isForTwo = this.#pace.isForTwo(factsIn(underWay) + factsIn(this.#queue));
    if (underWay.length > 0 && !(isForTwo && waiting >= all * SMALLER)) return 0;
    return isForTwo ? Math.min(waiting, Math.ceil(all / 2)) : waiting;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    this.#inFlight.add(group);
    const sentAt = performance.now();
    try {
      await this.parts.line.lend((client) => this.#writer.write(client, group));
    } catch (error) {
      this.parts.failed(error);
      const unavailable = asUnavailable(error);
      for (const { reject } of group) reject(unavailable);
    }
    this.#pace.answered(factsIn(group), sentAt, performance.now());
    this.#inFlight.delete(group);
    if (this.#isIdle()) for (const resolve of this.#whenIdle.splice(0)) resolve();
    else this.#gather();
  }
}

const factsIn = (appends: readonly Waiting[]): number =>
  appends.reduce((sum, { append }) => sum + append.facts.length, 0);
