import { type Fold, type InstantText, knowing, londonDay, type RecordedFact } from '#kernel';
import { citedNow } from '../vocabulary/cadence-citations.js';
import { metOf } from '../vocabulary/met.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import {
  type Deadline,
  type DeadlineFact,
  deadlineFacts,
  type DeadlineLadderChanged,
  type DeadlineMoved,
  type DeadlineRecounted,
  type Deadlines,
  type DeadlineSet,
  type DeadlineSuperseded,
  type DeadlineWaived,
  type TermsChange,
  type Waiver,
} from './deadline.js';
import { leftOpenFacts } from './left-open.js';
import { recountInWords } from './recount.js';
import { afterReminder, plannedAgain } from './reminder.js';
import { type DeadlineReopened, type DeadlineWaiverWithdrawn, type Reopening, withdrawalInWords } from './reopening.js';
import { type DeadlineRestated, type Statement, statementOf } from './restatement.js';
import { type Ledger, ledgerAfter, openIn } from './suspension.js';

const evolve = (deadlines: Deadlines, recorded: RecordedFact): Deadlines => {
  const fact = recorded as RecordedFact<DeadlineFact> & DeadlineFact;
  const { recordedAt } = recorded.metadata;
  if (fact.type !== 'DeadlineSet')
    return deadlines.map((deadline) => (deadline.key === fact.data.key ? after(deadline, fact, recordedAt) : deadline));
  const before = deadlines.find(({ key }) => key === fact.data.key);
  const { occurredOn: _, anew, ...told } = fact.data;
  const kept = anew === undefined ? before : before && storyOf(before);
  return [...deadlines.filter((held) => held !== before), deadlineSet(told, recordedAt, kept)];
};

/** A deadline that comes back keeps its ledger, the days that it stood still are not lost, and its story. */
export const deadlineSet = (
  told: Omit<DeadlineSet['data'], 'occurredOn' | 'anew'>,
  recordedAt: InstantText,
  before: Partial<Pick<Deadline, 'suspensions' | 'recordedOn' | 'changes'>> = {},
): Deadline => {
  const { suspensions = [], recordedOn = londonDay(recordedAt), changes = [] } = before;
  return {
    ...told,
    rule: citedNow(told.rule),
    status: isStopped(told, suspensions) ? 'suspended' : 'running',
    recordedOn,
    setAt: recordedAt,
    changedAt: recordedAt,
    moves: [],
    changes,
    suspensions,
    reminders: [],
  };
};

/** Of a deadline that never was nothing counts; its story stays, and in it the days of its ledger. */
const storyOf = ({ changes, suspensions }: Deadline): Pick<Deadline, 'changes'> => ({
  changes: [...changes, { of: 'start', suspensions }],
});

type Later = Exclude<DeadlineFact, DeadlineSet>;

