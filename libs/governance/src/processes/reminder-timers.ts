import { v5 as uuidv5 } from 'uuid';
import { type InstantText, type StreamSubject } from '#kernel';
import { deadlinesStreamOf } from '../deadlines/index.js';
import { type DeadlineTimer } from './deadline-timers.js';

/** Names the timers of reminders among all timers. */
export const REMINDER = 'reminder';

/** What a timer of reminders is for: all that is due of one deadline by then. */
export interface Reminding {
  readonly subject: StreamSubject;
  readonly key: string;
  /** Of the deadline's date. */
  readonly version: number;
  readonly sendAt: InstantText;
}

/** The timer of one morning of one deadline's ladder. A date that moves has timers of its own. */
export const reminderTimerOf = ({ subject, key, version, sendAt }: Reminding): DeadlineTimer => ({
  id: [
    REMINDER,
    deadlinesStreamOf(subject),
    uuidv5(key, uuidv5.URL),
    `v${version}`,
    sendAt.replaceAll(/[^0-9]/g, ''),
  ].join('.'),
  dueAt: sendAt,
  data: { kind: REMINDER, subject: { ...subject }, key },
});

/** The deadline that a timer is for. */
export const remindedOf = ({ data }: Pick<DeadlineTimer, 'data'>): Pick<Reminding, 'subject' | 'key'> => {
  const { subject, key } = data as unknown as { subject: StreamSubject; key: string };
  return { subject, key };
};
