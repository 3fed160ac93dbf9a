import { type InstantText } from '#kernel';
import { type Deadline } from './deadline.js';
import { stillReminds } from './due-reminders.js';
import { unsent } from './owed-reminders.js';
import { type ReminderStatus } from './reminder.js';

/** A reminder, as it is read: of whom, when, and what became of it. It tells no address. */
export interface ToldReminder {
  /** The step of the ladder: `T-7d`. */
  readonly rung: string;
  /** Slug of the office. */
  readonly office: string;
  /** Of the deadline's date. */
  readonly version: number;
  /** `planned`: its time has not come, or nobody has taken it yet. */
  readonly status: ReminderStatus | 'planned';
  /** When it is or was to be sent; left out for a date that is no longer in force. */
  readonly sendAt?: InstantText;
  /** When the log learned of its status. */
  readonly at?: InstantText;
  /** How often it was asked for again after it had been given up. */
  readonly releases?: number;
  readonly late?: boolean;
  readonly resent?: boolean;
  /** Why it failed, or was superseded. */
  readonly reason?: string;
  /** The office that is told as well, or instead. */
  readonly escalatesTo?: string;
}

type Reminded = Pick<Deadline, 'status' | 'version' | 'rungs' | 'reminders'>;

/** What became of the reminders of a deadline, in the order in which it came about, and then those that are planned. */
export const remindersOf = (deadline: Reminded): readonly ToldReminder[] => [
  ...deadline.reminders.map(
    ({ recipient, rung, version, messageId: _, claimedAt: _c, reason, ...held }): ToldReminder => ({
      ...{ ...held, rung, version, office: recipient, ...timeOf(deadline, rung, version) },
      ...(reason === undefined ? {} : { reason: withoutAddresses(reason) }),
    }),
  ),
  ...(stillReminds(deadline) ? plannedOf(deadline) : []),
];

const plannedOf = (deadline: Reminded): readonly ToldReminder[] =>
  unsent(deadline).map(({ rung, recipient }) => ({
    ...{ rung, office: recipient, version: deadline.version, status: 'planned' as const },
    ...timeOf(deadline, rung, deadline.version),
  }));

const timeOf = (deadline: Reminded, rung: string, version: number): { readonly sendAt?: InstantText } => {
  const step = version === deadline.version ? deadline.rungs.find((held) => held.rung === rung) : undefined;
  return step === undefined ? {} : { sendAt: step.sendAt };
};

/** A mail server's words may repeat to whom the mail went. */
const withoutAddresses = (words: string): string => words.replaceAll(/[^\s<>@:]+@[^\s<>]+/g, '(address)');
