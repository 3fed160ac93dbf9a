import { addDays } from '#calendar';
import { type PlainDateText } from '#kernel';
import { type Entry } from '../vocabulary/facet.js';
import { commencementDay } from './commencement.js';
import { type Extension, type Plan, type Told } from './plan.js';
import { type PlanAdopted } from './plan-facts.js';

/** How a plan stands on a day. `succeeded`: it ran out, and the plan that renews it follows without a gap. */
export type Standing = 'not adopted' | 'adopted' | 'in force' | 'superseded' | 'succeeded' | 'lapsed';

/** The dates that say how a plan which was adopted stands on any day. */
export interface TermInForce {
  /** The day from whose beginning it is in force. */
  readonly inForceFrom: PlainDateText;
  /** Inclusive, extensions included. */
  readonly lastDay: PlainDateText;
  /** The first day on which another plan was in force in its place. */
  readonly supersededOn?: PlainDateText;
  /** The first day of the plan that renews it, where that one follows without a gap. */
  readonly succeededOn?: PlainDateText;
}

export const termInForce = (plan: Plan): TermInForce => ({
  inForceFrom: commencementDay(plan),
  lastDay: plan.lastDay,
  ...(plan.superseded === undefined ? {} : { supersededOn: plan.superseded.occurredOn }),
  ...(plan.renewed !== undefined && isSucceededInTime(plan) ? { succeededOn: plan.renewed.firstDay } : {}),
});

/** Derived from the dates alone, so that it is right however late anything was recorded. */
export const standingOn = (plan: Plan, day: PlainDateText): Standing =>
  plan.adoptions.length === 0 ? 'not adopted' : standingWithin(termInForce(plan), day);

export const standingWithin = (term: TermInForce, day: PlainDateText): Exclude<Standing, 'not adopted'> => {
  if (term.supersededOn !== undefined && term.supersededOn <= day) return 'superseded';
  if (day > term.lastDay) return term.succeededOn === undefined ? 'lapsed' : 'succeeded';
  return day < term.inForceFrom ? 'adopted' : 'in force';
};

/** The adoption that governs: the last one. */
export const governingAdoption = ({ adoptions }: Plan): Told<PlanAdopted> | undefined => adoptions.at(-1);

/** Whether the plan that renews it was adopted before it ran out, and begins on the next day at the latest. */
export const isSucceededInTime = ({ renewed, lastDay }: Plan): boolean =>
  renewed !== undefined && renewed.day <= lastDay && renewed.firstDay <= addDays(lastDay, 1);

/** The extension that governs: the last one that was decided before the plan ran out. */
export const governingExtension = ({ extensions }: Plan): Extension | undefined =>
  extensions.findLast(({ isLate }) => !isLate);

/**
 * Whether what a fact tells still happened by all that is known: a commencement on the day that the record gives or that
 * an office told, an extension before the plan had run out, a lapse on the last day. Of other facts it is not asked.
 */
export const stillStands = (plan: Plan, { id, type }: Pick<Entry, 'id' | 'type'>): boolean => {
  if (type === 'PlanCommenced') return plan.commenced?.fact === id;
  if (type === 'PlanExtended') return !plan.extensions.some(({ fact, isLate }) => fact === id && isLate);
  return type !== 'PlanLapsed' || hasLapsed(plan, plan.lapses.find(({ fact }) => fact === id)?.occurredOn);
};

const hasLapsed = (plan: Plan, on: PlainDateText | undefined): boolean =>
  on === plan.lastDay && plan.superseded === undefined && !isSucceededInTime(plan);

/** The last day on which it is in force: it may be superseded before it runs out. */
export const lastDayInForce = ({ superseded, lastDay }: Plan): PlainDateText => {
  const before = superseded === undefined ? lastDay : addDays(superseded.occurredOn, -1);
  return before < lastDay ? before : lastDay;
};
