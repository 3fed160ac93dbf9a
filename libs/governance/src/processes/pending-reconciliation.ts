import { type DecisionContext, foldAll, type Position, type RecordedFact } from '#kernel';
import { isSettledTerms } from '../authorities/index.js';
import { type Deadlines, deadlinesSubject, letsRunAgain, reconcile } from '../deadlines/index.js';
import { isStrikingOut, struckOutOf, struckWith } from '../vocabulary/amendment.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type Books } from './books.js';
import { type Derive } from './clocks.js';
import { derivedBy } from './derived.js';
import { isOfItsCalendar } from './settled-calendar.js';

/** What is to be recorded next, and the fact that is the cause of it. */
export interface Reconciliation {
  readonly cause: RecordedFact;
  readonly derived: readonly DerivedDeadline[];
  /** Of the subject's facts, by then. Left out where there are none. */
  readonly struckOut?: readonly string[];
  /** Nothing came after the cause: once it is recorded, there is nothing left to record. */
  readonly isLast: boolean;
}

/**
 * The first fact of the subject or the calendar, or of what its authority settles for deadlines, or fact by which a
 * deadline runs again, up to a position, that the recorded deadlines do not take account of.
 * Each cause is judged by what the log held when it came, so that a date which moves names what moved it; and a cause is
 * passed over once a later one has been recorded, so that no date moves back. Pure: the same log gives the same answer.
 */
export const pendingReconciliation = (
  books: Books,
  derive: Derive,
  upTo: Position | undefined,
  context: DecisionContext,
): Reconciliation | undefined => {
  const recorded = foldAll(deadlinesSubject, books.deadlines);
  const causes = causesAfter(settledAt(books), upTo, books);
  const last = causes.at(-1);
  if (last === undefined) return undefined;
  const inTheEnd = standsAfter(last, books, derive);
  const isSettled = saysNothing(inTheEnd, recorded, context);
  for (const cause of isSettled ? causes.filter((one) => ended(one, recorded)) : causes.slice(0, -1)) {
    const stands = standsAfter(cause, books, derive);
    if (!saysNothing(stands, recorded, context)) return { cause, ...stands, isLast: false };
  }
  return isSettled ? undefined : { cause: last, ...inTheEnd, isLast: true };
};

/** Whether it struck out what had started a deadline: one that has the same key and date since is another one. */
const ended = (cause: RecordedFact, recorded: Deadlines): boolean =>
  isStrikingOut(cause) && recorded.some((held) => isStanding(held) && held.startedBy === cause.data.fact);

const isStanding = ({ status }: Deadlines[number]): boolean => status !== 'superseded';

type Standing = Pick<Reconciliation, 'derived' | 'struckOut'>;

/** What one command struck out is gone at once. */
const standsAfter = (cause: RecordedFact, books: Books, derive: Derive): Standing => {
  const { position } = isStrikingOut(cause) ? (struckWith(cause, books.subject).at(-1) ?? cause) : cause;
  const derived = derivedAt(position, books, derive);
  const struckOut = struckOutOf(factsUpTo(position, books.subject));
  return struckOut.length === 0 ? { derived } : { derived, struckOut };
};

/** The position of the last fact that the recorded deadlines take account of: what caused the last of them. */
const settledAt = (books: Books): Position | undefined => {
  const causes = new Set(books.deadlines.map(({ metadata }) => metadata.causationId));
  return movers(books)
    .filter(({ id }) => causes.has(id))
    .map(({ position }) => position)
    .sort()
    .at(-1);
};

const causesAfter = (
  settled: Position | undefined,
  upTo: Position | undefined,
  books: Books,
): readonly RecordedFact[] =>
  movers(books)
    .filter(({ position }) => (settled === undefined || position > settled) && (upTo === undefined || position <= upTo))
    .sort((one, other) => (one.position < other.position ? -1 : 1));

/** What can move a date, or a ladder. */
const movers = ({ subject, calendar, settings, deadlines }: Books): readonly RecordedFact[] => [
  ...subject,
  ...calendar.filter((fact) => isOfItsCalendar(fact, settings)),
  ...settings.filter(isSettledTerms),
  ...deadlines.filter(letsRunAgain),
];

/** A stream's facts up to a position: the same list where that is all of them, since of that one the folding is remembered. */
const factsUpTo = (position: Position, facts: readonly RecordedFact[]): readonly RecordedFact[] => {
  const last = facts.at(-1);
  return last === undefined || last.position <= position ? facts : facts.filter((fact) => fact.position <= position);
};

const derivedAt = (position: Position, books: Books, derive: Derive): readonly DerivedDeadline[] => {
  const known = {
    subject: factsUpTo(position, books.subject),
    calendar: books.calendar.filter((fact) => fact.position <= position),
    settings: factsUpTo(position, books.settings),
    deadlines: factsUpTo(position, books.deadlines),
  };
  const causes = [...books.subject, ...books.calendar, ...books.settings, ...books.deadlines];
  return derivedBy((terms) => derive(known.subject, terms), known, { deadlines: books.deadlines, causes });
};

const saysNothing = (stands: Standing, recorded: Deadlines, context: DecisionContext): boolean =>
  reconcile({ ...stands, cause: '' } as Parameters<typeof reconcile>[0], recorded, context).length === 0;
