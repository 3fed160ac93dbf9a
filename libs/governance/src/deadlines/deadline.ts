import {
  type Fact,
  type Fold,
  type InstantText,
  londonDay,
  type OccurredOn,
  type PlainDateText,
  type RecordedFact,
} from '#kernel';
import { type DerivedDeadline, type Rung } from '../vocabulary/deadline.js';
import { versionsOf } from '../vocabulary/facet.js';
import { stated } from '../vocabulary/stated.js';
import { recountInWords } from './recount.js';
import { afterReminder, plannedAgain, type Reminder, type ReminderFact, reminderFacts } from './reminder.js';
import { type DeadlineReopened, type Reopening, reopened } from './reopening.js';
import { type DeadlineRestated, type Restatement, restated } from './restatement.js';
import { type Ledger, ledgerAfter, openIn, type SuspensionFact, suspensionFacts } from './suspension.js';

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
  OfDeadline & Omit<DerivedDeadline, 'key' | 'met' | 'waivedBy' | 'opensOn' | 'uncounted'>
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

export type DeadlineMet = Fact<'DeadlineMet', OfDeadline & { readonly on: PlainDateText; readonly by: string }>;

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
    /** Id of the fact of the subject that holds the waiver; left out where an office waived the deadline itself. Since version 2. */
    readonly fact?: string;
  }
>;

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
  | DeadlineSuperseded
  | SuspensionFact
  | ReminderFact;

/** The schema version in which each fact is written today. Offices are named, not persons; of what may tell of one, see `reminderFacts` and `suspensionFacts`. */
export const deadlineFacts: Readonly<Record<DeadlineFact['type'], number>> = {
  DeadlineSet: 2,
  DeadlineMoved: 1,
  DeadlineRecounted: 1,
  DeadlineLadderChanged: 1,
  DeadlineReassigned: 1,
  DeadlineRestated: 1,
  DeadlineMet: 1,
  DeadlineReopened: 1,
  DeadlinePassed: 1,
  DeadlineWaived: 2,
  DeadlineSuperseded: 1,
  ...versionsOf(suspensionFacts),
  ...versionsOf(reminderFacts),
};

// ── State

export type DeadlineStatus = 'running' | 'suspended' | 'met' | 'passed' | 'waived' | 'superseded';

/**
 * Another office owes it, or others are reminded of it or at other times; it was counted again, to the same date; something
 * else is told of it; or what was taken for doing it is not.
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
  | Restatement
  | Reopening;

/** A deadline as it stands. Whether it was missed is derived: see `missed`. */
export interface Deadline extends Omit<DerivedDeadline, 'met' | 'waivedBy' | 'opensOn' | 'uncounted'> {
  readonly version: number;
  readonly status: DeadlineStatus;
  /** The day on which the log learned first of this deadline, whatever date it had. */
  readonly recordedOn: PlainDateText;
  /** When the log learned of this version: rungs before it are history. */
  readonly setAt: InstantText;
  /** When the log learned last of its date or of what became of it. */
  readonly changedAt: InstantText;
  readonly met?: { readonly on: PlainDateText; readonly by: string };
  readonly passed?: { readonly subjectRevision: number };
  readonly waived?: Omit<DeadlineWaived['data'], keyof OfDeadline>;
  readonly moves: readonly { readonly from: DueDate; readonly to: DueDate; readonly cause: string }[];
  /** What became of it while its date stayed, the latest last. */
  readonly changes: readonly TermsChange[];
  /** The days on which its clock stood still: they are added to every date that the rule gives. */
  readonly suspensions: Ledger;
  readonly reminders: readonly Reminder[];
}

/** The deadlines of one subject, by key, in the order in which they were set. */
export type Deadlines = readonly Deadline[];

const evolve = (deadlines: Deadlines, recorded: RecordedFact): Deadlines => {
  const fact = recorded as RecordedFact<DeadlineFact> & DeadlineFact;
  const { recordedAt } = recorded.metadata;
  if (fact.type !== 'DeadlineSet')
    return deadlines.map((deadline) => (deadline.key === fact.data.key ? after(deadline, fact, recordedAt) : deadline));
  const before = deadlines.find(({ key }) => key === fact.data.key);
  return [...deadlines.filter((held) => held !== before), setAnew(before, fact.data, recordedAt)];
};

/** A deadline that comes back keeps its ledger, the days that it stood still are not lost, and the story of its owners. */
const setAnew = (before: Deadline | undefined, data: DeadlineSet['data'], recordedAt: InstantText): Deadline => {
  const { occurredOn: _occurredOn, ...told } = data;
  const suspensions = before?.suspensions ?? [];
  return {
    ...told,
    status: isStopped(told, suspensions) ? 'suspended' : 'running',
    recordedOn: before?.recordedOn ?? londonDay(recordedAt),
    setAt: recordedAt,
    changedAt: recordedAt,
    moves: [],
    changes: before?.changes ?? [],
    suspensions,
    reminders: [],
  };
};

type Later = Exclude<DeadlineFact, DeadlineSet>;

