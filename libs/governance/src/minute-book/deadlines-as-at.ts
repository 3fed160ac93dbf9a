import { endOfLondonDay } from '#calendar';
import { foldAll, happenedBy, type InstantText, type OccurredOn, type PlainDateText, type RecordedFact } from '#kernel';
import {
  type Deadline,
  type DeadlineFact,
  type Deadlines,
  deadlineSet,
  deadlinesFold,
  hasMoved,
  isOpen,
  isRecounted,
  isToGo,
  toldNow,
  withStatement,
} from '../deadlines/index.js';
import { type Books } from '../processes/books.js';
import { type Clockwork } from '../processes/clocks.js';
import { derivedBy } from '../processes/derived.js';
import { notComputableBy } from '../processes/not-computable.js';
import { isAmendment, struckOutOf } from '../vocabulary/amendment.js';
import { happenedByDay } from '../vocabulary/chronicle.js';
import { type DerivedDeadline, type NotComputable } from '../vocabulary/deadline.js';
import { type Entry } from '../vocabulary/facet.js';
import { type Judgement, knownBy } from './matter-as-at.js';

/**
 * The deadlines of a matter or plan as they stood: derived from what had happened by a day and was known by an instant,
 * with what the record of the deadlines says of them by then. What is corrected in the record, or supplied, counts for the
 * fact that it cites. The calendar and the authority's settings are those of that day, or of the day on which the log
 * learned of what had happened, where that was later. Nothing where the subject had not begun, or the log did not know of it.
 */
export const deadlinesAsAt = (clockwork: Clockwork, books: Books, asOf: AsOf): Deadlines | undefined => {
  const past = pastOf(clockwork, books, asOf);
  return past === undefined
    ? undefined
    : inLineWith(derivedFrom(clockwork, past), foldAll(deadlinesFold, past.books.deadlines), past.causes);
};

/**
 * What could not be computed of them: deadlines without a date, and steps without a morning of those that are still to be
 * done. Nothing where the subject had not begun.
 */
export const notComputableAsAt = (clockwork: Clockwork, books: Books, asOf: AsOf): readonly NotComputable[] => {
  const past = pastOf(clockwork, books, asOf);
  return past === undefined ? [] : notComputableBy(clockwork, past.happened, past.books);
};

type AsOf = Pick<Judgement, 'asAt' | 'knownAt'>;

/** What had happened by a day, with all that counted then. */
interface Past {
  readonly happened: readonly Entry[];
  readonly books: Books;
  readonly causes: readonly RecordedFact[];
}

const pastOf = (clockwork: Clockwork, all: Books, { asAt, knownAt }: AsOf): Past | undefined => {
  const known = knownBooks(all, knownAt);
  const entries = clockwork.chronicleOf(known.subject).entries;
  const happened = asAt === undefined ? entries : happenedByDay(entries, asAt);
  if (happened.length === 0) return undefined;
  const books = asAt === undefined ? known : booksOf(asAt, known, happened);
  return { happened, books, causes: [...books.subject, ...books.calendar, ...books.settings, ...books.deadlines] };
};

const derivedFrom = (clockwork: Clockwork, { happened, books, causes }: Past): readonly DerivedDeadline[] =>
  derivedBy((terms) => clockwork.running(happened, terms), books, { deadlines: books.deadlines, causes });

const knownBooks = (books: Books, knownAt: Judgement['knownAt']): Books => ({
  subject: knownBy(books.subject, knownAt),
  calendar: knownBy(books.calendar, knownAt),
  settings: knownBy(books.settings, knownAt),
  deadlines: knownBy(books.deadlines, knownAt),
});

