import { v5 as uuidv5 } from 'uuid';
import {
  type Clock,
  type DecisionContext,
  type Envelope,
  londonDay,
  parseStreamName,
  type Position,
  type RecordedFact,
  streamName,
  type StreamSubject,
  Turns,
} from '#kernel';
import { isSettledTerms } from '../authorities/index.js';
import {
  deadlinesIdOf,
  deadlinesStreamOf,
  isToldAnew,
  LeaveDatesOpen,
  letsRunAgain,
  ReconcileDeadlines,
  subjectOfDeadlines,
} from '../deadlines/index.js';
import { type Books, readBooks } from './books.js';
import { causeOf } from './cause.js';
import { clocks, clockworkOf } from './clocks.js';
import { renewHolidayTables, requireTablesShipped } from './holiday-tables.js';
import { notComputableBy } from './not-computable.js';
import { pendingReconciliation, type Reconciliation } from './pending-reconciliation.js';
import { type Desk, type Process, type Records } from './ports.js';
import { countingBy } from './settled-calendar.js';

/** In whose name deadlines are kept and pass. */
export const AUTOMATION = { office: 'automation:deadlines', role: 'automation' } as const;

export interface KeepingParts {
  readonly records: Records;
  readonly desk: Desk;
  readonly clock: Clock;
}

/** Parks the subject of a fact, its last, with what is wrong with it. */
type SetAside = (last: RecordedFact, why: unknown) => Promise<void>;

const MOST_ROUNDS = 1_000;

/**
 * Keeps each subject's recorded deadlines in line with its facts, with the calendar, with what its authority has settled
 * and with their ledgers of days. Every fact that changes them is
 * their cause, in the order of the log, whoever comes first: the process that follows the log, or a deadline that fires.
 */
export class DeadlineKeeping implements Process {
  readonly name = 'keep-deadlines';
  readonly categories: readonly string[] = [...Object.keys(clocks), 'calendar', 'authority', 'deadlines'];
  readonly #parts: KeepingParts;
  readonly #turns = new Turns();
  #leave: SetAside | undefined;

  constructor(parts: KeepingParts) {
    this.#parts = parts;
  }

