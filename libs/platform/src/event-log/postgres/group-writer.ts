import type pg from 'pg';
import { type InstantText } from '#kernel';
import { type PreparedAppend } from '../appending/preparation.js';
import { recorded, type SealedFact, type Tail, tailOf } from '../appending/sealing.js';
import { positionOf } from '../position.js';
import { type Connections } from './connections.js';
import { isUniqueViolation } from './failures.js';
import { type Waiting } from './group.js';
import { Judge, type Verdict } from './judgement.js';
import { type Tails } from './tails.js';
import { insertFacts, lockLog, lookAt, readTails } from './writing.js';

interface Parts {
  /** For a transaction of several statements. */
  readonly connections: Connections;
  readonly tails: Tails;
  readonly now: () => InstantText;
  /** Called after each commit. */
  readonly committed: () => void;
  /** Takes back an append that has to be asked again. */
  readonly again: (waiting: Waiting) => void;
}

/** An append that the log lets in, and its facts. */
interface Admitted {
  readonly waiting: Waiting;
  readonly facts: readonly SealedFact[];
}

interface Judged {
  readonly waiting: Waiting;
  readonly verdict: Verdict;
}

/**
 * Writes a group of appends in one transaction and gives each caller an outcome of its own.
 *
 * A group is first written on the strength of the tails remembered: one round trip, since the unique constraints on
 * revision and id find out whatever was wrong. Only then is the group judged anew, with all other writers kept out.
 */
export class GroupWriter {
  /** Connections on which something was written. */
  readonly #known = new WeakSet<pg.ClientBase>();

  constructor(private readonly parts: Parts) {}

  /** Fails where the outcome of those who have none yet cannot be told. */
  async write(client: pg.ClientBase, group: readonly Waiting[]): Promise<void> {
    // After a lost connection the server may be another one, restored from a copy: nothing is remembered of it.
    if (!this.#known.has(client)) this.parts.tails.clear();
    this.#known.add(client);
    try {
      await this.#writeAtOnce(client, group);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      await this.parts.connections.lend((alone) => this.#writeUnderLock(alone, group));
    }
  }

  async #writeAtOnce(client: pg.ClientBase, group: readonly Waiting[]): Promise<void> {
    const judge = new Judge({ tails: await this.#tailsOf(client, group), held: new Map() }, this.parts.now());
    const judged = group.map((waiting) => ({ waiting, verdict: judge.judge(waiting.append) }));
    const admitted = judged.flatMap(admittedOnly);
    if (admitted.length > 0) this.#acknowledge(admitted, await insertFacts(client, admitted.flatMap(itsFacts)));
    const doubtful = judged.filter(({ verdict }) => verdict.verdict !== 'admitted').map(({ waiting }) => waiting);
    if (doubtful.length > 0) await this.#settle(client, doubtful);
  }

  /** What seems to conflict is either answered for good, or, where the tail remembered was an old one, asked again. */
  async #settle(client: pg.ClientBase, doubtful: readonly Waiting[]): Promise<void> {
    const view = await lookAt(client, doubtful.map(itsAppend));
    for (const { stream } of doubtful.map(itsAppend)) this.parts.tails.correct(stream, view.tails.get(stream));
    for (const waiting of doubtful) {
      const verdict = new Judge(view, this.parts.now()).judge(waiting.append);
      if (verdict.verdict === 'admitted') this.parts.again(waiting);
      else answer(waiting, verdict);
    }
  }

  async #writeUnderLock(client: pg.ClientBase, group: readonly Waiting[]): Promise<void> {
    const { judged, before } = await inTransaction(client, async () => {
      await lockLog(client);
      const judge = new Judge(await lookAt(client, group.map(itsAppend)), this.parts.now());
      const outcome = group.map((waiting) => ({ waiting, verdict: judge.judge(waiting.append) }));
      const facts = outcome.flatMap(admittedOnly).flatMap(itsFacts);
      return { judged: outcome, before: facts.length === 0 ? 0 : await insertFacts(client, facts) };
    });
    this.#acknowledge(judged.flatMap(admittedOnly), before);
    for (const { waiting, verdict } of judged) if (verdict.verdict !== 'admitted') answer(waiting, verdict);
  }

  /** The tails on which a group is judged first: remembered, or read where the caller's expectation does not tell. */
  async #tailsOf(client: pg.ClientBase, group: readonly Waiting[]): Promise<ReadonlyMap<string, Tail>> {
    const { tails } = this.parts;
    const unknown = group
      .map(itsAppend)
      .filter(({ stream, expected }) => expected !== 'no stream' && !tails.has(stream));
    if (unknown.length > 0) this.#learn(await readTails(client, [...new Set(unknown.map(({ stream }) => stream))]));
    const known = new Map<string, Tail>();
    for (const { append } of group) {
      const tail = tails.get(append.stream);
      if (tail !== undefined) known.set(append.stream, tail);
    }
    return known;
  }

  #learn(tails: ReadonlyMap<string, Tail>): void {
    for (const [stream, tail] of tails) this.parts.tails.learn(stream, tail);
  }

  #acknowledge(admitted: readonly Admitted[], before: number): void {
    let place = before;
    for (const { waiting, facts } of admitted) {
      const last = facts.at(-1);
      if (last !== undefined) this.parts.tails.learn(last.stream, tailOf(last));
      waiting.resolve({
        outcome: 'appended',
        facts: facts.map((fact) => {
          place += 1;
          return recorded(fact, positionOf(place));
        }),
      });
    }
    if (admitted.length > 0) this.parts.committed();
  }
}

const itsAppend = ({ append }: Waiting): PreparedAppend => append;
const itsFacts = ({ facts }: Admitted): readonly SealedFact[] => facts;
const admittedOnly = ({ waiting, verdict }: Judged): Admitted[] =>
  verdict.verdict === 'admitted' ? [{ waiting, facts: verdict.facts }] : [];

const answer = (waiting: Waiting, verdict: Exclude<Verdict, { verdict: 'admitted' }>): void => {
  if (verdict.verdict === 'repeated') waiting.resolve({ outcome: 'repeated', facts: verdict.facts });
  else waiting.reject(verdict.error);
};

const inTransaction = async <T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> => {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    // A lost connection has undone the transaction already, and cannot be told to.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};
