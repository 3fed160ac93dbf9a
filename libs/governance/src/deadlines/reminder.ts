import { type Fact, type InstantText, type OccurredOn, type RecordedFact } from '#kernel';
import { type Rung } from '../vocabulary/deadline.js';
import { type FactDefinitions } from '../vocabulary/facet.js';

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
export type ReminderClaimed = Fact<
  'ReminderClaimed',
  OfReminder & {
    readonly messageId: string;
    /** The office that is told as well, since the date had gone by and nothing was done. */
    readonly escalatesTo?: string;
  }
>;

/** The mail server took it. */
export type ReminderSent = Fact<
  'ReminderSent',
  OfReminder & {
    readonly messageId: string;
    /** The addresses to which it went, as the authority had configured them, parted by commas. */
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
  OfReminder & {
    readonly messageId: string;
    readonly reason: string;
    /** The office that is told instead; nobody where it is left out. */
    readonly escalatesTo?: string;
  }
>;

/** An office asked for one that was given up: it goes out again, as the same mail. */
export type ReminderReleased = Fact<'ReminderReleased', OfReminder & { readonly messageId: string }>;

/** Not sent, and why: the date moved, or what was due was done. */
export type ReminderSuperseded = Fact<'ReminderSuperseded', OfReminder & { readonly reason: string }>;

/** Its time lay before the deadline was recorded: history that was loaded late. Never sent. */
export type ReminderHistoric = Fact<'ReminderHistoric', OfReminder>;

export type ReminderFact =
  ReminderClaimed | ReminderSent | ReminderFailed | ReminderReleased | ReminderSuperseded | ReminderHistoric;

/** What is said of each fact: an address, or a server's words about one, may tell of a person. */
export const reminderFacts: FactDefinitions<ReminderFact> = {
  ReminderClaimed: { version: 1, personalData: [], correctable: {} },
  ReminderSent: { version: 1, personalData: ['/address'], correctable: {} },
  ReminderFailed: { version: 1, personalData: ['/reason'], correctable: {} },
  ReminderReleased: { version: 1, personalData: [], correctable: {} },
  ReminderSuperseded: { version: 1, personalData: ['/reason'], correctable: {} },
  ReminderHistoric: { version: 1, personalData: [], correctable: {} },
};

export type ReminderStatus = 'claimed' | 'sent' | 'failed' | 'released' | 'superseded' | 'historic';

export interface Reminder {
  readonly version: number;
  readonly rung: string;
  readonly recipient: string;
  readonly status: ReminderStatus;
  /** When the log learned of this status. */
  readonly at: InstantText;
  /** When it was claimed, and under which id it is sent from then on. */
  readonly claimedAt?: InstantText;
  readonly messageId?: string;
  /** The office that is told as well, or instead. */
  readonly escalatesTo?: string;
  /** How often it was asked for again after it had been given up; never, where it is left out. */
  readonly releases?: number;
  readonly late?: boolean;
  readonly resent?: boolean;
  /** Why it failed, or was superseded. */
  readonly reason?: string;
}

const STATUS: Readonly<Record<ReminderFact['type'], ReminderStatus>> = {
  ReminderClaimed: 'claimed',
  ReminderSent: 'sent',
  ReminderFailed: 'failed',
  ReminderReleased: 'released',
  ReminderSuperseded: 'superseded',
  ReminderHistoric: 'historic',
};

export const isSameReminder = (
  one: Pick<Reminder, 'version' | 'rung' | 'recipient'>,
  other: Pick<Reminder, 'version' | 'rung' | 'recipient'>,
): boolean => one.version === other.version && one.rung === other.rung && one.recipient === other.recipient;

/**
 * The reminders without those that are planned again: they were withdrawn and never taken for sending, and these steps have
 * them at a time to come.
 */
export const plannedAgain = (
  { version, reminders }: { readonly version: number; readonly reminders: readonly Reminder[] },
  rungs: readonly Rung[],
  now: InstantText,
): readonly Reminder[] =>
  reminders.filter(
    (held) =>
      held.version !== version ||
      held.status !== 'superseded' ||
      held.claimedAt !== undefined ||
      !rungs.some(
        ({ rung, offices, sendAt }) => rung === held.rung && offices.includes(held.recipient) && sendAt > now,
      ),
  );

/** The reminders of one deadline after a fact about one of them. */
export const afterReminder = (
  reminders: readonly Reminder[],
  recorded: RecordedFact<ReminderFact> & ReminderFact,
): readonly Reminder[] => {
  const { version, rung, recipient } = recorded.data;
  const before = reminders.find((held) => isSameReminder(held, { version, rung, recipient }));
  const reminder: Reminder = {
    ...{ version, rung, recipient, status: STATUS[recorded.type], at: recorded.metadata.recordedAt },
    ...keptOf(before),
    ...toldBy(recorded),
    ...releasesOf(before, recorded),
  };
  return [...reminders.filter((held) => held !== before), reminder];
};

/** What stays true of a reminder that was claimed, whatever becomes of it. */
const keptOf = (before: Reminder | undefined): Pick<Reminder, 'claimedAt' | 'messageId' | 'escalatesTo'> => {
  const { claimedAt, messageId, escalatesTo } = before ?? {};
  return {
    ...(claimedAt === undefined ? {} : { claimedAt }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(escalatesTo === undefined ? {} : { escalatesTo }),
  };
};

const releasesOf = (before: Reminder | undefined, { type }: ReminderFact): Pick<Reminder, 'releases'> => {
  const releases = (before?.releases ?? 0) + (type === 'ReminderReleased' ? 1 : 0);
  return releases === 0 ? {} : { releases };
};

const toldBy = (fact: RecordedFact<ReminderFact> & ReminderFact): Partial<Reminder> => {
  switch (fact.type) {
    case 'ReminderClaimed': {
      const { messageId, escalatesTo } = fact.data;
      return { claimedAt: fact.metadata.recordedAt, messageId, ...(escalatesTo === undefined ? {} : { escalatesTo }) };
    }
    case 'ReminderSent':
      return { late: fact.data.late, resent: fact.data.resent };
    case 'ReminderFailed': {
      const { reason, escalatesTo } = fact.data;
      return { reason, ...(escalatesTo === undefined ? {} : { escalatesTo }) };
    }
    case 'ReminderSuperseded':
      return { reason: fact.data.reason };
    case 'ReminderReleased':
    case 'ReminderHistoric':
      return {};
  }
};
