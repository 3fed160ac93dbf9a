import { type InstantText, type RecordedFact } from '#kernel';
import { type DeadlineFact, subjectOfDeadlines } from '../deadlines/index.js';
import { type Rung } from '../vocabulary/deadline.js';
import { type DeadlineTimer, timerOf } from './deadline-timers.js';
import { reminderTimerOf } from './reminder-timers.js';

/** The timers that a fact about deadlines asks for: of a date that was set, or moved, and of the ladder up to it; or of another ladder. */
export const timersAfter = (recorded: RecordedFact): readonly DeadlineTimer[] => {
  const fact = recorded as RecordedFact<DeadlineFact> & DeadlineFact;
  const subject = subjectOfDeadlines(fact.stream);
  if (subject === undefined || !setsTimes(fact)) return [];
  const { key, version, rungs } = fact.data;
  const dueAt = dueAtOf(fact);
  return [
    ...(dueAt === undefined ? [] : [timerOf({ subject, key, version, dueAt })]),
    ...morningsOf(rungs, fact).map((sendAt) => reminderTimerOf({ subject, key, version, sendAt })),
  ];
};

type SetsTimes = Extract<DeadlineFact, { type: 'DeadlineSet' | 'DeadlineMoved' | 'DeadlineLadderChanged' }>;

const setsTimes = (fact: RecordedFact & DeadlineFact): fact is RecordedFact & SetsTimes =>
  fact.type === 'DeadlineSet' || fact.type === 'DeadlineMoved' || fact.type === 'DeadlineLadderChanged';

/** The date that was set; nothing where only the ladder is another one. */
const dueAtOf = (fact: SetsTimes): InstantText | undefined => {
  if (fact.type === 'DeadlineLadderChanged') return undefined;
  return fact.type === 'DeadlineSet' ? fact.data.dueAt : fact.data.to.dueAt;
};

/** The times of a ladder that come after the fact; those before it are history. */
const morningsOf = (rungs: readonly Rung[], { metadata }: RecordedFact): readonly string[] => [
  ...new Set(rungs.map(({ sendAt }) => sendAt).filter((sendAt) => sendAt > metadata.recordedAt)),
];
