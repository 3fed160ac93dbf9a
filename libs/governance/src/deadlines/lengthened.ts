import { addDays, CannotCompute, longDay } from '#calendar';
import { type PlainDateText } from '#kernel';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type DeadlineTerms, onDay } from '../vocabulary/deadline-terms.js';
import { plainData } from '../vocabulary/stated.js';
import { type Deadlines } from './deadline.js';
import { daysIn, type Ledger, type Suspension } from './suspension.js';

/**
 * The deadlines with the days of their ledgers: what a rule and the facts give, and so many civil days more. A date that the
 * law has come to fix since is what the law gives. One that
 * comes out beyond the years in which days are counted is left out.
 */
export const lengthened = (
  derived: readonly DerivedDeadline[],
  held: Deadlines,
  terms: DeadlineTerms,
): readonly DerivedDeadline[] =>
  derived.flatMap((deadline) => {
    const { suspensions = [] } = held.find(({ key }) => key === deadline.key) ?? {};
    const ledger = deadline.rule.hardness === 'hard' ? [] : suspensions;
    return daysIn(ledger) === 0 ? [deadline] : ifKnown(() => lengthenedBy(ledger, deadline, terms));
  });

/**
 * Those of the deadlines whose ledgers count: what had started one may have been struck out, and the record have ended it.
 *
 * @param held as they stood when what they are counted for was told
 * @param recorded as they stand
 * @param struckOut ids of the subject's facts
 */
export const thatWere = (held: Deadlines, recorded: Deadlines, struckOut: readonly string[]): Deadlines => {
  const standing = recorded.filter(({ status }) => status !== 'superseded');
  return held.filter(
    ({ key, startedBy }) =>
      !struckOut.includes(startedBy) || standing.some((one) => one.key === key && one.startedBy === startedBy),
  );
};

const ifKnown = (count: () => DerivedDeadline): readonly DerivedDeadline[] => {
  try {
    return [count()];
  } catch (error) {
    if (error instanceof CannotCompute) return [];
    throw error;
  }
};

/** Civil days, and no roll to a working day: rules that count in working days were not suspended by law, and no rule says otherwise. */
const lengthenedBy = (
  ledger: Ledger,
  { uncounted: _, ...deadline }: DerivedDeadline,
  terms: DeadlineTerms,
): DerivedDeadline => {
  const days = daysIn(ledger);
  const dueOn = addDays(deadline.dueOn, days);
  const counted = ledger.filter((suspension) => suspension.days > 0);
  return {
    ...deadline,
    ...onDay(deadline.rule.id, { opensOn: deadline.opensOn, dueOn }, terms),
    receipt: {
      ...deadline.receipt,
      result: dueOn,
      suspended: plainData({ resultBefore: deadline.dueOn, days, counted }),
    },
    explained: `${deadline.explained}; then ${many(days)} more: ${counted.map(inWords).join('; ')}; so by ${longDay(dueOn)}`,
  };
};

const inWords = ({ from, until, days, reason }: Suspension): string => {
  const last = until === undefined ? from : addDays(until, -1);
  return `suspended ${spanOf(from, last)} (${many(days)}), because ${reason}`;
};

const spanOf = (first: PlainDateText, last: PlainDateText): string =>
  first === last ? `on ${longDay(first)}` : `from ${longDay(first)} to ${longDay(last)}`;

const many = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;
