import { type DecisionContext, type InstantText } from '#kernel';
import { type DerivedDeadline, type Rung } from '../vocabulary/deadline.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type Deadline, type DeadlineFact, type Deadlines } from './deadline.js';
import { type ReconcileDeadlines } from './deadline-commands.js';
import { isSameReminder, type Reminder, type ReminderHistoric, type ReminderSuperseded } from './reminder.js';

/** What must be recorded so that the deadlines say what the subject's facts say. Deciding twice gives nothing new. */
export const reconcile = (
  { derived, cause }: ReconcileDeadlines,
  deadlines: Deadlines,
  context: DecisionContext,
): readonly DeadlineFact[] => [
  ...derived.flatMap((now) =>
    brought(
      deadlines.find(({ key }) => key === now.key),
      now,
      cause,
      context,
    ),
  ),
  ...deadlines
    .filter((held) => isOpen(held) && !derived.some((now) => now.key === held.key))
    .flatMap((gone) => superseded(gone, cause, context)),
];

const brought = (
  held: Deadline | undefined,
  now: DerivedDeadline,
  cause: string,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  if (held === undefined || held.status === 'superseded') return set(now, (held?.version ?? 0) + 1, context);
  const facts = hasMoved(held, now) ? move(held, now, cause, context) : [];
  const version = held.version + facts.filter(({ type }) => type === 'DeadlineMoved').length;
  return [...facts, ...(isOpen(held) || held.status === 'passed' ? met(held, now, version, context) : [])];
};

const isOpen = ({ status }: Deadline): boolean => status === 'running' || status === 'suspended';

const hasMoved = (held: Deadline, now: DerivedDeadline): boolean =>
  held.status !== 'met' &&
  held.status !== 'waived' &&
  (held.dueAt !== now.dueAt || !saysTheSame(held.rungs, now.rungs));

const set = (now: DerivedDeadline, version: number, context: DecisionContext): readonly DeadlineFact[] => {
  const { met: stopped, opensOn: _, ...told } = now;
  const data = stated({ ...told, occurredOn: context.today, version });
  const facts: readonly DeadlineFact[] = [{ type: 'DeadlineSet', data }, ...historic(now, version, context)];
  return stopped === undefined
    ? facts
    : [...facts, ...metFacts(now, version, stopped, pending(now, context.now), context)];
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
    ...historic(now, version, context),
  ];
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
  stopped: { readonly on: string; readonly by: string },
  left: readonly Recipient[],
  context: DecisionContext,
): readonly DeadlineFact[] => [
  { type: 'DeadlineMet', data: { occurredOn: stopped.on, key, version, ...stopped } },
  ...withdrawn({ key, version }, left, 'what was due is done', context),
];

const superseded = (gone: Deadline, cause: string, context: DecisionContext): readonly DeadlineFact[] => {
  const { key, version } = gone;
  const reason = `what started it no longer stands: ${cause}`;
  return [
    { type: 'DeadlineSuperseded', data: { occurredOn: context.today, key, version, reason } },
    ...withdrawn(gone, open(gone), reason, context),
  ];
};

type Reminded = Pick<Deadline, 'rungs' | 'version' | 'reminders'>;

export interface Recipient {
  readonly rung: string;
  readonly recipient: string;
}

const recipientsOf = (rungs: readonly Rung[]): readonly Recipient[] =>
  rungs.flatMap(({ rung, offices }) => offices.map((recipient) => ({ rung, recipient })));

/** The reminders of the present version that nobody has claimed, sent or closed otherwise, those to which others escalate included. */
export const unsent = ({ rungs, version, reminders }: Reminded): readonly Recipient[] => {
  const wanted = [...recipientsOf(rungs), ...escalated(reminders.filter((held) => held.version === version))];
  return wanted.filter(
    (one, at) =>
      !reminders.some((held) => isSameReminder(held, { ...one, version })) &&
      wanted.findIndex((other) => other.rung === one.rung && other.recipient === one.recipient) === at,
  );
};

const escalated = (reminders: readonly Reminder[]): readonly Recipient[] =>
  reminders.flatMap(({ rung, escalatesTo }) => (escalatesTo === undefined ? [] : [{ rung, recipient: escalatesTo }]));

/** The reminders of the present version that may still go out: unsent, or claimed by somebody who has not said what came of it. */
export const open = (deadline: Reminded): readonly Recipient[] => [
  ...unsent(deadline),
  ...deadline.reminders
    .filter(({ version, status }) => version === deadline.version && status === 'claimed')
    .map(({ rung, recipient }) => ({ rung, recipient })),
];

const pending = ({ rungs }: DerivedDeadline, now: InstantText): readonly Recipient[] =>
  recipientsOf(rungs.filter(({ sendAt }) => sendAt > now));

const historic = (
  { key, rungs }: DerivedDeadline,
  version: number,
  context: DecisionContext,
): readonly ReminderHistoric[] =>
  recipientsOf(rungs.filter(({ sendAt }) => sendAt <= context.now)).map((one) => ({
    type: 'ReminderHistoric',
    data: { occurredOn: context.today, key, version, ...one },
  }));

/** Reminders that will not be sent after all, each with its reason. */
export const withdrawn = (
  { key, version }: Pick<Deadline, 'key' | 'version'>,
  left: readonly Recipient[],
  reason: string,
  { today }: DecisionContext,
): readonly ReminderSuperseded[] =>
  left.map((one) => ({ type: 'ReminderSuperseded', data: { occurredOn: today, key, version, ...one, reason } }));
