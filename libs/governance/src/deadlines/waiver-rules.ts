import { longDay } from '#calendar';
import { type Blocker, type DecisionContext, malformed, refuse } from '#kernel';
import { WAIVED_BY } from '../vocabulary/rule-waivers.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type Deadline, type DeadlineFact, type Deadlines, type Waiver } from './deadline.js';
import { type WaiveDeadline, type WithdrawWaiver } from './deadline-commands.js';
import { historicOf, open, type Recipient, unsent, withdrawn } from './owed-reminders.js';

const named = (key: string, deadlines: Deadlines): Deadline =>
  deadlines.find((held) => held.key === key) ?? malformed('/key', 'names no deadline of this subject');

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
  const deadline = named(key, deadlines);
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
  const told = waiversOf(deadline).find((waiver) => waiver.by === by) ?? deadline.waived;
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

/** What each body has waived so far. */
const waiversOf = ({ waived, changes }: Deadline): readonly Waiver[] => [
  ...changes.filter((change) => change.of === 'waiver'),
  ...(waived === undefined ? [] : [waived]),
];

/** The bodies to which it is owed still once this one has waived it; none where its rule lets anybody waive all of it. */
const stillOwedAfter = (by: string, deadline: Deadline): readonly string[] => {
  if (WAIVED_BY[deadline.rule.id]?.by !== 'the body to which it is owed') return [];
  const letGo = [by, ...waiversOf(deadline).map((waiver) => waiver.by)];
  return owedTo(deadline).filter((body) => !letGo.includes(body));
};

const owedTo = ({ body, bodies = [body] }: Deadline): readonly string[] => bodies;

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
      reason: `this date is the subject’s own, and becomes ${becomes.command}: nobody owes it, and without it that would never happen`,
      rule: 'deadlines/own-date-moved-by-its-subject',
      satisfiedBy: 'the command that changes the date itself: a consultation or a plan is extended',
      pointer: '/key',
    });
};

/** Who may waive it is said by its rule: nobody, a body to which it is owed, or whoever is put on record. */
const requireWaivableBy = ({ by }: WaiveDeadline, deadline: Deadline): void => {
  const { rule } = deadline;
  const bodies = owedTo(deadline);
  const waived = WAIVED_BY[rule.id];
  if (waived?.by === 'nobody')
    refuse({
      reason: `${rule.id} knows no waiver`,
      rule: 'deadlines/never-waived',
      citation: rule.citation,
      satisfiedBy: waived.instead,
      pointer: '/key',
    });
  if (waived?.by === 'the body to which it is owed' && !bodies.includes(by))
    refuse({
      reason: `it is owed to ${bodies.join(' and ')}, and nobody else lets it go by`,
      rule: 'deadlines/waived-by-whom-it-is-owed-to',
      citation: rule.citation,
      satisfiedBy: `a waiver by ${bodies.join(', and one by ')}`,
      pointer: '/by',
    });
};

/**
 * A waiver that an office gave by mistake is withdrawn, whatever its rule and whenever: the deadline is open again. Steps of
 * its ladder that went by while it was waived are history. Of the waivers of several bodies the latest is withdrawn first.
 */
export const withdrawWaiver = (
  command: WithdrawWaiver,
  deadlines: Deadlines,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { key, by, capacity, reason, document } = command;
  const deadline = named(key, deadlines);
  const { status, version } = deadline;
  const waiver = status === 'waived' ? ownWaiver(deadline) : latestOfOneBody(deadline, command);
  if (waiver === undefined) return isWithdrawn(deadline, command) ? [] : refuse(notToWithdraw(deadline));
  const data = stated({ occurredOn: context.today, key, version, waiver, by, capacity, reason, document });
  const over = status === 'waived' ? goneBy(deadline, context) : [];
  return [{ type: 'DeadlineWaiverWithdrawn', data }, ...historicOf(deadline, over, context)];
};

const ownWaiver = ({ waived, waivedIn }: Deadline): string | undefined =>
  waived?.fact === undefined ? waivedIn : undefined;

/** Of what one of several bodies waived, the latest, while it is to be done still; none where that was said just now. */
const latestOfOneBody = (deadline: Deadline, command: WithdrawWaiver): string | undefined => {
  const { status, changes } = deadline;
  if (status === 'met' || status === 'superseded') return undefined;
  const told = changes.filter(({ of }) => of === 'waiver' || of === 'reopening');
  if (told.at(-1)?.of === 'reopening' && isWithdrawn(deadline, command)) return undefined;
  const latest = changes.findLast((change) => change.of === 'waiver');
  return latest?.of === 'waiver' ? latest.waivedIn : undefined;
};

/** Whether the waiver was withdrawn in the same words. */
const isWithdrawn = ({ changes }: Deadline, { by, capacity, reason, document }: WithdrawWaiver): boolean => {
  const last = changes.findLast((change) => change.of === 'reopening' && change.withdrawn !== undefined);
  if (last?.of !== 'reopening' || last.withdrawn === undefined) return false;
  const { waiver: _, ...told } = last.withdrawn;
  return saysTheSame(told, stated({ by, capacity, reason, document }));
};

const notToWithdraw = ({ status, waived }: Deadline): Blocker =>
  status !== 'waived' || waived?.fact === undefined
    ? {
        reason: `the deadline is ${status}, not waived`,
        rule: 'deadlines/withdrawn-while-waived',
        satisfiedBy: 'nothing: only a waiver that stands can be withdrawn',
        pointer: '/key',
      }
    : {
        reason: `it is waived by a fact of its subject, by ${waived.by}: ${waived.reason}`,
        rule: 'deadlines/waiver-withdrawn-where-it-was-given',
        satisfiedBy: `a correction of that fact, ${waived.fact}: where it waives nothing any more, the deadline is open again`,
        pointer: '/key',
      };

/** The steps that nobody was told, of a date that moved while it was waived. */
const goneBy = (deadline: Deadline, { now }: DecisionContext): readonly Recipient[] =>
  unsent(deadline).filter(({ rung }) =>
    deadline.rungs.some(({ rung: step, sendAt }) => step === rung && sendAt <= now),
  );
