import { Act, Recording } from '#kernel';
import { CivilDate, Count, Line, Text } from '#kernel/input/fields';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { LIMITS } from '../vocabulary/references.js';

/** Brings the recorded deadlines in line with what the subject's facts say. Sent by the process that follows them. */
export class ReconcileDeadlines extends Recording {
  derived!: readonly DerivedDeadline[];
  /** Why a date that moved has moved: the fact that was recorded, or the calendar's new version. */
  cause!: string;
  /** Ids of the subject's facts that were struck out: a deadline that one of them had started never was, whatever became of it. */
  struckOut?: readonly string[];
}

/** The date of one version went by, and what it becomes was commanded. */
export class PassDeadline extends Recording {
  key!: string;
  version!: number;
  subjectRevision!: number;
}

/** Takes a reminder for sending; nobody else can after this. */
export class ClaimReminder extends Recording {
  key!: string;
  version!: number;
  rung!: string;
  recipient!: string;
  messageId!: string;
  /** The office that is told as well, since the date has gone by. */
  escalatesTo?: string;
}

/** Says what became of a claimed reminder. */
export class RecordReminderOutcome extends Recording {
  key!: string;
  version!: number;
  rung!: string;
  recipient!: string;
  outcome!:
    | { readonly sent: true; readonly address: string; readonly resent: boolean; readonly late: boolean }
    | { readonly sent: false; readonly reason: string; readonly escalatesTo?: string };
}

/** Asks for a reminder that was given up: it goes out again, as the same mail. */
export class SendReminderAgain extends Act {
  @Line(LIMITS.name, { describe: 'The deadline’s key, as the board shows it: R22/round-1.' })
  key!: string;

  @Count({ min: 1, max: 1_000_000, describe: 'The version of the deadline’s date, as the board shows it.' })
  version!: number;

  @Line(LIMITS.name, { describe: 'The step of the ladder, as the board shows it: T-7d.' })
  rung!: string;

  @Line(LIMITS.name, { describe: 'The office that was to be told, by its slug: report-author.' })
  recipient!: string;
}

/** Lets a date go by without consequence, on somebody's authority. */
export class WaiveDeadline extends Act {
  @Line(LIMITS.name, { describe: 'The deadline’s key, as the board shows it: R16/0192…' })
  key!: string;

  @Line(LIMITS.name, { describe: 'The body or office that waived it.' })
  by!: string;

  @Line(LIMITS.name, { describe: 'The capacity in which it could: approving body, chair of scrutiny.' })
  capacity!: string;

  @Text(LIMITS.reason)
  reason!: string;

  @Line(LIMITS.title, { optional: true, describe: 'The document that records it.' })
  document?: string;
}

/** Takes back a waiver that was recorded by mistake, on somebody's authority: the deadline is open again. */
export class WithdrawWaiver extends Act {
  @Line(LIMITS.name, { describe: 'The key of the deadline that was waived, as the board shows it: R16/0192…' })
  key!: string;

  @Line(LIMITS.name, { optional: true, describe: 'Whose waiver it is, where several bodies gave one.' })
  waivedBy?: string;

  @Line(LIMITS.name, { describe: 'The body or office that withdraws the waiver.' })
  by!: string;

  @Line(LIMITS.name, { describe: 'The capacity in which it can: authorising body.' })
  capacity!: string;

  @Text(LIMITS.reason)
  reason!: string;

  @Line(LIMITS.title, { optional: true, describe: 'The document that records it.' })
  document?: string;
}

/** Stops the clock of a deadline, on somebody's authority: nothing passes and nobody is reminded until it runs again. */
export class SuspendDeadline extends Act {
  @Line(LIMITS.name, { describe: 'The deadline’s key, as the board shows it: R22/round-1.' })
  key!: string;

  @CivilDate({ describe: 'The first day that does not count: today or earlier.' })
  from!: string;

  @Line(LIMITS.name, { describe: 'The body or office that suspended it.' })
  by!: string;

  @Line(LIMITS.name, { describe: 'The capacity in which it could: authorising body.' })
  capacity!: string;

  @Text(LIMITS.reason)
  reason!: string;

  @Line(LIMITS.title, { optional: true, describe: 'The document that records it.' })
  document?: string;
}

/** Lets the clock of a suspended deadline run again: its date moves by the days that did not count. */
export class ResumeDeadline extends Act {
  @Line(LIMITS.name, { describe: 'The deadline’s key, as the board shows it: R22/round-1.' })
  key!: string;

  @CivilDate({ describe: 'The first day that counts again: today or earlier.' })
  on!: string;

  @Line(LIMITS.name, { describe: 'The body or office that lets it run again.' })
  by!: string;

  @Line(LIMITS.name, { describe: 'The capacity in which it can: authorising body.' })
  capacity!: string;

  @Text(LIMITS.reason)
  reason!: string;

  @Line(LIMITS.title, { optional: true, describe: 'The document that records it.' })
  document?: string;
}
