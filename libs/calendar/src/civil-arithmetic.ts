import { Temporal } from 'temporal-polyfill';
import { isCivilDate, type PlainDateText } from '#kernel';
import { cannotCompute } from './cannot-compute.js';
import { dayAt, dayNumber, weekdayAt } from './day-number.js';

/** A length of civil time; each field a whole number. */
export interface CivilLength {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
}

/**
 * The day that lies `length` after the day: years and months first, by the corresponding date, clamped to the end of a
 * shorter month; then weeks and days. Negative fields go back. Throws `CannotCompute` outside the years 0001 to 9999.
 */
export const dayAfter = (day: PlainDateText, length: CivilLength): PlainDateText => {
  const moved = moveOrNothing(day, length);
  return isCivilDate(moved) ? moved : outOfYears(day);
};

const outOfYears = (day: PlainDateText): never => cannotCompute(`the count leaves the years 0001 to 9999 from ${day}`);

/** Nothing where the arithmetic itself runs out of years. */
const moveOrNothing = (day: PlainDateText, length: CivilLength): string | undefined => {
  try {
    return Temporal.PlainDate.from(day).add(length, { overflow: 'constrain' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** The day so many days later, or earlier where the number is negative. Throws as `dayAfter` does. */
export const addDays = (day: PlainDateText, days: number): PlainDateText =>
  dayAt(dayNumber(day) + days) ?? outOfYears(day);

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: PlainDateText): number => weekdayAt(dayNumber(day));
