const KEY = 'R22/round-1';

const OF_REMINDER = {
  occurredOn: '2024-09-25',
  key: KEY,
  version: 1,
  rung: 'T-7d',
  recipient: 'report-author',
} as const;
const MESSAGE = { messageId: '5f0c3f0e-0c63-5d61-9d5b-1b0c8f1a6f10@council.example' } as const;

/** An example of every type and version of fact about a reminder, with every field that it may have. None of them is edited or removed. */
export const goldenReminders = {
  ReminderClaimed: { 1: { ...OF_REMINDER, ...MESSAGE, escalatesTo: 'director' } },
  ReminderSent: {
    1: { ...OF_REMINDER, ...MESSAGE, address: 'community-safety@council.example', resent: true, late: true },
  },
  ReminderFailed: {
    1: {
      ...OF_REMINDER,
      ...MESSAGE,
      reason: 'the mail server refused it: 550 no such mailbox',
      escalatesTo: 'director',
    },
  },
  ReminderReleased: { 1: { ...OF_REMINDER, ...MESSAGE } },
  ReminderSuperseded: {
    1: { ...OF_REMINDER, reason: 'the date moved from 2024-10-02 to 2024-10-16: the consultation was extended' },
  },
  ReminderHistoric: { 1: OF_REMINDER },
} as const;
