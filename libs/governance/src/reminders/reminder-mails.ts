import { Temporal } from 'temporal-polyfill';
import { v5 as uuidv5 } from 'uuid';
import { instantText, type InstantText } from '#kernel';

/** One reminder of one deadline for one office, as far as its way out is concerned. */
export interface Sending {
  /** Names it among all reminders of all authorities, for ever. */
  readonly id: string;
  readonly sendAt: InstantText;
  /** Set where somebody took it for sending before, and has not said what came of it. */
  readonly claimed?: { readonly messageId: string; readonly at: InstantText };
}

/** One mail to one office, and the reminders that it bears. */
export interface ReminderMail<S extends Sending = Sending> {
  /** Follows from what it bears; the same when it is sent again. */
  readonly messageId: string;
  readonly sendings: readonly S[];
  /** It may have been delivered before: somebody who took it has not said what came of it. */
  readonly resent: boolean;
}

/** Whether a reminder goes out more than an hour late: whoever was to send it was down, or the mail server was. */
export const isLate = ({ sendAt }: Pick<Sending, 'sendAt'>, now: InstantText): boolean =>
  instantText(Temporal.Instant.from(sendAt).add({ hours: 1 })) < now;

/** The namespace of the ids of mails. Changing it would let a mail that was sent look like another. */
const MAILS = '5d9f6f0a-0b36-5b0e-8f2c-6c8e3a1d7b24';

const messageIdOf = (sendings: readonly Sending[], domain: string): string =>
  `${uuidv5(JSON.stringify(sendings.map(({ id }) => id).sort()), MAILS)}@${domain}`;

/**
 * The mails in which the reminders of one office go out: one for all of one instant, and one digest for all where any of
 * them is late. What was taken for sending before goes out again as it was; a mail that was being put together is
 * completed first. Pure.
 */
export const mailsFor = <S extends Sending>(
  due: readonly S[],
  now: InstantText,
  domain: string,
): readonly ReminderMail<S>[] => {
  const fresh = due.filter(({ claimed }) => claimed === undefined);
  const begun = byMessage(due).map((mail) => completed(mail, fresh, domain));
  const left = fresh.filter((one) => !begun.some(({ sendings }) => sendings.includes(one)));
  const parts = left.some((one) => isLate(one, now)) ? [left] : byInstant(left);
  return [
    ...begun,
    ...parts.map((sendings) => ({ messageId: messageIdOf(sendings, domain), sendings, resent: false })),
  ];
};

const byInstant = <S extends Sending>(left: readonly S[]): readonly (readonly S[])[] =>
  [...new Set(left.map(({ sendAt }) => sendAt))].map((instant) => left.filter(({ sendAt }) => sendAt === instant));

const byMessage = <S extends Sending>(due: readonly S[]): readonly ReminderMail<S>[] => {
  const ids = new Set(due.flatMap(({ claimed }) => (claimed === undefined ? [] : [claimed.messageId])));
  return [...ids].map((messageId) => ({
    ...{ messageId, resent: true },
    sendings: due.filter(({ claimed }) => claimed?.messageId === messageId),
  }));
};

/** Nothing is sent before all that a mail bears is claimed: where some is not, the mail was surely never sent. */
const completed = <S extends Sending>(mail: ReminderMail<S>, fresh: readonly S[], domain: string): ReminderMail<S> => {
  for (const rest of restsOf(mail, fresh)) {
    const sendings = [...mail.sendings, ...rest];
    if (rest.length > 0 && messageIdOf(sendings, domain) === mail.messageId)
      return { ...mail, sendings, resent: false };
  }
  return mail;
};

/** What a mail that was cut short may have been to bear besides: all else of its instant, or all that was due when it was begun. */
const restsOf = <S extends Sending>({ sendings }: ReminderMail<S>, fresh: readonly S[]): readonly (readonly S[])[] => {
  const instants = new Set(sendings.map(({ sendAt }) => sendAt));
  const begunAt = sendings.map(({ claimed }) => claimed?.at ?? '').sort()[0] ?? '';
  return [fresh.filter(({ sendAt }) => instants.has(sendAt)), fresh.filter(({ sendAt }) => sendAt <= begunAt)];
};