  /** A table of holidays that ships and does not count yet counts from here on. */
  begins(): Promise<void> {
    return renewHolidayTables({ ...this.#parts, actor: AUTOMATION });
  }

  /**
   * A fact of a subject concerns that subject, and so does that one of its deadlines is resumed, or waived no more; a fact about the
   * calendar concerns every subject whose authority counts by it, and what an authority settles for its deadlines all of
   * its own: also those that have no deadline yet, for want of a date that could be computed.
   */
  concerns(fact: RecordedFact): readonly string[] | (() => Promise<readonly string[]>) {
    const held = subjectOfDeadlines(fact.stream);
    if (held !== undefined) return letsRunAgain(fact) ? [streamName(held)] : [];
    const of = parseStreamName(fact.stream);
    if (of?.category === 'authority') return isSettledTerms(fact) ? () => this.#subjectsOf(`${of.authority}-`) : [];
    return of?.category === 'calendar' ? () => this.#countingBy(fact) : [fact.stream];
  }

  async #countingBy(change: RecordedFact): Promise<readonly string[]> {
    const settings: RecordedFact[] = [];
    for await (const { facts } of this.#parts.records.readAll({ prefixes: ['authority-'] })) settings.push(...facts);
    const isConcerned = countingBy(change, settings);
    return (await this.#subjectsOf('')).filter((stream) => isConcerned(parseStreamName(stream)?.authority ?? ''));
  }

  async #subjectsOf(authority: string): Promise<readonly string[]> {
    const prefixes = Object.keys(clocks).map((category) => `${category}-${authority}`);
    const streams = new Set<string>();
    for await (const { facts } of this.#parts.records.readAll({ prefixes }))
      for (const fact of facts) streams.add(fact.stream);
    return [...streams];
  }

  /** Brings the deadlines of a subject to where they were to be after the fact, and tells what of them cannot be computed. */
  async handle(stream: string, fact: RecordedFact): Promise<void> {
    const subject = parseStreamName(stream);
    if (subject === undefined) return;
    const books = await this.#bringInLine(subject, fact.position);
    await this.#tellLeftOpen(subject, fact, books ?? (await readBooks(this.#parts.records, subject)));
  }

  /** By all that is on record: where others have written meanwhile, they are told, too. */
  async #tellLeftOpen(subject: StreamSubject, fact: RecordedFact, books: Books): Promise<void> {
    const clockwork = clockworkOf(subject.category);
    if (clockwork === undefined) return;
    const open = notComputableBy(clockwork, clockwork.chronicleOf(books.subject).entries, books);
    if (!isToldAnew(open, books.deadlines)) return;
    const command = Object.assign(new LeaveDatesOpen(), { open, cause: causeOf(fact, books) });
    const envelope = this.#envelopeOf(subject, fact, books, 'left open', String(books.deadlines.length));
    const { outcome } = await this.#parts.desk.send({ category: 'deadlines', command, envelope });
    if (outcome === 'overtaken') await this.#tellLeftOpen(subject, fact, await readBooks(this.#parts.records, subject));
  }

  /**
   * Brings the deadlines of a subject in line with all that the log holds. Returns what they were read from, the recorded
   * deadlines being in line with it. Where that fails by itself, the subject is set aside as one whose facts cannot be handled.
   * Of those who ask for one subject at once one does it, and the others find it done.
   */
  async keep(subject: StreamSubject): Promise<Books> {
    try {
      return await this.#turns.take(streamName(subject), () => this.#kept(subject));
    } catch (error) {
      await this.#setAside(subject, error).catch(() => undefined);
      throw error;
    }
  }

  /** Has subjects that cannot be kept outside the following of the log set aside by whoever can. */
  leaveTo(setAside: SetAside): void {
    this.#leave = setAside;
  }

  async #setAside(subject: StreamSubject, why: unknown): Promise<void> {
    const last = (await this.#parts.records.readStream(streamName(subject))).at(-1);
    if (last !== undefined) await this.#leave?.(last, why);
  }

  async #kept(subject: StreamSubject): Promise<Books> {
    return (await this.#bringInLine(subject)) ?? this.#kept(subject);
  }

  /** The same up to a position, where one is given. What was read is returned where nothing had to be recorded after it. */
  async #bringInLine(subject: StreamSubject, upTo?: Position): Promise<Books | undefined> {
    const derive = clocks[subject.category];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const books = await readBooks(this.#parts.records, subject);
      requireTablesShipped(books.calendar);
      const pending =
        derive === undefined ? undefined : pendingReconciliation(books, derive, upTo, this.#context(subject));
      if (pending === undefined) return books;
      if ((await this.#record(subject, books, pending)) && pending.isLast) return undefined;
    }
    throw new Error(`the deadlines of ${streamName(subject)} do not come to rest`);
  }

  /** Whether it was recorded, and by this: else others have written meanwhile. */
  async #record(
    subject: StreamSubject,
    books: Books,
    { cause, isLast: _, ...stands }: Reconciliation,
  ): Promise<boolean> {
    const command = Object.assign(new ReconcileDeadlines(), { ...stands, cause: causeOf(cause, books) });
    const envelope = this.#envelopeOf(subject, cause, books);
    return (await this.#parts.desk.send({ category: 'deadlines', command, envelope })).outcome === 'done';
  }

  /** Of a command about a subject's deadlines as they were read, which follows from a fact. */
  #envelopeOf(subject: StreamSubject, cause: RecordedFact, books: Books, ...purpose: readonly string[]): Envelope {
    return {
      ...{ authority: subject.authority, subject: deadlinesIdOf(subject), actor: AUTOMATION },
      commandId: uuidv5(JSON.stringify([deadlinesStreamOf(subject), this.name, ...purpose]), cause.id),
      correlationId: cause.metadata.correlationId,
      causationId: cause.id,
      receivedAt: this.#parts.clock.now(),
      expectedRevision: books.deadlines.at(-1)?.revision ?? -1,
    };
  }

  #context(subject: StreamSubject): DecisionContext {
    const now = this.#parts.clock.now();
    return {
      ...{ now, today: londonDay(now), actor: AUTOMATION, subject: deadlinesIdOf(subject) },
      newId: (purpose) => uuidv5(purpose, uuidv5.URL),
    };
  }
}
