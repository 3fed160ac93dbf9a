import { Temporal } from 'temporal-polyfill';

/** A civil date in Europe/London as ISO 8601 text, `2024-07-10`. */
export type PlainDateText = string;

/** An instant as ISO 8601 text in UTC with milliseconds, `2024-07-09T23:00:00.000Z`. Sorts as it reads. */
export type InstantText = string;

export const LONDON = 'Europe/London';

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether the text names a day that exists, in the form `YYYY-MM-DD` (2024-02-30 does not). */
export const isCivilDate = (text: unknown): text is PlainDateText =>
  typeof text === 'string' &&
  CIVIL_DATE.test(text) &&
  parses(() => Temporal.PlainDate.from(text, { overflow: 'reject' }));

/** Whether the text is an instant in the one form that this engine writes. */
export const isInstant = (text: unknown): text is InstantText =>
  typeof text === 'string' && INSTANT.test(text) && parses(() => Temporal.Instant.from(text));

/** The civil day in London on which an instant falls. */
export const londonDay = (instant: InstantText): PlainDateText =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(LONDON).toPlainDate().toString();

/** The instant at which a civil day begins in London: local midnight. */
export const londonMidnight = (day: PlainDateText): InstantText =>
  instantText(Temporal.PlainDate.from(day).toZonedDateTime(LONDON).toInstant());

/** The instant in the form that this engine writes, cut to whole milliseconds. */
export const instantText = (instant: Temporal.Instant): InstantText =>
  instant.toString({ smallestUnit: 'millisecond', roundingMode: 'floor' });

/** The number of days from one civil day to another; negative when the second is earlier. */
export const daysBetween = (from: PlainDateText, to: PlainDateText): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

const parses = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};
