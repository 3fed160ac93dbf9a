import { type DecisionContext } from '#kernel';
import { type DerivedDeadline, type Rung } from '../vocabulary/deadline.js';
import { isMetAlike, type Met, metOf } from '../vocabulary/met.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type Deadline, type DeadlineFact, type Deadlines } from './deadline.js';
import { type ReconcileDeadlines } from './deadline-commands.js';
import { remindersAtFirst } from './other-mornings.js';
import { isCountedAlike } from './recount.js';
import { reopened } from './deadlines-fold.js';
import { isStatedAlike, keepsDate, toldNow } from './restatement.js';
import {
  goneBy,
  historic,
  historicOf,
  open,
  pending,
  type Recipient,
  recipientsOf,
  withdrawn,
} from './owed-reminders.js';
import { isSameReminder } from './reminder.js';
import { isOpen, isOwed, isToGo } from './still-owed.js';
import { joinedAfterWaiver } from './waiver-rules.js';

/** What must be recorded so that the deadlines say what the subject's facts say. Deciding twice gives nothing new. */
export const reconcile = (
  { derived, cause, struckOut = [] }: ReconcileDeadlines,
  deadlines: Deadlines,
  context: DecisionContext,
): readonly DeadlineFact[] => [
  ...derived.flatMap((now) => brought(underItsKey(now, deadlines), now, { cause, struckOut }, context)),
  ...deadlines
    .filter((held) => isToGo(held, struckOut) && !derived.some((now) => now.key === held.key))
    .flatMap((gone) => superseded(gone, cause, context)),
];

const underItsKey = (now: DerivedDeadline, deadlines: Deadlines): Deadline | undefined =>
  deadlines.find(({ key }) => key === now.key);

/** Why deadlines change, and which facts of the subject are struck out by then. */
type Telling = Required<Pick<ReconcileDeadlines, 'cause' | 'struckOut'>>;

const brought = (
  held: Deadline | undefined,
  now: DerivedDeadline,
  { cause, struckOut }: Telling,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  if (held === undefined) return set(now, { version: 1 }, context);
  const anew = struckOut.includes(held.startedBy) || undefined;
  if (held.status === 'superseded') return set(now, { version: held.version + 1, anew }, context);
  if (isToReopen(held, now)) return reopen(held, now, { cause, struckOut }, context);
  const isMoved = hasMoved(held, now);
  const version = held.version + (isMoved ? 1 : 0);
  return [
    ...(isMoved ? move(held, now, cause, context) : recounted(held, now, cause, context)),
    ...restated(held, now, { version, cause, struckOut }, context),
    ...resettled(held, now, { version, cause }, context),
    ...(isToMeet(held, now, isMoved) ? met(held, now, version, context) : []),
    ...waived(held, now, version, context),
  ];
};

/** It is to be done again, and all else that the facts say of it now is said of one that is. */
const reopen = (
  held: Deadline,
  now: DerivedDeadline,
  { cause, struckOut }: Telling,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { key, version } = held;
  const joined = held.status === 'waived' ? joinedAfterWaiver(held, now) : [];
  const data = stated({
    ...{ occurredOn: context.today, key, version, cause },
    stillOwedTo: joined.length === 0 ? undefined : joined,
  });
  return [
    { type: 'DeadlineReopened', data },
    ...historicOf(held, goneBy(held, context), context),
    ...brought(reopened(held, data, context.now), now, { cause, struckOut }, context),
  ];
};

/**
 * It was met, what met it no longer does, and its date is the same; one that has another date runs again by moving. Or the
 * fact that waived it no longer does; or a body asks for it that has not waived it, as others have.
 */
const isToReopen = (held: Deadline, now: DerivedDeadline): boolean => {
  if (held.status === 'waived')
    return held.waived?.fact === undefined ? joinedAfterWaiver(held, now).length > 0 : now.waivedBy === undefined;
  return held.status === 'met' && now.met === undefined && held.dueAt === now.dueAt;
};

