import { addDays } from '#calendar';
import { earliestDay, type PlainDateText } from '#kernel';
import { type Plan, type Told } from './plan.js';
import { type PlanAdopted } from './plan-facts.js';

/** How a plan stands on a day. `succeeded`: it ran out, and the plan that renews it follows without a gap. */
export type Standing = 'not adopted' | 'adopted' | 'in force' | 'superseded' | 'succeeded' | 'lapsed';

/** Derived from the dates alone, so that it is right however late anything was recorded. */
export const standingOn = (plan: Plan, day: PlainDateText): Standing => {
  if (plan.adoptions.length === 0) return 'not adopted';
  if (plan.superseded !== undefined && plan.superseded.occurredOn <= day) return 'superseded';
  if (day > plan.lastDay) return isSucceededInTime(plan) ? 'succeeded' : 'lapsed';
  return day < commencementDay(plan) ? 'adopted' : 'in force';
};

/** The adoption that governs: the last one told. */
export const governingAdoption = ({ adoptions }: Plan): Told<PlanAdopted> | undefined => adoptions.at(-1);

/** The day from whose beginning the plan is in force: its first day, or that of its adoption where that came later. */
export const commencementDay = ({ adoptions, firstDay }: Plan): PlainDateText => {
  const adoptedOn = earliestDay(adoptions[0]?.occurredOn ?? 'unknown') ?? firstDay;
  return adoptedOn > firstDay ? adoptedOn : firstDay;
};

/** Whether the plan that renews it was adopted before it ran out, and begins on the next day at the latest. */
export const isSucceededInTime = ({ renewed, lastDay }: Plan): boolean =>
  renewed !== undefined && renewed.day <= lastDay && renewed.firstDay <= addDays(lastDay, 1);

/** The last day on which it is in force: it may be superseded before it runs out. */
export const lastDayInForce = ({ superseded, lastDay }: Plan): PlainDateText => {
  const before = superseded === undefined ? lastDay : addDays(superseded.occurredOn, -1);
  return before < lastDay ? before : lastDay;
};
