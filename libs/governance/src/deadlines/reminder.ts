import { type Fact, type OccurredOn } from '#kernel';

interface OfReminder {
  readonly occurredOn: OccurredOn;
  readonly key: string;
  /** The version of the deadline's date. */
  readonly version: number;
  readonly rung: string;
  /** Slug of the office that is told. */
  readonly recipient: string;
}

/** One worker, and no other, sends this reminder from here on. */
export type ReminderClaimed = Fact<'ReminderClaimed', OfReminder & { readonly messageId: string }>;

/** The mail server took it. */
export type ReminderSent = Fact<
  'ReminderSent',
  OfReminder & {
    readonly messageId: string;
    /** The address to which it went, as the authority had configured it. */
    readonly address: string;
    /** An earlier attempt may have been delivered: it was sent again under the same Message-ID. */
    readonly resent: boolean;
    /** It went out late, in the one digest after downtime. */
    readonly late: boolean;
  }
>;

/** It was given up. */
export type ReminderFailed = Fact<
  'ReminderFailed',
  OfReminder & { readonly messageId: string; readonly reason: string }
>;

/** Not sent, and why: the date moved, or what was due was done. */
export type ReminderSuperseded = Fact<'ReminderSuperseded', OfReminder & { readonly reason: string }>;

/** Its time lay before the deadline was recorded: history that was loaded late. Never sent. */
export type ReminderHistoric = Fact<'ReminderHistoric', OfReminder>;

export type ReminderFact = ReminderClaimed | ReminderSent | ReminderFailed | ReminderSuperseded | ReminderHistoric;

export const reminderFacts: Readonly<Record<ReminderFact['type'], number>> = {
  ReminderClaimed: 1,
  ReminderSent: 1,
  ReminderFailed: 1,
  ReminderSuperseded: 1,
  ReminderHistoric: 1,
};

export type ReminderStatus = 'claimed' | 'sent' | 'failed' | 'superseded' | 'historic';

export interface Reminder {
  readonly version: number;
  readonly rung: string;
  readonly recipient: string;
  readonly status: ReminderStatus;
  readonly messageId?: string;
}

const STATUS: Readonly<Record<ReminderFact['type'], ReminderStatus>> = {
  ReminderClaimed: 'claimed',
  ReminderSent: 'sent',
  ReminderFailed: 'failed',
  ReminderSuperseded: 'superseded',
  ReminderHistoric: 'historic',
};

export const isSameReminder = (
  one: Pick<Reminder, 'version' | 'rung' | 'recipient'>,
  other: Pick<Reminder, 'version' | 'rung' | 'recipient'>,
): boolean => one.version === other.version && one.rung === other.rung && one.recipient === other.recipient;

/** The reminders of one deadline after a fact about one of them. */
export const afterReminder = (reminders: readonly Reminder[], { type, data }: ReminderFact): readonly Reminder[] => {
  const { version, rung, recipient } = data;
  const reminder: Reminder = {
    ...{ version, rung, recipient, status: STATUS[type] },
    ...('messageId' in data ? { messageId: data.messageId } : {}),
  };
  return [...reminders.filter((held) => !isSameReminder(held, reminder)), reminder];
};
