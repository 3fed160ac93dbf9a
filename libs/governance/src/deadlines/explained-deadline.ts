import { type PlainDateText, type StreamSubject } from '#kernel';
import { type Deadline } from './deadline.js';
import { metAsRead, undelivered } from './deadline-board.js';
import { type ExplainedDeadline } from './deadline-questions.query.js';
import { nextReminderAt } from './due-reminders.js';
import { judgedOn } from './standing.js';
import { remindersOf } from './told-reminders.js';

/** A deadline with everything that explains it, as a day judges it: what the board's row of it would say. */
export const explainedOn = (
  deadline: Deadline,
  { category, id }: Pick<StreamSubject, 'category' | 'id'>,
  asAt: PlainDateText,
): ExplainedDeadline => {
  const told = { ...termsOf(deadline), ...storyOf(deadline) };
  return { ...{ subjectCategory: category, subject: id }, ...told, ...judgedOn(told, asAt) };
};

const termsOf = ({ rule, ...deadline }: Deadline) => ({
  ...{ key: deadline.key, version: deadline.version, title: deadline.title },
  ...{ body: deadline.body, bodies: deadline.bodies ?? [deadline.body], owner: deadline.owner },
  ...{ rule: rule.id, ruleVersion: rule.version, basis: rule.basis, citation: rule.citation, hardness: rule.hardness },
  ...{ dueOn: deadline.dueOn, dueAt: deadline.dueAt, receipt: deadline.receipt, explained: deadline.explained },
  ...{ startedBy: deadline.startedBy, becomes: deadline.becomes?.command ?? null, rungs: deadline.rungs },
});

const storyOf = (deadline: Deadline) => ({
  ...{ status: deadline.status, setAt: deadline.setAt, changedAt: deadline.changedAt },
  ...metAsRead(deadline),
  passedAtRevision: deadline.passed?.subjectRevision ?? null,
  ...{ waived: deadline.waived ?? null, moves: deadline.moves, changes: deadline.changes },
  ...{ suspensions: deadline.suspensions, reminders: remindersOf(deadline) },
  ...{ nextReminderAt: nextReminderAt(deadline) ?? null, undelivered: undelivered(deadline), parked: null },
});
