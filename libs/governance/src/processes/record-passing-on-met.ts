import { foldAll, type RecordedFact } from '#kernel';
import { type DeadlineFact, deadlinesSubject, subjectOfDeadlines } from '../deadlines/index.js';
import { type Due } from './pass-deadlines-in-time.js';

/**
 * The date that may have passed without its passing being recorded: a window that was closed because its time had come
 * is met by that, and a worker may have died in between. Nothing for other facts.
 */
export const dueAfterMet = (recorded: RecordedFact): Due | undefined => {
  const fact = recorded as RecordedFact<DeadlineFact> & DeadlineFact;
  const subject = subjectOfDeadlines(fact.stream);
  if (subject === undefined || fact.type !== 'DeadlineMet') return undefined;
  return { subject, key: fact.data.key, version: fact.data.version };
};

/** Whether the recorded deadlines still want that passing: most of what is met becomes nothing, or has its passing already. */
export const wantsPassing = ({ key }: Due, deadlines: readonly RecordedFact[]): boolean =>
  foldAll(deadlinesSubject, deadlines).some(
    (held) => held.key === key && held.becomes !== undefined && held.passed === undefined,
  );
