import { addDays, CannotCompute, dayAfter } from '#calendar';
import { type PlainDateText } from '#kernel';
import { type PlanAdopted } from './plan-facts.js';

/**
 * An adoption that says how many years were counted only while its last day is the one that they give: a correction may
 * have given it another first or last day, which is then the document's own.
 */
export const asCounted = <Adoption extends PlanAdopted['data']>(adoption: Adoption): Adoption => {
  const { countedYears, ...stated } = adoption;
  return countedYears === undefined || lastDayAfter(adoption.firstDay, countedYears) === adoption.lastDay
    ? adoption
    : (stated as Adoption);
};

/** The last day of so many years that begin with the first day; nothing after the year 9999. */
const lastDayAfter = (firstDay: PlainDateText, years: number): PlainDateText | undefined => {
  try {
    return addDays(dayAfter(firstDay, { years }), -1);
  } catch (error) {
    if (error instanceof CannotCompute) return undefined;
    throw error;
  }
};