const after = (deadline: Deadline, fact: RecordedFact<Later> & Later, recordedAt: InstantText): Deadline => {
  const changed: Deadline = { ...deadline, changedAt: recordedAt };
  if (isChange(fact)) return withChange(changed, fact, recordedAt);
  switch (fact.type) {
    case 'DeadlineMoved':
      return moved(changed, fact.data, recordedAt);
    case 'DeadlineMet':
      return { ...changed, status: 'met', met: metOf(fact.data) };
    case 'DeadlinePassed':
      return fact.data.dueAt === deadline.dueAt ? passed(changed, fact.data.subjectRevision) : deadline;
    case 'DeadlineWaived':
      return waived(changed, fact.data, fact.id);
    case 'DeadlineSuperseded':
      return superseded(changed, fact.data);
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
  ...(['DeadlineRestated', 'DeadlineReopened', 'DeadlineWaiverWithdrawn'] as const),
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
    case 'DeadlineWaiverWithdrawn':
      return inStep(waivedNoMore(deadline, fact.data, recordedAt));
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

/** What one of several bodies waives is owed to the others still, and stands waived once none is left. */
const waived = (deadline: Deadline, { stillOwedTo, ...told }: DeadlineWaived['data'], waivedIn: string): Deadline => {
  const { by, capacity, reason, document, fact } = told;
  const waiver: Waiver = stated({ by, capacity, reason, document, fact });
  return stillOwedTo === undefined
    ? { ...deadline, status: 'waived', waived: waiver, waivedIn }
    : { ...deadline, changes: [...deadline.changes, { of: 'waiver', ...waiver, stillOwedTo, waivedIn }] };
};

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

/**
 * What the date became may have been recorded as what met it before its passing was. What went by is a date: as a deadline
 * stood before it moved there, it has not.
 */
const passed = (deadline: Deadline, subjectRevision: number): Deadline => ({
  ...deadline,
  status: deadline.status === 'met' ? 'met' : 'passed',
  passed: { subjectRevision },
});

const superseded = ({ met: _, ...deadline }: Deadline, { version, reason }: DeadlineSuperseded['data']): Deadline => ({
  ...deadline,
  status: 'superseded',
  changes: [...deadline.changes, { of: 'supersession', version, reason }],
});

/** A date that has passed or was met runs again when it moves; one that was waived or is suspended stays so. */
const moved = (deadline: Deadline, data: DeadlineMoved['data'], recordedAt: InstantText): Deadline => {
  const { version, from, to, cause, receipt, explained, rungs } = data;
  const { passed: _passed, met: _met, ...held } = deadline;
  const status = deadline.status === 'passed' || deadline.status === 'met' ? 'running' : deadline.status;
  const moves = [...deadline.moves, { from, to, cause }];
  return { ...held, ...to, version, receipt, explained, rungs, status, setAt: recordedAt, moves };
};

export const deadlinesFold: Fold<Deadlines> = knowing({ ...deadlineFacts, ...leftOpenFacts }, { initial: [], evolve });

/** The deadline with what is told of it now. */
export const withStatement = ({ bodies: _, ...deadline }: Deadline, now: Statement): Deadline => ({
  ...deadline,
  ...statementOf(now),
});

export const restated = (
  deadline: Deadline,
  { cause, startedBy = deadline.startedBy, ...told }: DeadlineRestated['data'],
): Deadline => {
  const [from, to] = [statementOf(deadline), statementOf({ ...told, rule: citedNow(told.rule) })];
  const changes = [...deadline.changes, { of: 'statement', from, to, cause } as const];
  return { ...withStatement(deadline, to), startedBy, changes: saysTheSame(from, to) ? deadline.changes : changes };
};

/** What had gone by before it was met has gone by again; anything else runs. Where a body joined, the waivers of others stand. */
export const reopened = (
  { met: _, waived, waivedIn, ...deadline }: Deadline,
  { version, cause, stillOwedTo }: Pick<DeadlineReopened['data'], 'version' | 'cause' | 'stillOwedTo'>,
  recordedAt: InstantText,
  told: Pick<Reopening, 'withdrawn'> = {},
): Deadline => {
  const standing =
    stillOwedTo === undefined || waived === undefined || waivedIn === undefined
      ? []
      : [{ of: 'waiver', ...waived, stillOwedTo, waivedIn } as const];
  return {
    ...deadline,
    status: deadline.passed === undefined ? 'running' : 'passed',
    reminders: plannedAgain(deadline, deadline.rungs, recordedAt),
    changes: [...deadline.changes, ...standing, { of: 'reopening', version, cause, ...told }],
  };
};

/** Of several bodies’ waivers the others stand, each for its own; and with one the less, it is to be done. */
const waivedNoMore = (deadline: Deadline, data: DeadlineWaiverWithdrawn['data'], recordedAt: InstantText): Deadline => {
  const { version, waiver: id, by, capacity, reason, document } = data;
  const { status, waived: last, waivedIn, changes } = deadline;
  const why = { version, cause: withdrawalInWords(data) };
  const part = changes.findLast((change) => change.of === 'waiver' && change.waivedIn === id);
  const waiver = part?.of === 'waiver' ? partly(part) : last;
  const told = waiver === undefined ? {} : { withdrawn: { ...stated({ by, capacity, reason, document }), waiver } };
  const others = changes.filter((change) => change !== part);
  if (status !== 'waived') return { ...deadline, changes: [...others, { of: 'reopening', ...why, ...told }] };
  const left =
    part === undefined || last === undefined || waiver === undefined || waivedIn === undefined
      ? []
      : [{ of: 'waiver', ...last, stillOwedTo: [waiver.by], waivedIn } as const];
  return reopened({ ...deadline, changes: [...others, ...left] }, why, recordedAt, told);
};

const partly = ({
  of: _of,
  stillOwedTo: _stillOwedTo,
  waivedIn: _waivedIn,
  ...waiver
}: Extract<TermsChange, { of: 'waiver' }>): Waiver => waiver;
