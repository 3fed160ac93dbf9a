import { type DecisionContext, foldAll, type Position, type RecordedFact } from '#kernel';
import { type Deadlines, deadlinesSubject, reconcile } from '../deadlines/index.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type Derive, termsAfter } from './clocks.js';

/** All that the deadlines of one subject depend on, and the deadlines as they are recorded. */
export interface Books {
  readonly subject: readonly RecordedFact[];
  readonly calendar: readonly RecordedFact[];
  readonly deadlines: readonly RecordedFact[];
}

/** What is to be recorded next, and the fact that is the cause of it. */
export interface Reconciliation {
  readonly cause: RecordedFact;
  readonly derived: readonly DerivedDeadline[];
}

/**
 * The first fact of the subject or the calendar, up to a position, that the recorded deadlines do not take account of.
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
  if (last === undefined || saysNothing(derivedAt(last.position, books, derive), recorded, context)) return undefined;
  for (const cause of causes) {
    const derived = derivedAt(cause.position, books, derive);
    if (!saysNothing(derived, recorded, context)) return { cause, derived };
  }
  return undefined;
};

/** The position of the last fact that the recorded deadlines take account of: what caused the last of them. */
const settledAt = ({ subject, calendar, deadlines }: Books): Position | undefined => {
  const causes = new Set(deadlines.map(({ metadata }) => metadata.causationId));
  return [...subject, ...calendar]
    .filter(({ id }) => causes.has(id))
    .map(({ position }) => position)
    .sort()
    .at(-1);
};

const causesAfter = (
  settled: Position | undefined,
  upTo: Position | undefined,
  { subject, calendar }: Books,
): readonly RecordedFact[] =>
  [...subject, ...calendar]
    .filter(({ position }) => (settled === undefined || position > settled) && (upTo === undefined || position <= upTo))
    .sort((one, other) => (one.position < other.position ? -1 : 1));

const derivedAt = (position: Position, { subject, calendar }: Books, derive: Derive): readonly DerivedDeadline[] => {
  const before = (fact: RecordedFact): boolean => fact.position <= position;
  return derive(subject.filter(before), termsAfter(calendar.filter(before)));
};

const saysNothing = (derived: readonly DerivedDeadline[], recorded: Deadlines, context: DecisionContext): boolean =>
  reconcile({ derived, cause: '' } as Parameters<typeof reconcile>[0], recorded, context).length === 0;
