import { type DecisionContext, type InstantText } from '#kernel';
import { type DerivedDeadline, type Rung } from '../vocabulary/deadline.js';
import { type Deadline } from './deadline.js';
import { type Reminder, type ReminderHistoric, type ReminderSuperseded } from './reminder.js';

type Reminded = Pick<Deadline, 'rungs' | 'version' | 'reminders'>;

export interface Recipient {
  readonly rung: string;
  readonly recipient: string;
}

/** Each office of each step. */
export const recipientsOf = (rungs: readonly Rung[]): readonly Recipient[] =>
  rungs.flatMap(({ rung, offices }) => offices.map((recipient) => ({ rung, recipient })));

/** The reminders of the present version that nobody has claimed, sent or closed otherwise, those to which others escalate included. */
export const unsent = ({ rungs, version, reminders }: Reminded): readonly Recipient[] => {
  const present = reminders.filter((held) => held.version === version);
  const told = new Set(present.map(nameOf));
  return [...recipientsOf(rungs), ...escalated(present)].filter((one) => {
    const name = nameOf(one);
    const isNew = !told.has(name);
    told.add(name);
    return isNew;
  });
};

/** No office has a space in its slug. */
const nameOf = ({ rung, recipient }: Recipient): string => `${rung} ${recipient}`;

const escalated = (reminders: readonly Reminder[]): readonly Recipient[] =>
  reminders.flatMap(({ rung, escalatesTo }) => (escalatesTo === undefined ? [] : [{ rung, recipient: escalatesTo }]));

/** The steps that nobody was told, of a date that moved while it was waived; of one that runs, they are owed. */
export const goneBy = (deadline: Deadline, { now }: DecisionContext): readonly Recipient[] =>
  deadline.status === 'waived'
    ? unsent(deadline).filter(({ rung }) =>
        deadline.rungs.some(({ rung: step, sendAt }) => step === rung && sendAt <= now),
      )
    : [];

/** The reminders of the present version that may still go out: unsent, asked for again, or claimed by somebody who has not said what came of it. */
export const open = (deadline: Reminded): readonly Recipient[] => [
  ...unsent(deadline),
  ...deadline.reminders
    .filter(({ version, status }) => version === deadline.version && (status === 'claimed' || status === 'released'))
    .map(({ rung, recipient }) => ({ rung, recipient })),
];

/** The reminders of a date that is new on record: those whose time is to come. */
export const pending = ({ rungs }: DerivedDeadline, now: InstantText): readonly Recipient[] =>
  recipientsOf(rungs.filter(({ sendAt }) => sendAt > now));

/** Those whose time is over already: history. */
export const historic = (
  { key, rungs }: DerivedDeadline,
  version: number,
  context: DecisionContext,
): readonly ReminderHistoric[] =>
  historicOf({ key, version }, recipientsOf(rungs.filter(({ sendAt }) => sendAt <= context.now)), context);

export const historicOf = (
  { key, version }: Pick<Deadline, 'key' | 'version'>,
  over: readonly Recipient[],
  { today }: DecisionContext,
): readonly ReminderHistoric[] =>
  over.map((one) => ({ type: 'ReminderHistoric', data: { occurredOn: today, key, version, ...one } }));

/** Reminders that will not be sent after all, each with its reason. */
export const withdrawn = (
  { key, version }: Pick<Deadline, 'key' | 'version'>,
  left: readonly Recipient[],
  reason: string,
  { today }: DecisionContext,
): readonly ReminderSuperseded[] =>
  left.map((one) => ({ type: 'ReminderSuperseded', data: { occurredOn: today, key, version, ...one, reason } }));
