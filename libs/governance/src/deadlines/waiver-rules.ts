import { type DecisionContext, malformed, refuse } from '#kernel';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type Deadline, type DeadlineFact, type Deadlines } from './deadline.js';
import { type WaiveDeadline } from './deadline-commands.js';
import { open, withdrawn } from './reconcile.js';

/** A deadline that is running or suspended may be waived; its row stays, with who, when, in which capacity and why. */
export const waive = (
  command: WaiveDeadline,
  deadlines: Deadlines,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { key, by, capacity, reason, document } = command;
  const deadline = deadlines.find((held) => held.key === key) ?? malformed('/key', 'names no deadline of this subject');
  if (isSaid(deadline, command)) return [];
  requireInTime(deadline);
  requireOnlyADate(deadline);
  const { version } = deadline;
  const data = stated({ occurredOn: context.today, key, version, by, capacity, reason, document });
  return [
    { type: 'DeadlineWaived', data },
    ...withdrawn(deadline, open(deadline), `waived by ${by}: ${reason}`, context),
  ];
};

/** Whether the same waiver is on record. @throws Refusal where another one is */
const isSaid = ({ waived }: Deadline, { by, capacity, reason, document }: WaiveDeadline): boolean => {
  if (waived === undefined || saysTheSame(waived, stated({ by, capacity, reason, document })))
    return waived !== undefined;
  return refuse({
    reason: `the deadline was waived by ${waived.by} already: ${waived.reason}`,
    rule: 'deadlines/waived-once',
    satisfiedBy: 'nothing: the waiver that is on record stands, with who gave it and why',
    pointer: '/key',
  });
};

const requireInTime = ({ status }: Deadline): void => {
  if (status === 'running' || status === 'suspended') return;
  refuse({
    reason: `the deadline is ${status}`,
    rule: 'deadlines/waived-while-running',
    satisfiedBy: 'nothing: only a deadline that is running or suspended can be waived',
    pointer: '/key',
  });
};

/** What a date becomes happens for as long as the subject has that date: a waiver would only hide that it does. */
const requireOnlyADate = ({ becomes }: Deadline): void => {
  if (becomes !== undefined)
    refuse({
      reason: `this date is the subject’s own, and becomes ${becomes.command}: nobody owes it, and without it that would never happen`,
      rule: 'deadlines/own-date-moved-by-its-subject',
      satisfiedBy: 'the command that changes the date itself: a consultation or a plan is extended',
      pointer: '/key',
    });
};
