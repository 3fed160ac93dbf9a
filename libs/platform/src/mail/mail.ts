import { type InstantText } from '#kernel';

/** A mail to one office, in plain text and in HTML. */
export interface Mail {
  /** The same mail, sent again, has the same id: `<local part>@<domain>` without angle brackets. */
  readonly messageId: string;
  readonly from: string;
  /** At least one address, without names. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: InstantText;
  /** Set when an earlier attempt may have been delivered: said in a header, so that a person can tell. */
  readonly resent: boolean;
  /** It comes from a demo: said in a header. */
  readonly isDemo?: boolean;
}

/**
 * What became of a mail. `accepted`: for these addresses at least. `refused`: it was surely not accepted; `forEver` says
 * that the same mail would be refused again, `reason` is the codes of the answer, and `words` what was said with them, for
 * a log that is not kept for ever. `unreached`: there was nobody to hand it to.
 */
export type Delivery =
  | { readonly outcome: 'unreached'; readonly reason: string }
  | { readonly outcome: 'accepted'; readonly addresses: readonly string[] }
  | { readonly outcome: 'refused'; readonly forEver: boolean; readonly reason: string; readonly words?: string };

/** The way out for mail. */
export interface Post {
  /** Sends nothing. @throws what is in the way, where mail cannot be handed over now */
  reach(): Promise<void>;
  /** @throws where it is not known whether the mail was accepted: the same mail may be handed over again, `resent` */
  deliver(mail: Mail): Promise<Delivery>;
  /** Hands over no more, and waits a few seconds at most for an answer to what is being handed over. */
  close(): Promise<void>;
}
