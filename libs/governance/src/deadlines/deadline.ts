import { type Fact, type InstantText, type OccurredOn, type PlainDateText } from '#kernel';
import { type DerivedDeadline, type Rung } from '../vocabulary/deadline.js';
import { versionsOf } from '../vocabulary/facet.js';
import { type Met } from '../vocabulary/met.js';
import { type Reminder, type ReminderFact, reminderFacts } from './reminder.js';
import { type DeadlineReopened, type DeadlineWaiverWithdrawn, type Reopening, withdrawalFacts } from './reopening.js';
import { type DeadlineRestated, type Restatement } from './restatement.js';
import { type Ledger, type SuspensionFact, suspensionFacts } from './suspension.js';

// ── Events: one stream holds the deadlines of one subject, `deadlines-<authority>-<category>-<id>`.

interface OfDeadline {
  readonly occurredOn: OccurredOn;
  readonly key: string;
  /** Counts the dates that this deadline has had, from 1. Timers and reminders are for one version. */
  readonly version: number;
}

/** A date, as a fact keeps it. */
export interface DueDate {
  readonly dueOn: PlainDateText;
  readonly dueAt: InstantText;
}

export type DeadlineSet = Fact<
  'DeadlineSet',
  OfDeadline &
    Omit<DerivedDeadline, 'key' | 'met' | 'waivedBy' | 'opensOn' | 'uncounted'> & {
      /** What had started the one that had this key before was struck out: that one never was. @factVersion 3 */
      readonly anew?: true;
    }
>;

/** The date is another one now; a date never moves without this. */
export type DeadlineMoved = Fact<
  'DeadlineMoved',
  OfDeadline &
    Pick<DerivedDeadline, 'receipt' | 'explained' | 'rungs'> & {
      readonly from: DueDate;
      readonly to: DueDate;
      readonly cause: string;
    }
>;

/**
 * It was counted again, to the same date: other days are skipped, or for other reasons, or another calendar says which.
 * What is sent and when it is late stay as they are.
 */
export type DeadlineRecounted = Fact<
  'DeadlineRecounted',
  OfDeadline & Pick<DerivedDeadline, 'receipt' | 'explained'> & { readonly cause: string }
>;

/** Others are reminded of it, or at other times; its date stays. What was sent stays sent. */
export type DeadlineLadderChanged = Fact<
  'DeadlineLadderChanged',
  OfDeadline & { readonly rungs: readonly Rung[]; readonly cause: string }
>;

/** Another office owes it; its date stays. */
export type DeadlineReassigned = Fact<
  'DeadlineReassigned',
  OfDeadline & { readonly from: string; readonly to: string; readonly cause: string }
>;

/** What was due is done. Of what is known instead of its day the fact tells since version 2. */
export type DeadlineMet = Fact<'DeadlineMet', OfDeadline & Met>;

/** The date went by. Effective at `dueAt`, whenever the job ran. */
export type DeadlinePassed = Fact<
  'DeadlinePassed',
  OfDeadline & { readonly dueAt: InstantText; readonly subjectRevision: number }
>;

export type DeadlineWaived = Fact<
  'DeadlineWaived',
  OfDeadline & {
    readonly by: string;
    readonly capacity: string;
    readonly reason: string;
    readonly document?: string;
    /** Id of the fact of the subject that holds the waiver; left out where an office waived the deadline itself. @factVersion 2 */
    readonly fact?: string;
    /** The other bodies to which it is owed, where they have not let it go by: it is to be done still. @factVersion 3 */
    readonly stillOwedTo?: readonly string[];
  }
>;

/** On whose authority a date goes by without consequence. */
export type Waiver = Omit<DeadlineWaived['data'], keyof OfDeadline | 'stillOwedTo'>;

/** What started the clock no longer stands. */
export type DeadlineSuperseded = Fact<'DeadlineSuperseded', OfDeadline & { readonly reason: string }>;

