import { longDay } from '#calendar';
import { type DecisionContext, malformed, refuse } from '#kernel';
import { rungInWords } from '../vocabulary/ladder.js';
import { type Deadline, type Deadlines } from './deadline.js';
import { type SendReminderAgain } from './deadline-commands.js';
import { deadlineNamed } from './deadline-named.js';
import { stillReminds } from './due-reminders.js';
import { isSameReminder, type Reminder, type ReminderReleased } from './reminder.js';

/** A reminder that was given up goes out again while its date is in force and what is due is not done. */
export const sendAgain = (
  { key, version, rung, recipient }: SendReminderAgain,
  deadlines: Deadlines,
  { today }: DecisionContext,
): readonly ReminderReleased[] => {
  const deadline = deadlineNamed(key, deadlines);
  const reminder =
    deadline.reminders.find((held) => isSameReminder(held, { version, rung, recipient })) ??
    malformed('/recipient', 'was never sent a reminder of this step and version: the board shows those that were');
  if (isUnderWay(reminder)) return [];
  const { messageId } = requireFailed(reminder);
  requireInForce(deadline, reminder);
  requireOnLadder(deadline, reminder);
  requireReminding(deadline);
  return [{ type: 'ReminderReleased', data: { occurredOn: today, key, version, rung, recipient, messageId } }];
};

/** It was asked for already, and has not come to an end since. */
const isUnderWay = ({ status, releases = 0 }: Reminder): boolean =>
  status === 'released' || (status === 'claimed' && releases > 0);

const requireFailed = ({ status, messageId }: Reminder): { readonly messageId: string } =>
  status === 'failed' && messageId !== undefined
    ? { messageId }
    : refuse({
        reason: `the reminder is ${status}, not failed`,
        rule: 'deadlines/sent-again-once-failed',
        satisfiedBy: 'nothing: only a reminder that was given up goes out again',
        pointer: '/recipient',
      });

const requireInForce = ({ version, dueOn }: Deadline, reminder: Reminder): void => {
  if (reminder.version === version) return;
  refuse({
    reason: `the date has moved since, to ${longDay(dueOn)}, which has reminders of its own`,
    rule: 'deadlines/sent-again-while-in-force',
    satisfiedBy: `nothing: only reminders of version ${version} still go out`,
    pointer: '/version',
  });
};

/** An authority may have settled another ladder since. Whoever was told instead of an office is told as long as there is the step. */
const requireOnLadder = ({ rungs, reminders }: Deadline, { version, rung, recipient }: Reminder): void => {
  const step = rungs.find((held) => held.rung === rung);
  const isToldInstead = reminders.some(
    (held) => held.version === version && held.rung === rung && held.escalatesTo === recipient,
  );
  if (step !== undefined && (step.offices.includes(recipient) || isToldInstead)) return;
  refuse({
    reason: `the reminder schedule has changed: ${recipient} is no longer reminded ${rungInWords(rung)}`,
    rule: 'deadlines/sent-again-while-on-the-ladder',
    satisfiedBy: 'a ladder that reminds that office at that step',
    pointer: '/rung',
  });
};

const requireReminding = (deadline: Deadline): void => {
  if (stillReminds(deadline)) return;
  refuse({
    reason: `the deadline is ${deadline.status}: nobody is reminded of it`,
    rule: 'deadlines/sent-again-while-reminding',
    satisfiedBy:
      deadline.status === 'suspended' ? 'letting its clock run again' : 'nothing: there is nothing left to do',
    pointer: '/key',
  });
};