const after = (deadline: Deadline, fact: RecordedFact<Later> & Later, recordedAt: InstantText): Deadline => {
  const changed: Deadline = { ...deadline, changedAt: recordedAt };
  if (isChange(fact)) return withChange(changed, fact, recordedAt);
  switch (fact.type) {
    case 'DeadlineMoved':
      return moved(changed, fact.data, recordedAt);
    case 'DeadlineMet':
      return { ...changed, status: 'met', met: { on: fact.data.on, by: fact.data.by } };
    case 'DeadlinePassed':
      return passed(changed, fact.data.subjectRevision);
    case 'DeadlineWaived':
      return { ...changed, status: 'waived', waived: waiverOf(fact.data) };
    case 'DeadlineSuperseded':
      return { ...changed, status: 'superseded' };
    case 'DeadlineSuspended':
    case 'DeadlineResumed':
      return withLedger(changed, ledgerAfter(deadline.suspensions, fact));
    default:
      return { ...deadline, reminders: afterReminder(deadline.reminders, fact) };
  }
};

/** What becomes of a deadline while its date stays. */
type Change = Extract<DeadlineFact, { type: (typeof CHANGES)[number] }>;

const CHANGES = [
  ...(['DeadlineRecounted', 'DeadlineLadderChanged', 'DeadlineReassigned'] as const),
  ...(['DeadlineRestated', 'DeadlineReopened'] as const),
] as const;

const isChange = (fact: Later): fact is Change => CHANGES.some((type) => type === fact.type);

const withChange = (deadline: Deadline, fact: Change, recordedAt: InstantText): Deadline => {
  switch (fact.type) {
    case 'DeadlineRecounted':
      return recounted(deadline, fact.data);
    case 'DeadlineLadderChanged':
      return laddered(deadline, fact.data, recordedAt);
    case 'DeadlineReassigned': {
      const { from, to, cause } = fact.data;
      return { ...deadline, owner: to, changes: [...deadline.changes, { of: 'owner', from, to, cause }] };
    }
    case 'DeadlineRestated':
      return inStep(restated(deadline, fact.data));
    case 'DeadlineReopened':
      return inStep(reopened(deadline, fact.data, recordedAt));
  }
};

const recounted = (deadline: Deadline, { version, receipt, explained, cause }: DeadlineRecounted['data']): Deadline => {
  const why = recountInWords(deadline.receipt, receipt, deadline.dueOn);
  const changes = [...deadline.changes, { of: 'count', version, cause, explained: why } as const];
  return { ...deadline, receipt, explained, changes };
};

const laddered = (
  deadline: Deadline,
  { rungs, cause }: DeadlineLadderChanged['data'],
  recordedAt: InstantText,
): Deadline => ({
  ...deadline,
  rungs,
  reminders: plannedAgain(deadline, rungs, recordedAt),
  changes: [...deadline.changes, { of: 'ladder', cause }],
});

const waiverOf = ({ by, capacity, reason, document, fact }: DeadlineWaived['data']): NonNullable<Deadline['waived']> =>
  stated({ by, capacity, reason, document, fact });

const withLedger = (deadline: Deadline, suspensions: Ledger): Deadline => ({
  ...deadline,
  status: isStopped(deadline, suspensions) ? 'suspended' : 'running',
  suspensions,
});

/** Nobody stops a clock that the law has started: one that was stopped before the law had runs from then on. */
const isStopped = ({ rule }: Pick<Deadline, 'rule'>, suspensions: Ledger): boolean =>
  openIn(suspensions) !== undefined && rule.hardness !== 'hard';

/** What is still open runs, or stands still, as its ledger has it. */
const inStep = (deadline: Deadline): Deadline =>
  deadline.status === 'running' || deadline.status === 'suspended'
    ? withLedger(deadline, deadline.suspensions)
    : deadline;

/** What the date became may have been recorded as what met it before its passing was. */
const passed = (deadline: Deadline, subjectRevision: number): Deadline => ({
  ...deadline,
  status: deadline.status === 'met' ? 'met' : 'passed',
  passed: { subjectRevision },
});

/** A date that has passed or was met runs again when it moves; one that was waived or is suspended stays so. */
const moved = (deadline: Deadline, data: DeadlineMoved['data'], recordedAt: InstantText): Deadline => {
  const { version, from, to, cause, receipt, explained, rungs } = data;
  const { passed: _passed, met: _met, ...held } = deadline;
  const status = deadline.status === 'passed' || deadline.status === 'met' ? 'running' : deadline.status;
  const moves = [...deadline.moves, { from, to, cause }];
  return { ...held, ...to, version, receipt, explained, rungs, status, setAt: recordedAt, moves };
};

export const deadlinesFold: Fold<Deadlines> = { initial: [], evolve };

/** The rungs that lay before this version of the deadline was recorded: they are history, and never sent. */
export const historicRungs = ({ rungs, setAt }: Pick<Deadline, 'rungs' | 'setAt'>): readonly Rung[] =>
  rungs.filter(({ sendAt }) => sendAt <= setAt);

/** Whether the date was missed, as a day sees it. While its clock stands still it is not. A forecast or target that slips is missed, and breaches nothing. */
export const missed = (deadline: Deadline, asAt: PlainDateText): boolean => {
  if (['waived', 'superseded', 'suspended'].includes(deadline.status)) return false;
  return deadline.met === undefined ? deadline.dueOn < asAt : deadline.met.on > deadline.dueOn;
};
