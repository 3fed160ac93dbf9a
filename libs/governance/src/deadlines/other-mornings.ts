import { type DecisionContext } from '#kernel';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type Deadline } from './deadline.js';
import { historic, historicOf, open, pending, type Recipient, recipientsOf, withdrawn } from './owed-reminders.js';
import { type ReminderHistoric, type ReminderStatus, type ReminderSuperseded } from './reminder.js';

/**
 * What becomes of the reminders of a new version of a deadline at once. Where its date is another one, what lay before it
 * was recorded is history. Where only its mornings are others, each step is still told once: what was sent does not go out
 * again, and what is owed goes out, late, though its new morning is over.
 */
export const remindersAtFirst = (
  held: Deadline,
  now: DerivedDeadline,
  version: number,
  context: DecisionContext,
): readonly (ReminderHistoric | ReminderSuperseded)[] => {
  if (held.dueAt !== now.dueAt) return historic(now, version, context);
  const { key, rungs } = now;
  const taken = held.reminders.filter(({ version: of, status }) => of === held.version && TAKEN.has(status));
  const isTaken = (one: Recipient): boolean => taken.some((told) => isSame(told, one));
  const owed = open(held).filter((one) => !isTaken(one));
  const over = recipientsOf(rungs.filter(({ sendAt }) => sendAt <= context.now));
  const again = pending(now, context.now).filter(isTaken);
  return [
    ...historicOf(
      { key, version },
      over.filter((one) => !owed.some((left) => isSame(left, one))),
      context,
    ),
    ...withdrawn({ key, version }, again, 'it was sent before its morning changed', context),
  ];
};

/** Handed over, or perhaps handed over. */
const TAKEN: ReadonlySet<ReminderStatus> = new Set(['sent', 'claimed']);

const isSame = (one: Recipient, other: Recipient): boolean =>
  one.rung === other.rung && one.recipient === other.recipient;
