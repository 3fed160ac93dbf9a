import { Temporal } from 'temporal-polyfill';
import { isCivilDate, type PlainDateText } from '#kernel';
import { cannotCompute } from './cannot-compute.js';

/** A length of civil time; each field a whole number. */
export interface CivilLength {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
}

/**
 * The day that lies `length` after the day: years and months first, by the corresponding date, clamped to the end of a
 * shorter month; then weeks and days. Negative fields go back. Throws `CannotCompute` outside the years 0000 to 9999.
 */
export const dayAfter = (day: PlainDateText, length: CivilLength): PlainDateText => {
  const moved = moveOrNothing(day, length);
  return isCivilDate(moved) ? moved : cannotCompute(`the count leaves the years 0000 to 9999 from ${day}`);
};

/** Nothing where the arithmetic itself runs out of years. */
const moveOrNothing = (day: PlainDateText, length: CivilLength): string | undefined => {
  try {
    return Temporal.PlainDate.from(day).add(length, { overflow: 'constrain' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

export const addDays = (day: PlainDateText, days: number): PlainDateText => dayAfter(day, { days });

/** Whether the month that `months` lead to has no day of this number, so that the corresponding date is clamped. */
export const isClamped = (day: PlainDateText, months: number): boolean =>
  Number(dayAfter(day, { months }).slice(8)) !== Number(day.slice(8));

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: PlainDateText): number => Temporal.PlainDate.from(day).dayOfWeek;
