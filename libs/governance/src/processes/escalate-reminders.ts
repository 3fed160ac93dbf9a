import { longDay } from '#calendar';
import { chainFrom, hasAddress, type Offices, officeTitle } from '../authorities/index.js';
import { type Deadline, type DueReminder } from '../deadlines/index.js';

/** Whether an office may lead to another when it is told, and that one never back to it. */
export const leadsTo = (from: string, to: string, offices: Offices): boolean => {
  const chain = chainFrom(from, offices);
  return from !== to && chain.includes(to) && chain.length > chainFrom(to, offices).length;
};

/** The next office of the chain that mail can reach. */
const nextReachable = (office: string, offices: Offices): string | undefined =>
  chainFrom(office, offices)
    .slice(1)
    .find((next) => hasAddress(next, offices));

/**
 * The office that is told as well, since the date had gone by when the reminder was due: the next of its chain, unless the
 * ladder tells that office anyway, or tells this one as the next of another.
 */
export const toldAsWell = (
  reminder: DueReminder,
  deadline: Pick<Deadline, 'rungs' | 'dueAt'>,
  offices: Offices,
): string | undefined => {
  const step = deadline.rungs.find(({ rung }) => rung === reminder.rung);
  if (step === undefined || step.sendAt < deadline.dueAt || !step.offices.includes(reminder.recipient))
    return undefined;
  const next = nextReachable(reminder.recipient, offices);
  const isNextItself = step.offices.some(
    (office) => office !== reminder.recipient && chainFrom(office, offices)[1] === reminder.recipient,
  );
  return next === undefined || step.offices.includes(next) || isNextItself ? undefined : next;
};

/** The office that is told instead where the mail to one failed: the next of its chain that has not failed too. */
export const toldInstead = (
  reminder: DueReminder,
  deadline: Pick<Deadline, 'reminders'>,
  offices: Offices,
): string | undefined => {
  const hasFailed = (office: string): boolean =>
    deadline.reminders.some(
      ({ version, rung, recipient, status }) =>
        version === reminder.version && rung === reminder.rung && recipient === office && status === 'failed',
    );
  return chainFrom(reminder.recipient, offices)
    .slice(1)
    .find((next) => hasAddress(next, offices) && !hasFailed(next));
};

const retirementOf = (office: string, offices: Offices): string | undefined =>
  offices.find((held) => held.office === office)?.retiredOn;

/** Why mail cannot be sent to an office: that it has no address, or since when there is no such office. */
export const withoutAddress = (office: string, offices: Offices): string => {
  const retiredOn = retirementOf(office, offices);
  return retiredOn === undefined
    ? `the office ${office} has no mail address`
    : `the office ${office} was retired on ${longDay(retiredOn)}`;
};

/** Why an office is told of what the ladder does not tell it; nothing where the ladder does. */
export const toldBecause = (
  { rung, version, recipient }: DueReminder,
  { reminders }: Pick<Deadline, 'reminders'>,
  offices: Offices,
): string | undefined => {
  const from = reminders.find(
    (held) => held.version === version && held.rung === rung && held.escalatesTo === recipient,
  );
  if (from === undefined) return undefined;
  const other = officeTitle(from.recipient, offices);
  if (from.status !== 'failed' && from.releases === undefined)
    return `the date has passed, and ${other} has been told too`;
  const retiredOn = retirementOf(from.recipient, offices);
  return retiredOn === undefined
    ? `${other} could not be reached by mail`
    : `${other} was retired on ${longDay(retiredOn)}: this comes to ${officeTitle(recipient, offices)} instead`;
};