/** The books with no more than what counts on a day on which these of the subject's facts had happened. */
const booksOf = (asAt: PlainDateText, books: Books, happened: readonly Entry[]): Books => {
  const ids = new Set(happened.map(({ id }) => id));
  const learned = happened.reduce<InstantText>((last, { recordedAt }) => (recordedAt > last ? recordedAt : last), '');
  const end = endOfLondonDay(asAt);
  const isInForce = ({ metadata: { recordedAt } }: RecordedFact): boolean => recordedAt < end || recordedAt <= learned;
  const subject = books.subject.filter((fact) => ids.has(fact.id) || ids.has(amendedBy(fact)));
  const [calendar, settings] = [books.calendar.filter(isInForce), books.settings.filter(isInForce)];
  const counting = countingAmong(books, [...subject, ...calendar, ...settings]);
  const deadlines = withoutThoseStartedBy(counting.struckOut, ofDeadlinesOn(asAt, books.deadlines, counting));
  return { subject, calendar, settings, deadlines };
};

/** The record of deadlines without all that it tells of some, by the facts that have started them: they never were. */
const withoutThoseStartedBy = (
  facts: readonly string[],
  deadlines: readonly RecordedFact[],
): readonly RecordedFact[] => {
  if (facts.length === 0) return deadlines;
  const gone = foldAll(deadlinesFold, deadlines).filter(({ startedBy }) => facts.includes(startedBy));
  const keys = new Set<unknown>(gone.map(({ key }) => key));
  return deadlines.filter(({ data }) => !keys.has(Reflect.get(data, 'key')));
};

/** The fact that a correction, a supplied date or a striking out is about. */
const amendedBy = (fact: RecordedFact): string => (isAmendment(fact) ? fact.data.fact : '');

interface Counting {
  /** Whether facts count, by their ids; those alone of the subject, the calendar and the settings are in it. */
  readonly facts: ReadonlyMap<string, boolean>;
  /** Ids of facts of the subject that were struck out, on whatever day. */
  readonly struckOut: readonly string[];
}

const countingAmong = ({ subject, calendar, settings }: Books, counting: readonly RecordedFact[]): Counting => {
  const counts = new Map([...subject, ...calendar, ...settings].map(({ id }) => [id, false]));
  for (const { id } of counting) counts.set(id, true);
  // Once it is struck out, what was recorded because of it is told with what undid that, each by its own day.
  for (const id of struckOutOf(counting)) counts.delete(id);
  return { facts: counts, struckOut: struckOutOf(subject) };
};

/** What counts on a day of the record of deadlines; of one whose waiver was withdrawn only later, nothing that the record says after that. */
const ofDeadlinesOn = (
  asAt: PlainDateText,
  recorded: readonly RecordedFact[],
  counting: Counting,
): readonly RecordedFact[] => {
  const stillWaived = new Set<string>();
  return (recorded as readonly (RecordedFact<DeadlineFact> & DeadlineFact)[]).filter((fact) => {
    const counts = countsOn(asAt, fact, counting);
    if (!counts && fact.type === 'DeadlineWaiverWithdrawn') stillWaived.add(fact.data.key);
    return counts && !stillWaived.has(fact.data.key);
  });
};

/**
 * What somebody did to a deadline or its reminders counts from its day on; a date goes by at the end of its own; the rest
 * counts with its cause, and what was met with the fact that met it, too. Where the cause was struck out, another entry may
 * have started it as well: that it was set counts from its own day on, and which entry that is for any day.
 */
const countsOn = (
  asAt: PlainDateText,
  fact: RecordedFact<DeadlineFact> & DeadlineFact,
  { facts, struckOut }: Counting,
): boolean => {
  if (fact.type === 'DeadlinePassed') return dayOf(fact) < asAt;
  if (fact.type === 'DeadlineMet' && facts.get(fact.data.by) === false) return false;
  if (fact.type === 'DeadlineRestated' && fact.data.startedBy !== undefined) return true;
  const cause = fact.metadata.causationId;
  const isByItsDay = DONE_BY_SOMEBODY.has(fact.type) || (fact.type === 'DeadlineSet' && struckOut.includes(cause));
  return (isByItsDay ? undefined : facts.get(cause)) ?? dayOf(fact) <= asAt;
};

const DONE_BY_SOMEBODY: ReadonlySet<DeadlineFact['type']> = new Set([
  ...(['DeadlineWaived', 'DeadlineWaiverWithdrawn', 'DeadlineSuspended', 'DeadlineResumed'] as const),
  ...(['ReminderClaimed', 'ReminderSent', 'ReminderFailed', 'ReminderReleased'] as const),
]);

