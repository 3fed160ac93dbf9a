import { type InstantText } from '#kernel';
import { type Deadline } from './deadline.js';
import { open } from './owed-reminders.js';
import { isSameReminder } from './reminder.js';

/** A reminder whose time has come and of which nobody has said what became of it. */
export interface DueReminder {
  readonly key: string;
  readonly version: number;
  readonly rung: string;
  readonly recipient: string;
  /** When it was to be sent. */
  readonly sendAt: InstantText;
  /** Set where somebody took it for sending before, and has not said what came of it, or it is asked for again. */
  readonly claimed?: { readonly messageId: string; readonly at: InstantText };
  /** How often it was asked for again. */
  readonly releases: number;
  /** Asked for again, and taken by nobody since. */
  readonly isReleased: boolean;
}

type Reminding = Pick<Deadline, 'key' | 'version' | 'status' | 'rungs' | 'reminders'>;

/** The reminders of a deadline that are to go out by an instant, in order of their time. */
export const remindersDue = (deadline: Reminding, by: InstantText): readonly DueReminder[] =>
  stillReminds(deadline) ? openReminders(deadline).filter(({ sendAt }) => sendAt <= by) : [];

/** When the next reminder is to be sent; nothing when none is left, or nobody is reminded any more. */
export const nextReminderAt = (deadline: Reminding): InstantText | undefined =>
  stillReminds(deadline) ? openReminders(deadline)[0]?.sendAt : undefined;

/** A date that has passed still reminds: overdue notices come after it. */
export const stillReminds = ({ status }: Pick<Deadline, 'status'>): boolean =>
  status === 'running' || status === 'passed';

const openReminders = (deadline: Reminding): readonly DueReminder[] =>
  open(deadline)
    .flatMap(({ rung, recipient }): readonly DueReminder[] => {
      const step = deadline.rungs.find((held) => held.rung === rung);
      if (step === undefined) return [];
      const of = { key: deadline.key, version: deadline.version, rung, recipient, sendAt: step.sendAt };
      return [{ ...of, ...storyOf(deadline, of) }];
    })
    .sort((one, other) => (one.sendAt < other.sendAt ? -1 : one.sendAt > other.sendAt ? 1 : 0));

const storyOf = (
  { reminders }: Reminding,
  of: Pick<DueReminder, 'version' | 'rung' | 'recipient'>,
): Pick<DueReminder, 'claimed' | 'releases' | 'isReleased'> => {
  const { messageId, claimedAt: at, releases = 0, status } = reminders.find((held) => isSameReminder(held, of)) ?? {};
  const asked = { releases, isReleased: status === 'released' };
  return messageId === undefined || at === undefined ? asked : { ...asked, claimed: { messageId, at } };
};
