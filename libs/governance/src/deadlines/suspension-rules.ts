import { longDay } from '#calendar';
import { daysBetween, type DecisionContext, malformed, refuse } from '#kernel';
import { byItself } from '../vocabulary/by-itself.js';
import { requireHappened } from '../vocabulary/happened.js';
import { stated } from '../vocabulary/stated.js';
import { type Deadline, type DeadlineFact, type Deadlines } from './deadline.js';
import { type ResumeDeadline, type SuspendDeadline } from './deadline-commands.js';
import { deadlineNamed } from './deadline-named.js';
import { openIn, type Suspension } from './suspension.js';

/** A clock that runs may be stopped, on somebody's authority, from today or from a day since it is on record. */
export const suspend = (
  command: SuspendDeadline,
  deadlines: Deadlines,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { key, from, by, capacity, reason, document } = command;
  const deadline = deadlineNamed(key, deadlines);
  if (isSaid(openIn(deadline.suspensions), command)) return [];
  requireHappened('/from', from, context);
  requireRunning(deadline, context);
  requireSuspensible(deadline);
  requireFreeDay(deadline, command);
  const { version } = deadline;
  const data = stated({ occurredOn: context.today, key, version, from, by, capacity, reason, document });
  return [{ type: 'DeadlineSuspended', data }];
};

/** A clock that was stopped runs again: from today, or from a day since it was stopped. */
export const resume = (
  command: ResumeDeadline,
  deadlines: Deadlines,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { key, on, by, capacity, reason, document } = command;
  const deadline = deadlineNamed(key, deadlines);
  const last = deadline.suspensions.at(-1);
  if (last?.resumed !== undefined && last.until === on && saysOf(last.resumed, command)) return [];
  if (last === undefined || deadline.status !== 'suspended')
    return refuse({
      reason: `the deadline is ${deadline.status}, not suspended`,
      rule: 'deadlines/resumed-while-suspended',
      satisfiedBy: 'nothing: only a deadline that is suspended can run again',
      pointer: '/key',
    });
  requireHappened('/on', on, context);
  const { from } = last;
  if (on < from) malformed('/on', `must not lie before ${from}, the day from which the deadline is suspended`);
  const days = daysBetween(from, on);
  const who = { by, capacity, reason, document };
  const data = stated({ occurredOn: context.today, key, version: deadline.version, from, on, days, ...who });
  return [{ type: 'DeadlineResumed', data }];
};

const isSaid = (open: Suspension | undefined, command: SuspendDeadline): boolean =>
  open?.from === command.from && saysOf(open, command);

type Who = Pick<SuspendDeadline, 'by' | 'capacity' | 'reason' | 'document'>;

const saysOf = (held: Who, command: Who): boolean =>
  held.by === command.by &&
  held.capacity === command.capacity &&
  held.reason === command.reason &&
  held.document === command.document;

/** Judged by the command's clock: a date that has gone by is not saved because nobody has recorded its passing yet. */
const requireRunning = ({ status, dueAt, dueOn }: Deadline, { now }: DecisionContext): void => {
  if (status === 'running' && now < dueAt) return;
  refuse({
    reason: status === 'running' ? `its day, ${longDay(dueOn)}, has gone by` : `the deadline is ${status}`,
    rule: 'deadlines/suspended-while-running',
    satisfiedBy: 'nothing: only a deadline that is running can be suspended',
    pointer: '/key',
  });
};

const requireSuspensible = ({ rule, becomes }: Deadline): void => {
  if (rule.hardness === 'hard')
    refuse({
      reason: 'the law fixes this date, and nothing in it lets an office stop the clock',
      rule: 'deadlines/hard-never-suspended',
      citation: rule.citation,
      satisfiedBy: 'nothing: a date fixed by law cannot be suspended',
      pointer: '/key',
    });
  if (becomes !== undefined)
    refuse({
      reason: `${byItself(becomes.command).what} by itself on this day, and cannot be suspended`,
      rule: 'deadlines/own-date-moved-by-its-subject',
      satisfiedBy: 'a change of the date itself: extend the consultation or the plan instead',
      pointer: '/key',
    });
};

/** No day before the deadline was on record, since nobody could have stopped it; and no day that the ledger has already. */
const requireFreeDay = ({ recordedOn, suspensions }: Deadline, { from }: SuspendDeadline): void => {
  const until = suspensions.at(-1)?.until ?? recordedOn;
  const earliest = until > recordedOn ? until : recordedOn;
  if (from >= earliest) return;
  refuse({
    reason:
      earliest === recordedOn
        ? `the deadline has only been on record since ${longDay(recordedOn)}`
        : `the deadline was suspended before, and its days until ${longDay(earliest)} are counted already`,
    rule: 'deadlines/suspended-since-a-free-day',
    satisfiedBy: `a day from ${longDay(earliest)} on`,
    pointer: '/from',
  });
};