/** What a fact of the subject waives is waived by that, also where its day has gone by; an office's own waiver stands. */
const waived = (
  held: Deadline,
  now: DerivedDeadline,
  version: number,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  if (now.waivedBy === undefined || now.met !== undefined) return [];
  const { on, ...waiver } = now.waivedBy;
  const isTold = held.waived?.fact === waiver.fact && saysTheSame(held.waived, stated(waiver));
  if (isTold || !(isOwed(held) || held.waived?.fact === waiver.fact)) return [];
  const left = version === held.version ? open(held) : pending(now, context.now);
  return waivedFacts(now, version, left, context, { ...waiver, on });
};

const waivedFacts = (
  { key }: DerivedDeadline,
  version: number,
  left: readonly Recipient[],
  context: DecisionContext,
  { on, ...waiver }: NonNullable<DerivedDeadline['waivedBy']>,
): readonly DeadlineFact[] => [
  { type: 'DeadlineWaived', data: stated({ occurredOn: on, key, version, ...waiver }) },
  ...withdrawn({ key, version }, left, `waived by ${waiver.by}: ${waiver.reason}`, context),
];

/** What is told of a deadline follows the facts, whatever became of it: a name that was wrong is wrong of what is done, too. */
const restated = (
  held: Deadline,
  now: DerivedDeadline,
  { version, cause, struckOut }: Telling & { readonly version: number },
  { today }: DecisionContext,
): readonly DeadlineFact[] => {
  const told = toldNow(held, now);
  const startedBy = struckOut.includes(held.startedBy) ? now.startedBy : held.startedBy;
  if (isStatedAlike(held, told) && startedBy === held.startedBy) return [];
  const data = { occurredOn: today, key: now.key, version, ...told, cause };
  return [{ type: 'DeadlineRestated', data: startedBy === held.startedBy ? data : { ...data, startedBy } }];
};

/** What is still to be done has the owner and the ladder that are settled now; a date that moved brought its ladder. */
const resettled = (
  held: Deadline,
  now: DerivedDeadline,
  { version, cause }: { readonly version: number; readonly cause: string },
  context: DecisionContext,
): readonly DeadlineFact[] =>
  (isOpen(held) || version !== held.version) && now.met === undefined
    ? [
        ...(version === held.version ? laddered(held, now, cause, context) : []),
        ...reassigned(held, now, { version, cause }, context),
      ]
    : [];

/** What is still to be done, in time or late; or it is done on another day on record now, or has another date. */
const isToMeet = (held: Deadline, { met: stopped }: DerivedDeadline, isMoved: boolean): boolean =>
  held.status === 'met'
    ? isMoved || held.met === undefined || stopped === undefined || !isMetAlike(held.met, stopped)
    : isOwed(held);

/**
 * Its date is another one; or it was counted again to the same, and the same steps come out on other mornings. Of what is
 * met or was waived only the date counts, and what is met keeps it (see `keepsDate`).
 */
export const hasMoved = (held: Deadline, now: DerivedDeadline): boolean => {
  if (held.status === 'waived' || held.status === 'met') return held.dueAt !== now.dueAt && !keepsDate(held, now);
  return held.dueAt !== now.dueAt || (isSameLadder(held, now) && !saysTheSame(held.rungs, now.rungs));
};

/**
 * Its date stays, and is counted by other days, for other reasons or by another calendar than the receipt on record says.
 * What is done or has gone by keeps the count that it had.
 */
export const isRecounted = (held: Deadline, now: DerivedDeadline): boolean =>
  isOpen(held) && now.met === undefined && !hasMoved(held, now) && !isCountedAlike(held.receipt, now.receipt);

/** Whether the same offices are told in the same steps, on whatever mornings. */
const isSameLadder = (held: Pick<Deadline, 'rungs'>, now: Pick<Deadline, 'rungs'>): boolean =>
  saysTheSame(stepsOf(held.rungs), stepsOf(now.rungs));

const stepsOf = (rungs: readonly Rung[]) => rungs.map(({ rung, offices }) => ({ rung, offices }));

/**
 * What is still open has the ladder that is settled now. What was sent stays sent; what is in both ladders stays as it
 * is; what the new one lacks is withdrawn; and a step that only the new one has, and whose time is over, is history.
 */
