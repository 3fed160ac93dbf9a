import { type InstantText, type PlainDateText } from '#kernel';
import { type Basis, type Hardness } from '../vocabulary/deadline.js';

/** What an office is told about one deadline. */
export interface Notice {
  /** What is due. */
  readonly title: string;
  /** What it belongs to: a `matter` or `plan`, and its title. */
  readonly of: { readonly category: string; readonly title: string };
  /** The body to which it is owed, and the title of the office that owes it; its short name where it was not appointed. */
  readonly body: string;
  readonly owner: string;
  /** The last day on which it is in time, and the instant from which it is late; or the day and instant on which it happens by itself. */
  readonly dueOn: PlainDateText;
  readonly dueAt: InstantText;
  /** Why the date is what it is, as a sentence. */
  readonly explained: string;
  /** What of it is still to be done, as a sentence, where it is done part by part. */
  readonly stillOpen?: string;
  /** When it was before it last became another date, in words, and why it did. */
  readonly moved?: { readonly from: string; readonly cause: string };
  /** `R19`, its basis and what it cites. */
  readonly rule: string;
  readonly basis: Basis;
  readonly citation: string;
  readonly hardness: Hardness;
  /** The command that its passing becomes. */
  readonly becomes?: string;
  /** Where the deadline can be read; nothing where this Minutebook's address was not told. */
  readonly link?: string;
  /** Why this office is told of what another owes. */
  readonly toldBecause?: string;
}

/** A mail before it is written: to whom, when, and of what. */
export interface Letter {
  /** The office's title, and what its authority is called. */
  readonly to: string;
  readonly authority: string;
  readonly now: InstantText;
  /** At least one. */
  readonly notices: readonly Notice[];
  /** It comes late, since nobody could send it in time. */
  readonly late: boolean;
  /** It may have come before. */
  readonly resent: boolean;
}
