import { v5 as uuidv5 } from 'uuid';
import { type Clock, type Command, type Envelope, foldAll, type InstantText, type StreamSubject } from '#kernel';
import { type Office, type Offices } from '../authorities/index.js';
import {
  ClaimReminder,
  claimed,
  type Deadline,
  deadlinesIdOf,
  deadlinesStreamOf,
  deadlinesSubject,
  type DueReminder,
  RecordReminderOutcome,
} from '../deadlines/index.js';
import { isLate, type Notice, type ReminderMail, rendered, type Sending } from '../reminders/index.js';
import { type DeliveryAttempts } from './delivery-attempts.js';
import { toldAsWell, toldInstead, withoutAddress } from './escalate-reminders.js';
import { noticeOf } from './notice-of-deadline.js';
import { type Desk, type Records } from './ports.js';

/** A mail, as the post takes it. See `Mail` of the platform. */
interface Post {
  reach(): Promise<void>;
  deliver(mail: {
    readonly messageId: string;
    readonly from: string;
    readonly to: readonly string[];
    readonly subject: string;
    readonly text: string;
    readonly html: string;
    readonly date: InstantText;
    readonly resent: boolean;
  }): Promise<
    | { readonly outcome: 'accepted'; readonly addresses: readonly string[] }
    | { readonly outcome: 'refused'; readonly forEver: boolean; readonly reason: string }
    | { readonly outcome: 'unreached' }
  >;
}

/** Where reminders are handed over, and what stands in all of them. */
export interface Letterbox {
  readonly post: Post;
  readonly from: string;
  /** Of the ids of mails. */
  readonly domain: string;
  /** Under which offices reach this Minutebook; there are no links where it was not told. */
  readonly publicUrl?: string;
}

/** A reminder that is due, with the deadline of which it reminds. */
export interface HeldReminder extends Sending {
  readonly subject: StreamSubject;
  readonly deadline: Deadline;
  readonly reminder: DueReminder;
  /** The title of the matter or plan. */
  readonly of: string;
  /** What is still open of it, in words, where it is met part by part. */
  readonly stillOpen: string | undefined;
}

interface SendingParts {
  readonly records: Records;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly letterbox: Letterbox;
  readonly attempts: DeliveryAttempts;
}

type MailToOffice = ReminderMail<HeldReminder> & {
  readonly office: string;
  /** What its authority is called. */
  readonly authority: string;
};
type Outcome = RecordReminderOutcome['outcome'];
type OutcomeOf = (held: HeldReminder) => Outcome;
type Sent = Parameters<Post['deliver']>[0];

/** In whose name reminders are sent. */
const AUTOMATION = { office: 'automation:reminders', role: 'automation' } as const;

/**
 * Claims all that a mail bears, hands it over, and records what came of it. A crash before the end leaves claims without an
 * outcome: the same mail is sent again then, under the same id.
 */
export const sendReminderMail = async (mail: MailToOffice, offices: Offices, parts: SendingParts): Promise<void> => {
  for (const held of mail.sendings) await claim(held, mail.messageId, offices, parts);
  const mine = await heldUnder(mail, parts);
  if (mine.length === 0) return;
  const outcome = await handedOver({ ...mail, sendings: mine }, offices, parts);
  if (outcome === undefined) return;
  for (const held of mine) await record(held, outcome(held), parts);
  parts.attempts.settled(mail.messageId);
};

const claim = async (held: HeldReminder, messageId: string, offices: Offices, parts: SendingParts): Promise<void> => {
  if (held.claimed !== undefined && !held.reminder.isReleased) return;
  const escalatesTo = toldAsWell(held.reminder, held.deadline, offices);
  const command = Object.assign(new ClaimReminder(), {
    ...{ ...nameOf(held), messageId },
    ...(escalatesTo === undefined ? {} : { escalatesTo }),
  });
  await send(held, command, 'claim', parts);
};

/** Those of the mail's reminders that are claimed under its id: the log says so. What was done or moved meanwhile is not. */
const heldUnder = async (
  { sendings, messageId }: MailToOffice,
  { records }: SendingParts,
): Promise<readonly HeldReminder[]> => {
  const mine: HeldReminder[] = [];
  for (const held of sendings) {
    const deadlines = foldAll(deadlinesSubject, await records.readStream(deadlinesStreamOf(held.subject)));
    const reminder = claimed(deadlines, nameOf(held));
    if (reminder?.status === 'claimed' && reminder.messageId === messageId && reminder.claimedAt !== undefined)
      mine.push({ ...held, claimed: { messageId, at: reminder.claimedAt } });
  }
  return mine;
};

/**
 * What came of each reminder of a mail; nothing while that is open.
 * @throws where it is not known whether the mail was accepted, until that was so too often
 */