const dayOf = ({ data, metadata }: RecordedFact<DeadlineFact>): PlainDateText =>
  happenedBy((data as { readonly occurredOn: OccurredOn }).occurredOn, metadata.recordedAt);

/** What the record says of each, with the date that follows from the facts: the record may be behind, or have learned of things in another order. */
const inLineWith = (
  derived: readonly DerivedDeadline[],
  recorded: Deadlines,
  causes: readonly RecordedFact[],
): Deadlines => {
  const learned = causes.reduce<InstantText>(
    (last, { metadata }) => (metadata.recordedAt > last ? metadata.recordedAt : last),
    '',
  );
  const struckOut = struckOutOf(causes);
  return [
    ...derived.map((now) => {
      const held = recorded.find(({ key }) => key === now.key);
      return held === undefined || held.status === 'superseded' ? setBy(now, causes) : broughtTo(now, held, learned);
    }),
    ...recorded
      .filter(({ key }) => !derived.some((now) => now.key === key))
      .map((held): Deadline => (isToGo(held, struckOut) ? { ...held, status: 'superseded' } : held)),
  ].sort(inOrderOfDates);
};

/** One of which the record does not tell: as it would be set. */
const setBy = (
  { opensOn: _, uncounted: _uncounted, met, waivedBy, ...told }: DerivedDeadline,
  causes: readonly RecordedFact[],
): Deadline => {
  const setAt = causes.find(({ id }) => id === told.startedBy)?.metadata.recordedAt ?? told.dueAt;
  const set = deadlineSet({ ...told, version: 1 }, setAt);
  if (waivedBy !== undefined) return waivedIn(set, waivedBy);
  return met === undefined ? set : { ...set, status: 'met', met };
};

/** What was waived stays so, whatever its date; what moved runs again, and so does what nothing meets; all is told as the facts have it. */
const broughtTo = (now: DerivedDeadline, before: Deadline, learned: InstantText): Deadline => {
  const held = withStatement(before, toldNow(before, now));
  if (held.status === 'waived') return hasMoved(held, now) ? { ...movedTo(now, held), status: 'waived' } : held;
  const terms = now.met === undefined && isOpen(held) ? { owner: now.owner, rungs: now.rungs } : {};
  const brought = { ...(hasMoved(held, now) ? movedTo(now, held) : countedAs(now, held, learned)), ...terms };
  if (now.waivedBy !== undefined) return waivedIn(brought, now.waivedBy);
  return now.met === undefined ? notMet(brought) : { ...brought, status: 'met', met: now.met };
};

const waivedIn = (
  { met: _, ...deadline }: Deadline,
  { on: _on, ...waived }: NonNullable<DerivedDeadline['waivedBy']>,
): Deadline => ({ ...deadline, status: 'waived', waived });

const notMet = ({ met: _, ...deadline }: Deadline): Deadline => {
  if (deadline.status !== 'met') return deadline;
  return { ...deadline, status: deadline.passed === undefined ? 'running' : 'passed' };
};

/** The date stays, with the days by which it was counted then; one that had gone by when the log learned last of what counts is not counted again. */
const countedAs = (now: DerivedDeadline, held: Deadline, learned: InstantText): Deadline =>
  held.dueAt > learned && isRecounted(held, now) ? { ...held, receipt: now.receipt, explained: now.explained } : held;

const movedTo = ({ dueOn, dueAt, receipt, explained, rungs, owner }: DerivedDeadline, held: Deadline): Deadline => {
  const { met: _met, passed: _passed, ...rest } = held;
  const status = held.status === 'suspended' ? 'suspended' : 'running';
  return { ...rest, dueOn, dueAt, receipt, explained, rungs, owner, status };
};

const inOrderOfDates = (one: Deadline, other: Deadline): number =>
  one.dueOn === other.dueOn ? (one.key < other.key ? -1 : 1) : one.dueOn < other.dueOn ? -1 : 1;
