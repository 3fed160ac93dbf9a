import { foldAll, type RecordedFact } from '#kernel';
import { calendarsSettled } from '../authorities/index.js';
import { type Deadline, type DeadlineFact, deadlinesSubject, hasMoved } from '../deadlines/index.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';

/** What is on record of a subject's deadlines, and of what may have caused it. */
interface Record {
  readonly deadlines: readonly RecordedFact[];
  readonly causes: readonly RecordedFact[];
  /** What the authority has settled, as far as the derivation goes. */
  readonly settings: readonly RecordedFact[];
}

/**
 * The deadlines, but for dates that had gone by when another calendar was settled, and those that it would put before that
 * moment: they stay as the calendar before it counts them, for as long as nothing else moves them. What was recorded only
 * afterwards is counted by the calendar in force, however old it is.
 *
 * @param derivedBefore gives the deadlines by the calendar that was settled before a fact, all else being the same
 */
export const keptWhereGoneBy = (
  derived: readonly DerivedDeadline[],
  { deadlines, causes, settings }: Record,
  derivedBefore: (settled: RecordedFact) => readonly DerivedDeadline[],
): readonly DerivedDeadline[] => {
  const changes = calendarsSettled(settings);
  if (changes.length === 0) return derived;
  const recorded = foldAll(deadlinesSubject, deadlines);
  const before = remembering(derivedBefore);
  return derived.map((now) => {
    const held = recorded.find(({ key }) => key === now.key);
    if (held === undefined || !canStay(held) || !hasMoved(held, now)) return now;
    const cause = causeOfDate(now.key, deadlines, causes);
    const barred = changes.filter((change) => isAfter(change, cause) && isTooLateFor(change, held, now));
    for (const change of barred.toReversed()) {
      const then = before(change).find(({ key }) => key === now.key);
      if (then !== undefined && !hasMoved(held, then)) return then;
    }
    return now;
  });
};

const canStay = ({ status }: Deadline): boolean => status === 'running' || status === 'passed' || status === 'waived';

/** What gave the deadline the date that it has. */
const causeOfDate = (
  key: string,
  deadlines: readonly RecordedFact[],
  causes: readonly RecordedFact[],
): RecordedFact | undefined => {
  const telling = (deadlines as readonly (RecordedFact<DeadlineFact> & DeadlineFact)[]).findLast(
    ({ type, data }) => (type === 'DeadlineSet' || type === 'DeadlineMoved') && data.key === key,
  );
  return causes.find(({ id }) => id === telling?.metadata.causationId);
};

const isAfter = (change: RecordedFact, cause: RecordedFact | undefined): boolean =>
  cause !== undefined && change.position > cause.position;

const isTooLateFor = ({ metadata }: RecordedFact, held: Deadline, now: DerivedDeadline): boolean =>
  held.dueAt <= metadata.recordedAt || now.dueAt <= metadata.recordedAt;

const remembering = (derivedBefore: (settled: RecordedFact) => readonly DerivedDeadline[]) => {
  const known = new Map<string, readonly DerivedDeadline[]>();
  return (settled: RecordedFact): readonly DerivedDeadline[] => {
    const derived = known.get(settled.id) ?? derivedBefore(settled);
    known.set(settled.id, derived);
    return derived;
  };
};