const handedOver = async (
  mail: MailToOffice,
  offices: Offices,
  { letterbox, attempts, clock }: SendingParts,
): Promise<OutcomeOf | undefined> => {
  const entry = offices.find((known) => known.office === mail.office);
  if (entry === undefined || entry.addresses.length === 0)
    return (held) => failedFor(held, withoutAddress(mail.office, offices), offices);
  const sent = mailOf({ ...mail, resent: isResent(mail, attempts) }, entry, offices, letterbox);
  const delivery = await letterbox.post.deliver(sent).catch((error: unknown) => {
    if (attempts.unanswered(mail.messageId)) return { outcome: 'unanswered' } as const;
    throw error;
  });
  if (delivery.outcome === 'unanswered') return (held) => failedFor(held, UNANSWERED, offices);
  if (delivery.outcome === 'accepted') return acceptedFor(delivery.addresses.join(', '), sent, clock.now());
  if (delivery.outcome === 'unreached') {
    attempts.unreached(mail.messageId);
    return undefined;
  }
  const isGivenUp = attempts.refused(mail.messageId) || delivery.forEver;
  const reason = `the mail server refused it: ${delivery.reason}`;
  return isGivenUp ? (held) => failedFor(held, reason, offices) : undefined;
};

const UNANSWERED = 'the mail server never said whether it took it: it may have come, and more than once';

/** What was certainly not accepted before is not sent again, but for the first time; unless it was given up, and an office asked for it. */
const isResent = ({ resent, messageId, sendings }: MailToOffice, attempts: DeliveryAttempts): boolean =>
  resent && (sendings.some(({ reminder }) => reminder.releases > 0) || !attempts.wasRefused(messageId));

/** What may have been accepted before is as late as its claim; what certainly was not, as late as it is now. */
const acceptedFor =
  (address: string, { resent, date }: Sent, now: InstantText): OutcomeOf =>
  (held) => ({ sent: true, address, resent, late: isLate(held, resent ? (held.claimed?.at ?? date) : now) });

const mailOf = (mail: MailToOffice, { title, addresses }: Office, offices: Offices, letterbox: Letterbox): Sent => {
  const { messageId, resent, sendings, authority } = mail;
  // The same whenever it is sent: a mail that goes out again is the same mail.
  const date = sendings.map(({ claimed: taken }) => taken?.at ?? '').sort()[0] ?? '';
  const late = sendings.some((held) => isLate(held, date));
  const notices = noticesOf(sendings, offices, letterbox.publicUrl);
  const letter = { to: title, authority, late, resent, now: date, notices };
  return { ...rendered(letter), messageId, from: letterbox.from, to: addresses, date, resent };
};

/** One for each deadline, however many steps of its ladder the mail bears: whom any of them tells of itself is told of no other office. */
const noticesOf = (
  sendings: readonly HeldReminder[],
  offices: Offices,
  publicUrl: string | undefined,
): readonly Notice[] => {
  const byDeadline = new Map<string, Notice>();
  for (const held of sendings) {
    const name = `${deadlinesStreamOf(held.subject)} ${held.deadline.key}`;
    if (byDeadline.has(name) && byDeadline.get(name)?.toldBecause === undefined) continue;
    byDeadline.set(name, noticeOf(held, offices, publicUrl));
  }
  return [...byDeadline.values()];
};

const failedFor = ({ reminder, deadline }: HeldReminder, reason: string, offices: Offices): Outcome => {
  const escalatesTo = toldInstead(reminder, deadline, offices);
  const nobody = escalatesTo === undefined ? `${reason}; there is no further office to tell` : reason;
  return { sent: false, reason: nobody, ...(escalatesTo === undefined ? {} : { escalatesTo }) };
};

const record = async (held: HeldReminder, outcome: Outcome, parts: SendingParts): Promise<void> => {
  await send(held, Object.assign(new RecordReminderOutcome(), { ...nameOf(held), outcome }), 'outcome', parts);
};

const nameOf = ({ reminder: { key, version, rung, recipient } }: HeldReminder) => ({ key, version, rung, recipient });

const send = async (
  { id, subject, deadline, reminder: { releases } }: HeldReminder,
  command: Command,
  purpose: 'claim' | 'outcome',
  { desk, clock }: SendingParts,
): Promise<void> => {
  const envelope: Envelope = {
    ...{ authority: subject.authority, subject: deadlinesIdOf(subject), actor: AUTOMATION },
    // Each time that it is asked for again is a sending of its own.
    commandId: uuidv5(releases === 0 ? purpose : `${purpose} ${releases}`, id),
    correlationId: id,
    causationId: deadline.startedBy,
    receivedAt: clock.now(),
  };
  await desk.send({ category: 'deadlines', command, envelope });
};
