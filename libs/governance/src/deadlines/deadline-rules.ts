import { type DecisionContext, londonDay } from '#kernel';
import { stated } from '../vocabulary/stated.js';
import { type Deadline, type DeadlineFact, type Deadlines } from './deadline.js';
import { type ClaimReminder, type PassDeadline, type RecordReminderOutcome } from './deadline-commands.js';
import { stillReminds } from './due-reminders.js';
import { unsent } from './owed-reminders.js';
import { isSameReminder, type Reminder } from './reminder.js';

/** The date passes only in the version that is in force, only once, and only when it has come. */
export const pass = (
  { key, version, subjectRevision }: PassDeadline,
  deadlines: Deadlines,
  { now }: DecisionContext,
): readonly DeadlineFact[] => {
  const deadline = deadlines.find((held) => held.key === key);
  if (deadline?.version !== version || !canPass(deadline) || now < deadline.dueAt) return [];
  const { dueAt, dueOn } = deadline;
  return [{ type: 'DeadlinePassed', data: { occurredOn: dueOn, key, version, dueAt, subjectRevision } }];
};

/** A deadline that becomes something is met by what it becomes, and may be so before its passing is recorded. */
const canPass = ({ status, becomes, passed }: Deadline): boolean =>
  status === 'running' || (status === 'met' && becomes !== undefined && passed === undefined);

/** A reminder is claimed once. What was met, waived or moved meanwhile is not sent any more. */
export const claim = (
  { key, version, rung, recipient, messageId, escalatesTo }: ClaimReminder,
  deadlines: Deadlines,
  { today, now }: DecisionContext,
): readonly DeadlineFact[] => {
  const deadline = deadlines.find((held) => held.key === key);
  if (deadline?.version !== version || !stillReminds(deadline)) return [];
  const step = deadline.rungs.find((held) => held.rung === rung);
  if (step === undefined || step.sendAt > now || !isForTheTaking(deadline, { version, rung, recipient })) return [];
  const data = stated({ occurredOn: today, key, version, rung, recipient, messageId, escalatesTo });
  return [{ type: 'ReminderClaimed', data }];
};

/** Nobody has taken it yet, or it was given up and an office asks for it again. */
const isForTheTaking = (deadline: Deadline, wanted: Pick<Reminder, 'version' | 'rung' | 'recipient'>): boolean =>
  unsent(deadline).some(({ rung, recipient }) => rung === wanted.rung && recipient === wanted.recipient) ||
  deadline.reminders.some((held) => held.status === 'released' && isSameReminder(held, wanted));

/** What became of a claimed reminder is recorded once. One that was sent while its date moved was sent all the same. */
export const recordOutcome = (
  { key, version, rung, recipient, outcome }: RecordReminderOutcome,
  deadlines: Deadlines,
  { now }: DecisionContext,
): readonly DeadlineFact[] => {
  const reminder = claimed(deadlines, { key, version, rung, recipient });
  if (reminder?.messageId === undefined || !isOpenTo(outcome, reminder)) return [];
  const data = { occurredOn: londonDay(now), key, version, rung, recipient, messageId: reminder.messageId };
  if (!outcome.sent) {
    const { reason, escalatesTo } = outcome;
    return [{ type: 'ReminderFailed', data: stated({ ...data, reason, escalatesTo }) }];
  }
  const { address, resent, late } = outcome;
  return [{ type: 'ReminderSent', data: { ...data, address, resent, late } }];
};

const isOpenTo = ({ sent }: RecordReminderOutcome['outcome'], { status }: Reminder): boolean =>
  status === 'claimed' || (sent && status === 'superseded');

/** The reminder of this name, if it was ever claimed. */
export const claimed = (
  deadlines: Deadlines,
  wanted: { readonly key: string } & Pick<Reminder, 'version' | 'rung' | 'recipient'>,
): Reminder | undefined =>
  deadlines.find(({ key }) => key === wanted.key)?.reminders.find((held) => isSameReminder(held, wanted));
