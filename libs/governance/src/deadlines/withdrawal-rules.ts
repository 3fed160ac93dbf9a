import { type Blocker, type DecisionContext, malformed, refuse } from '#kernel';
import { isAmong, isSameBody } from '../vocabulary/same-body.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type Deadline, type DeadlineFact, type Deadlines, type Waiver } from './deadline.js';
import { type WithdrawWaiver } from './deadline-commands.js';
import { deadlineNamed } from './deadline-named.js';
import { goneBy, historicOf } from './owed-reminders.js';
import { type WithdrawnWaiver } from './reopening.js';
import { sinceItWasSet, type ToldWaiver, waiversOf } from './waiver-rules.js';

/**
 * A waiver that an office gave by mistake is withdrawn, whatever its rule and whenever: the deadline is open again. Steps of
 * its ladder that went by while it was waived are history. Of several bodies' waivers the one that is named is withdrawn.
 */
export const withdrawWaiver = (
  command: WithdrawWaiver,
  deadlines: Deadlines,
  context: DecisionContext,
): readonly DeadlineFact[] => {
  const { key, by, capacity, reason, document } = command;
  const deadline = deadlineNamed(key, deadlines);
  const standing = standingWaivers(deadline);
  if (isWithdrawn(deadline, command, standing)) return [];
  const waived = waiverMeant(command, standing);
  const waiver = waived?.waivedIn;
  if (waived === undefined || waiver === undefined) return refuse(notWaived(command, deadline, standing));
  if (waived.fact !== undefined) return refuse(waivedByFact(waived));
  const { version } = deadline;
  const data = stated({ occurredOn: context.today, key, version, waiver, by, capacity, reason, document });
  return [{ type: 'DeadlineWaiverWithdrawn', data }, ...historicOf(deadline, goneBy(deadline, context), context)];
};

/** Of what was met or is superseded none stands, and of what was waived once and is not waived now none but those of single bodies. */
const standingWaivers = (deadline: Deadline): readonly ToldWaiver[] => {
  const { status, waivedIn } = deadline;
  if (status === 'met' || status === 'superseded') return [];
  return waiversOf(deadline).filter((waiver) => status === 'waived' || waiver.waivedIn !== waivedIn);
};

/** @throws Malformed where several stand and none is named */
const waiverMeant = ({ waivedBy }: WithdrawWaiver, standing: readonly ToldWaiver[]): ToldWaiver | undefined => {
  if (waivedBy !== undefined) return standing.find((waiver) => isSameBody(waiver.by, waivedBy));
  if (standing.length > 1)
    malformed('/waivedBy', `must say whose waiver is withdrawn: ${standing.map(({ by }) => by).join(' or ')}`);
  return standing[0];
};

/** Whether the waiver was withdrawn in the same words, and not given again since. */
const isWithdrawn = (
  { changes }: Deadline,
  { waivedBy, by, capacity, reason, document }: WithdrawWaiver,
  standing: readonly Waiver[],
): boolean =>
  sinceItWasSet(changes).some(
    (change) =>
      change.of === 'reopening' &&
      change.withdrawn !== undefined &&
      isSaidOf(change.withdrawn, stated({ by, capacity, reason, document })) &&
      isSameBody(waivedBy ?? change.withdrawn.waiver.by, change.withdrawn.waiver.by) &&
      !isAmong(
        standing.map((waiver) => waiver.by),
        change.withdrawn.waiver.by,
      ),
  );

const isSaidOf = ({ waiver: _, ...told }: WithdrawnWaiver, said: object): boolean => saysTheSame(told, said);

const notWaived = ({ waivedBy }: WithdrawWaiver, { status }: Deadline, standing: readonly Waiver[]): Blocker => ({
  reason:
    waivedBy === undefined || standing.length === 0
      ? `the deadline is ${status}, not waived`
      : `no waiver by ${waivedBy} stands on it, but ${standing.map(({ by }) => `one by ${by}`).join(' and ')}`,
  rule: 'deadlines/withdrawn-while-waived',
  satisfiedBy: 'nothing: only a waiver that stands can be withdrawn',
  pointer: waivedBy === undefined ? '/key' : '/waivedBy',
});

const waivedByFact = ({ by, reason, fact }: Waiver): Blocker => ({
  reason: `it is waived by a fact of its subject, by ${by}: ${reason}`,
  rule: 'deadlines/waiver-withdrawn-where-it-was-given',
  satisfiedBy: `a correction of that fact, ${fact}: where it waives nothing any more, the deadline is open again`,
  pointer: '/key',
});
