import { Temporal } from 'temporal-polyfill';
import { remembered } from './remembered.js';

/** A civil date in Europe/London as ISO 8601 text, `2024-07-10`. */
export type PlainDateText = string;

/** An instant as ISO 8601 text in UTC with milliseconds, `2024-07-09T23:00:00.000Z`. Sorts as it reads. */
export type InstantText = string;

export const LONDON = 'Europe/London';

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether the text names a day that exists, in the form `YYYY-MM-DD` (2024-02-30 does not, and there was no year 0). */
export const isCivilDate = (text: unknown): text is PlainDateText =>
  typeof text === 'string' && CIVIL_DATE.test(text) && dayExists(text);

const dayExists = (text: PlainDateText): boolean => {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return year >= 1 && day >= 1 && day <= days;
};

/** Whether the text is an instant in the one form that this engine writes. */
export const isInstant = (text: unknown): text is InstantText =>
  typeof text === 'string' && INSTANT.test(text) && parses(() => Temporal.Instant.from(text));

/** Since then London has kept Greenwich time or an hour more. Before, there was double summer time, and local mean time. */
const AN_HOUR_AT_MOST = '1972-01-01';

/**
 * The civil day in London on which an instant falls. Only the last hour of a day in Greenwich can belong to the next one,
 * and then all of it does, so the time zone is asked once for such an hour: folds ask this for every fact.
 */
export const londonDay = (instant: InstantText): PlainDateText => {
  if (!INSTANT.test(instant) || instant < AN_HOUR_AT_MOST) return londonDayOf(instant);
  const day = instant.slice(0, 10);
  return instant.slice(11, 13) === '23' ? londonDayOfLastHour(day) : day;
};

const londonDayOf = (instant: InstantText): PlainDateText =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(LONDON).toPlainDate().toString();

const londonDayOfLastHour = remembered((day) => londonDayOf(`${day}T23:00:00.000Z`));

/** The instant at which a civil day begins in London: local midnight. */
export const londonMidnight: (day: PlainDateText) => InstantText = remembered((day) =>
  instantText(Temporal.PlainDate.from(day).toZonedDateTime(LONDON).toInstant()),
);

/** The instant in the form that this engine writes, cut to whole milliseconds. */
export const instantText = (instant: Temporal.Instant): InstantText =>
  instant.toString({ smallestUnit: 'millisecond', roundingMode: 'floor' });

/** The number of days from one civil day to another; negative when the second is earlier. */
export const daysBetween = (from: PlainDateText, to: PlainDateText): number => dayNumber(to) - dayNumber(from);

/**
 * Days counted from 1 March of the year 0 in the Gregorian calendar: with the year begun in March, a leap day is its last,
 * and the months from then on have 153 days in every five.
 */
const dayNumber = (day: PlainDateText): number => {
  const month = (Number(day.slice(5, 7)) + 9) % 12;
  const year = Number(day.slice(0, 4)) - (month > 9 ? 1 : 0);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leapDays + Math.floor((153 * month + 2) / 5) + Number(day.slice(8, 10));
};

const parses = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};
