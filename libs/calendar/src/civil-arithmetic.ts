import { type PlainDateText } from '#kernel';
import { cannotCompute } from './cannot-compute.js';
import { correspondingDay, dayAt, dayNumber, weekdayAt } from './day-number.js';

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
  const { years = 0, months = 0, weeks = 0, days = 0 } = length;
  return dayAt(correspondingDay(day, 12 * years + months) + 7 * weeks + days) ?? outOfYears(day);
};

const outOfYears = (day: PlainDateText): never => cannotCompute(`the count leaves the years 0001 to 9999 from ${day}`);

/** The day so many days later, or earlier where the number is negative. Throws as `dayAfter` does. */
export const addDays = (day: PlainDateText, days: number): PlainDateText =>
  dayAt(dayNumber(day) + days) ?? outOfYears(day);

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: PlainDateText): number => weekdayAt(dayNumber(day));