export type DeadlineFact =
  | DeadlineSet
  | DeadlineMoved
  | DeadlineRecounted
  | DeadlineLadderChanged
  | DeadlineReassigned
  | DeadlineRestated
  | DeadlineMet
  | DeadlineReopened
  | DeadlinePassed
  | DeadlineWaived
  | DeadlineWaiverWithdrawn
  | DeadlineSuperseded
  | SuspensionFact
  | ReminderFact;

/** The schema version in which each fact is written today. Offices are named, not persons; of what may tell of one, see `reminderFacts`, `suspensionFacts` and `withdrawalFacts`. */
export const deadlineFacts: Readonly<Record<DeadlineFact['type'], number>> = {
  DeadlineSet: 3,
  DeadlineMoved: 1,
  DeadlineRecounted: 1,
  DeadlineLadderChanged: 1,
  DeadlineReassigned: 1,
  DeadlineRestated: 2,
  DeadlineMet: 2,
  DeadlineReopened: 2,
  DeadlinePassed: 1,
  DeadlineWaived: 3,
  DeadlineSuperseded: 1,
  ...versionsOf(withdrawalFacts),
  ...versionsOf(suspensionFacts),
  ...versionsOf(reminderFacts),
};

// ── State

export type DeadlineStatus = 'running' | 'suspended' | 'met' | 'passed' | 'waived' | 'superseded';

/**
 * Another office owes it, or others are reminded of it or at other times; it was counted again, to the same date; one of
 * several bodies waived it; something else is told of it; what was taken for doing it is not; it does not stand any more;
 * or it was set anew, what had started it having been struck out.
 */
export type TermsChange =
  | { readonly of: 'owner'; readonly from: string; readonly to: string; readonly cause: string }
  | { readonly of: 'ladder'; readonly cause: string }
  | {
      readonly of: 'count';
      /** Of the date that was counted again. */
      readonly version: number;
      readonly cause: string;
      /** What is counted otherwise, and why the date stays. */
      readonly explained: string;
    }
  | (Waiver & {
      /** One of the bodies to which it is owed let it go by; the others did not yet. */
      readonly of: 'waiver';
      readonly stillOwedTo: readonly string[];
      /** Id of the fact that tells of it. */
      readonly waivedIn: string;
    })
  | Restatement
  | Reopening
  | {
      /** What started its clock no longer stands. */
      readonly of: 'supersession';
      /** Of the date that it had. */
      readonly version: number;
      readonly reason: string;
    }
  | {
      /** What had started its clock was struck out, and another one has been started: the deadline before it never was. */
      readonly of: 'start';
      /** The ledger that went with that one, whose days count no more. */
      readonly suspensions: Ledger;
    };

/** A deadline as it stands. Whether it was missed is derived: see `judgedOn`. */
export interface Deadline extends Omit<DerivedDeadline, 'met' | 'waivedBy' | 'opensOn' | 'uncounted'> {
  readonly version: number;
  readonly status: DeadlineStatus;
  /** The day on which the log learned first of this deadline, whatever date it had. */
  readonly recordedOn: PlainDateText;
  /** When the log learned of this version: rungs before it are history. */
  readonly setAt: InstantText;
  /** When the log learned last of its date or of what became of it. */
  readonly changedAt: InstantText;
  readonly met?: Met;
  readonly passed?: { readonly subjectRevision: number };
  readonly waived?: Waiver;
  /** Id of the fact that tells of the waiver. */
  readonly waivedIn?: string;
  readonly moves: readonly { readonly from: DueDate; readonly to: DueDate; readonly cause: string }[];
  /** What became of it while its date stayed, the latest last. */
  readonly changes: readonly TermsChange[];
  /** The days on which its clock stood still: they are added to every date that the rule gives. */
  readonly suspensions: Ledger;
  readonly reminders: readonly Reminder[];
}

/** The deadlines of one subject, by key, in the order in which they were set. */
export type Deadlines = readonly Deadline[];
