import { longDay } from '#calendar';
import { type DecisionContext, refuse } from '#kernel';
import { byItself } from '../vocabulary/by-itself.js';
import { RULES } from '../vocabulary/rules.js';
import { isAmong, isSameBody } from '../vocabulary/same-body.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type Deadline, type DeadlineFact, type Deadlines, type Waiver } from './deadline.js';
import { type WaiveDeadline } from './deadline-commands.js';
import { deadlineNamed } from './deadline-named.js';
import { open, withdrawn } from './owed-reminders.js';

/**
 * A deadline that is running or suspended may be waived; its row stays, with who, when, in which capacity and why. Each of
 * several bodies waives what is owed to it: while one has not, the deadline is to be done.
 */
export const waive = (
  command: WaiveDeadline,
  deadlines: Deadlines,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { key, by, capacity, reason, document } = command;
  const deadline = deadlineNamed(key, deadlines);
  if (isSaid(deadline, command)) return [];
  requireInTime(deadline, context);
  requireOnlyADate(deadline);
  requireWaivableBy(command, deadline);
  const { version } = deadline;
  const data = stated({ occurredOn: context.today, key, version, by, capacity, reason, document });
  const stillOwedTo = stillOwedAfter(by, deadline);
  if (stillOwedTo.length > 0) return [{ type: 'DeadlineWaived', data: { ...data, stillOwedTo } }];
  return [
    { type: 'DeadlineWaived', data },
    ...withdrawn(deadline, open(deadline), `waived by ${by}: ${reason}`, context),
  ];
};

/** Whether the same waiver is on record. @throws Refusal where another one is */
const isSaid = (deadline: Deadline, command: WaiveDeadline): boolean => {
  const { by } = command;
  const told = waiversOf(deadline).find((waiver) => isSameBody(waiver.by, by)) ?? deadline.waived;
  if (told === undefined || (deadline.waived === undefined && stillOwedAfter(by, deadline).length === 0)) return false;
  if (saysTheSame(inWords(told), inWords(command))) return true;
  return refuse({
    reason: `the deadline was waived by ${told.by} already: ${told.reason}`,
    rule: 'deadlines/waived-once',
    satisfiedBy: 'a withdrawal of the waiver that is on record, if that was a mistake',
    pointer: '/key',
  });
};

const inWords = ({ by, capacity, reason, document }: Waiver) => stated({ by, capacity, reason, document });

/** A waiver, with the id of the fact that tells of it. */
export type ToldWaiver = Waiver & { readonly waivedIn?: string };

/** What each body has waived so far. */
export const waiversOf = ({ waived, waivedIn, changes }: Deadline): readonly ToldWaiver[] => [
  ...sinceItWasSet(changes).filter((change) => change.of === 'waiver'),
  ...(waived === undefined ? [] : [stated({ ...waived, waivedIn })]),
];

/** What has become of a deadline since it stands: what was said before it was superseded is its story, and says nothing of it now. */
export const sinceItWasSet = (changes: Deadline['changes']): Deadline['changes'] =>
  changes.slice(changes.findLastIndex(({ of }) => of === 'supersession') + 1);

/** The bodies to which it is owed still once this one has waived it; none where its rule lets anybody waive all of it. */
const stillOwedAfter = (by: string, deadline: Deadline): readonly string[] =>
  notLetGo(owedTo(deadline), [by, ...waiversOf(deadline).map((waiver) => waiver.by)], deadline);

/**
 * The bodies that ask for it too now, and have not waived what others did; none where one to which it was owed is not among
 * those any more, for its name may have been corrected.
 */
export const joinedAfterWaiver = (waived: Deadline, now: OwedTo): readonly string[] => {
  const [before, after] = [owedTo(waived), owedTo(now)];
  if (!before.every((body) => isAmong(after, body))) return [];
  const letGo = [...before, ...waiversOf(waived).map(({ by }) => by)];
  return notLetGo(after, letGo, waived);
};

const notLetGo = (
  bodies: readonly string[],
  letGo: readonly string[],
  { rule }: Pick<Deadline, 'rule'>,
): readonly string[] =>
  RULES[rule.id]?.waivedBy?.by === 'the body to which it is owed' ? bodies.filter((body) => !isAmong(letGo, body)) : [];

type OwedTo = Pick<Deadline, 'body' | 'bodies'>;

const owedTo = ({ body, bodies = [body] }: OwedTo): readonly string[] => bodies;

/** Judged by the command's clock: a date that has gone by is not saved because nobody has recorded its passing yet. */
const requireInTime = ({ status, dueAt, dueOn }: Deadline, { now }: DecisionContext): void => {
  if (status === 'suspended' || (status === 'running' && now < dueAt)) return;
  refuse({
    reason: status === 'running' ? `its day, ${longDay(dueOn)}, has gone by` : `the deadline is ${status}`,
    rule: 'deadlines/waived-while-running',
    satisfiedBy: 'nothing: only a deadline that is running or suspended can be waived',
    pointer: '/key',
  });
};

/** What a date becomes happens for as long as the subject has that date: a waiver would only hide that it does. */
const requireOnlyADate = ({ becomes }: Deadline): void => {
  if (becomes !== undefined)
    refuse({
      reason: `${byItself(becomes.command).what} by itself on this day: nobody owes it, and without the day it would never happen`,
      rule: 'deadlines/own-date-moved-by-its-subject',
      satisfiedBy: 'a change of the date itself: extend the consultation or the plan instead',
      pointer: '/key',
    });
};

/** Who may waive it is said by its rule: nobody, a body to which it is owed, or whoever is put on record. */
const requireWaivableBy = ({ by }: WaiveDeadline, deadline: Deadline): void => {
  const { rule } = deadline;
  const bodies = owedTo(deadline);
  const waived = RULES[rule.id]?.waivedBy;
  if (waived?.by === 'nobody')
    refuse({
      reason: `${rule.id} cannot be waived`,
      rule: 'deadlines/never-waived',
      citation: rule.citation,
      satisfiedBy: waived.instead,
      pointer: '/key',
    });
  if (waived?.by === 'the body to which it is owed' && !isAmong(bodies, by))
    refuse({
      reason: `it is owed to ${bodies.join(' and ')}: only ${bodies.join(' and ')} can waive it`,
      rule: 'deadlines/waived-by-whom-it-is-owed-to',
      citation: rule.citation,
      satisfiedBy: `a waiver by ${bodies.join(', and one by ')}`,
      pointer: '/by',
    });
};
