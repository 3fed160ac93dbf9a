import { type InstantText } from '#kernel';

/** A mail to one office, in plain text and in HTML. */
export interface Mail {
  /** The same mail, sent again, has the same id: `<local part>@<domain>` without angle brackets. */
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: InstantText;
  /** Set when an earlier attempt may have been delivered: said in a header, so that a person can tell. */
  readonly resent: boolean;
}

/** The way out for mail. Resolves when the mail was accepted for delivery, and rejects otherwise. */
export interface Post {
  deliver(mail: Mail): Promise<void>;
  close(): Promise<void>;
}