const laddered = (
  held: Deadline,
  now: DerivedDeadline,
  cause: string,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  if (isSameLadder(held, now)) return [];
  const { key, rungs } = now;
  const { version } = held;
  const dropped = open(held).filter((one) => !isStillTold(one, held, now));
  const added = recipientsOf(rungs.filter(({ sendAt }) => sendAt <= context.now)).filter(
    (one) =>
      !recipientsOf(held.rungs).some((before) => isSameRecipient(before, one)) &&
      !held.reminders.some((known) => isSameReminder(known, { ...one, version })),
  );
  return [
    ...withdrawn(held, dropped, `the reminder schedule has changed: ${cause}`, context),
    { type: 'DeadlineLadderChanged', data: { occurredOn: context.today, key, version, rungs, cause } },
    ...historicOf({ key, version }, added, context),
  ];
};

/** Whether a step has the office still; one to which others escalated is told as long as there is the step. */
const isStillTold = ({ rung, recipient }: Recipient, held: Deadline, now: DerivedDeadline): boolean => {
  const offices = now.rungs.find((step) => step.rung === rung)?.offices;
  const before = held.rungs.find((step) => step.rung === rung)?.offices ?? [];
  return offices !== undefined && (offices.includes(recipient) || !before.includes(recipient));
};

const isSameRecipient = (one: Recipient, other: Recipient): boolean =>
  one.rung === other.rung && one.recipient === other.recipient;

const reassigned = (
  { owner: from }: Deadline,
  { key, owner: to }: DerivedDeadline,
  { version, cause }: { readonly version: number; readonly cause: string },
  { today }: DecisionContext,
): readonly DeadlineFact[] =>
  from === to ? [] : [{ type: 'DeadlineReassigned', data: { occurredOn: today, key, version, from, to, cause } }];

const set = (
  now: DerivedDeadline,
  { version, anew }: { readonly version: number; readonly anew?: true | undefined },
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { met: stopped, waivedBy, opensOn: _, uncounted: _uncounted, ...told } = now;
  const data = stated({ ...told, occurredOn: context.today, version, anew });
  const facts: readonly DeadlineFact[] = [{ type: 'DeadlineSet', data }, ...historic(now, version, context)];
  const left = pending(now, context.now);
  if (stopped !== undefined) return [...facts, ...metFacts(now, version, stopped, left, context)];
  return waivedBy === undefined ? facts : [...facts, ...waivedFacts(now, version, left, context, waivedBy)];
};

const move = (
  held: Deadline,
  now: DerivedDeadline,
  cause: string,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { key, receipt, explained, rungs } = now;
  const version = held.version + 1;
  const from = { dueOn: held.dueOn, dueAt: held.dueAt };
  const to = { dueOn: now.dueOn, dueAt: now.dueAt };
  return [
    ...withdrawn(held, open(held), `the date moved from ${from.dueOn} to ${to.dueOn}: ${cause}`, context),
    {
      type: 'DeadlineMoved',
      data: { occurredOn: context.today, key, version, from, to, cause, receipt, explained, rungs },
    },
    ...(held.status === 'waived' ? [] : remindersAtFirst(held, now, version, context)),
  ];
};

/** The receipt of a date to come tells the days as they are counted now, also where they give the same date. */
const recounted = (
  held: Deadline,
  now: DerivedDeadline,
  cause: string,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  if (held.dueAt <= context.now || !isRecounted(held, now)) return [];
  const { version } = held;
  const { key, receipt, explained } = now;
  return [{ type: 'DeadlineRecounted', data: { occurredOn: context.today, key, version, receipt, explained, cause } }];
};

const met = (
  held: Deadline,
  now: DerivedDeadline,
  version: number,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  if (now.met === undefined) return [];
  const left = version === held.version ? open(held) : pending(now, context.now);
  return metFacts(now, version, now.met, left, context);
};

const metFacts = (
  { key }: DerivedDeadline,
  version: number,
  stopped: Met,
  left: readonly Recipient[],
  context: DecisionContext,
): readonly DeadlineFact[] => [
  { type: 'DeadlineMet', data: { occurredOn: stopped.on, key, version, ...metOf(stopped) } },
  ...withdrawn({ key, version }, left, 'what was due is done', context),
];

const superseded = (gone: Deadline, cause: string, context: DecisionContext): readonly DeadlineFact[] => {
  const { key, version } = gone;
  const reason = `it no longer applies: ${cause}`;
  return [
    { type: 'DeadlineSuperseded', data: { occurredOn: context.today, key, version, reason } },
    ...withdrawn(gone, open(gone), reason, context),
  ];
};
