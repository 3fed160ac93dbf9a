import { type RecordedFact } from '#kernel';
import { type DeadlineFact, subjectOfDeadlines } from '../deadlines/index.js';
import { type DeadlineTimer, timerOf } from './deadline-timers.js';

/** The timer that a fact about deadlines asks for: of a date that was set, or moved. */
export const timersAfter = (recorded: RecordedFact): readonly DeadlineTimer[] => {
  const fact = recorded as RecordedFact<DeadlineFact> & DeadlineFact;
  const subject = subjectOfDeadlines(fact.stream);
  if (subject === undefined) return [];
  switch (fact.type) {
    case 'DeadlineSet':
      return [timerOf({ subject, key: fact.data.key, version: fact.data.version, dueAt: fact.data.dueAt })];
    case 'DeadlineMoved':
      return [timerOf({ subject, key: fact.data.key, version: fact.data.version, dueAt: fact.data.to.dueAt })];
    default:
      return [];
  }
};
