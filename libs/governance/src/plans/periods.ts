import { addDays, CannotCompute, occurrence } from '#calendar';
import { type PlainDateText, rememberedOf } from '#kernel';
import { type ObligationKind, type Period } from '../vocabulary/plan-obligation.js';
import { distinctBodies } from '../vocabulary/same-body.js';
import { type Plan, type StandingObligation } from './plan.js';
import { lastDayInForce } from './standing.js';

/** One date of a recurrence. */
export interface Recurrence {
  /** Counted from 1 at the anchor: it names the date for ever, wherever the date moves. */
  readonly number: number;
  readonly dueOn: PlainDateText;
}

export type DueOn = 'on the date' | 'on the last day of the period';

/** A duty for a period falls due on the period's last day; a review is a duty on its date. */
export const DUE: Readonly<Record<ObligationKind, DueOn>> = {
  monitoring: 'on the last day of the period',
  'progress report': 'on the last day of the period',
  review: 'on the date',
};

/** A hundred years of months: whoever wants more has mistaken a year. */
export const MOST_DATES = 1_200;

/**
 * The dates of a recurrence from its anchor that lie between two days, both inclusive; never from the last completion. Of
 * more than the most that there may be, one more.
 */
export const recurrences = (
  { anchor, every, due }: { readonly anchor: PlainDateText; readonly every: string; readonly due: DueOn },
  from: PlainDateText,
  to: PlainDateText,
): readonly Recurrence[] => {
  const found: Recurrence[] = [];
  for (let number = 1; ; number += 1) {
    const date = occurrence(anchor, every, number);
    const dueOn = due === 'on the date' ? date : addDays(date, -1);
    if (dueOn > to || found.length > MOST_DATES) return found;
    if (dueOn >= from) found.push({ number, dueOn });
  }
};

/** The same thing asked for at the same pace by one or more bodies: done once for all of them. */
export interface Duty {
  readonly kind: ObligationKind;
  readonly every: Period;
  readonly anchor: PlainDateText;
  /** Whether the body named the day from which it is counted. */
  readonly named: boolean;
  readonly askedBy: readonly string[];
  /** Id of the fact by which it was told first. */
  readonly fact: string;
}

/** What is owed over the plan's term, whichever resolution in the chain asked for it. */
const dutiesOf = ({ obligations, firstDay }: Plan): readonly Duty[] =>
  obligations.reduce<readonly Duty[]>((duties, obligation) => joined(duties, dutyOf(obligation, firstDay)), []);

const dutyOf = ({ kind, every, countedFrom, askedBy, fact }: StandingObligation, firstDay: PlainDateText): Duty => ({
  ...{ kind, every, anchor: countedFrom ?? firstDay, named: countedFrom !== undefined },
  ...{ askedBy: [askedBy], fact },
});

const joined = (duties: readonly Duty[], added: Duty): readonly Duty[] => {
  const same = duties.find((duty) => isSameDuty(duty, added));
  if (same === undefined) return [...duties, added];
  const askedBy = distinctBodies([...same.askedBy, ...added.askedBy]);
  return duties.map((duty) => (duty === same ? { ...same, askedBy } : duty));
};

const isSameDuty = (one: Duty, other: Duty): boolean =>
  one.kind === other.kind && one.every === other.every && one.anchor === other.anchor;

/** A duty with its dates while the plan is in force, or why they cannot be computed. */
export interface DatedDuty extends Duty {
  readonly dates: readonly Recurrence[] | CannotCompute;
}

/**
 * What is owed over the plan's term, with its dates: in all so many as one recurrence may have, those that were asked for
 * first. What keeps the dates of one plan keeps those of all authorities. What is judged by them, fact after fact, asks for
 * them each time: the same plan has the same.
 */
export const datedDuties: (plan: Plan) => readonly DatedDuty[] = rememberedOf((plan) => dutiesWithDates(plan));

const dutiesWithDates = (plan: Plan): readonly DatedDuty[] => {
  let left = MOST_DATES;
  return dutiesOf(plan).map((duty) => {
    const dates = left < 0 ? [] : datesOf(duty, plan);
    if (dates instanceof CannotCompute) return { ...duty, dates };
    left -= dates.length;
    return { ...duty, dates: left < 0 ? new CannotCompute(TOO_MANY) : dates };
  });
};

const TOO_MANY = `with these the plan would have more than ${MOST_DATES} dates for what bodies asked`;

const datesOf = ({ kind, every, anchor }: Duty, plan: Plan): DatedDuty['dates'] => {
  try {
    return recurrences({ anchor, every, due: DUE[kind] }, plan.firstDay, lastDayInForce(plan));
  } catch (error) {
    if (error instanceof CannotCompute) return error;
    throw error;
  }
};

/** Every date on which a kind of duty falls due, in order; none where not all of them are known. */
export const datesOfKind = (kind: ObligationKind, plan: Plan): readonly PlainDateText[] => {
  const due: PlainDateText[] = [];
  for (const { dates } of datedDuties(plan).filter((duty) => duty.kind === kind)) {
    if (dates instanceof CannotCompute) return [];
    due.push(...dates.map(({ dueOn }) => dueOn));
  }
  return due.toSorted();
};

/** The first day of the period that ends on a day, of the longest that was asked for; nothing where none ends on it. */
export const beginningOf = (kind: ObligationKind, endsOn: PlainDateText, plan: Plan): PlainDateText | undefined =>
  datedDuties(plan)
    .flatMap(({ dates, ...duty }) => {
      if (duty.kind !== kind || dates instanceof CannotCompute) return [];
      const { anchor, every } = duty;
      const number = dates.find(({ dueOn }) => dueOn === endsOn)?.number;
      return number === undefined ? [] : [number === 1 ? anchor : occurrence(anchor, every, number - 1)];
    })
    .toSorted()[0];
