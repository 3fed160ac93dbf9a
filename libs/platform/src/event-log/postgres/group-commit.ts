import { type InstantText } from '#kernel';
import { type PreparedAppend } from '../appending/preparation.js';
import { type Appended } from '../event-log.js';
import { type Connections } from './connections.js';
import { asUnavailable } from './failures.js';
import { takeGroup, type Waiting } from './group.js';
import { GroupWriter } from './group-writer.js';
import { type SharedConnection } from './shared-connection.js';
import { type Tails } from './tails.js';

/** Groups that are written at the same time, at most: one is put together and sent while the other is being committed. */
const GROUPS_AT_ONCE = 2;
/** Appends that make a group worth writing beside another: fewer are carried sooner by waiting for the next. */
const WORTH_A_SECOND = 24;

interface Parts {
  /** On which groups are written, one behind the other. */
  readonly line: SharedConnection;
  /** For what takes a transaction of several statements. */
  readonly connections: Connections;
  readonly tails: Tails;
  readonly now: () => InstantText;
  /** Called after each commit. */
  readonly committed: () => void;
}

/**
 * Carries the appends of many callers in one transaction, each with an outcome of its own. What arrives while a group is
 * being written forms the next. Groups that are written at the same time share no stream and no id.
 */
export class GroupCommit {
  readonly #queue: Waiting[] = [];
  readonly #writer: GroupWriter;
  readonly #inFlight = new Set<readonly Waiting[]>();
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
    while (this.#mayBegin()) {
      const group = takeGroup(this.#queue, this.#inFlight, this.#share());
      if (group.length === 0) return;
      void this.#write(group);
    }
  }

  #mayBegin(): boolean {
    const waiting = this.#queue.length;
    return this.#inFlight.size === 0 ? waiting > 0 : this.#inFlight.size < GROUPS_AT_ONCE && waiting >= WORTH_A_SECOND;
  }

  /** How many of those waiting go into the next group: half of them where both halves are worth a group. */
  #share(): number {
    const waiting = this.#queue.length;
    return this.#inFlight.size === 0 && waiting >= 2 * WORTH_A_SECOND ? Math.ceil(waiting / 2) : waiting;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    this.#inFlight.add(group);
    try {
      await this.parts.line.lend((client) => this.#writer.write(client, group));
    } catch (error) {
      const unavailable = asUnavailable(error);
      for (const { reject } of group) reject(unavailable);
    }
    this.#inFlight.delete(group);
    if (this.#isIdle()) for (const resolve of this.#whenIdle.splice(0)) resolve();
    else this.#gather();
  }
}
