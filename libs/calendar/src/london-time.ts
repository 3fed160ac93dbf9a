import { Temporal } from 'temporal-polyfill';
import {
  instantText,
  type InstantText,
  isCivilDate,
  LONDON,
  londonMidnight,
  type PlainDateText,
  remembered,
} from '#kernel';
import { cannotCompute } from './cannot-compute.js';
import { addDays } from './civil-arithmetic.js';

/** A civil date and time of day in London without offset, `2025-03-27T19:00`; seconds only where they are not zero. */
export type LocalDateTimeText = string;

const LOCAL = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether the text is a local date-time of a day that exists, without offset: `2025-03-27T19:00`. */
export const isLocalDateTime = (text: string): boolean => isCivilDate(LOCAL.exec(text)?.[1]);

/** Whether the text is a time of day to the minute, `17:00`. */
export const isTimeOfDay = (text: string): boolean => TIME_OF_DAY.test(text);

/** The last day that can be written. There is no next one, so it ends at the last instant that can be written. */
export const LAST_DAY: PlainDateText = '9999-12-31';
const LAST_INSTANT = '9999-12-31T23:59:59.999Z';

/** The first instant that is no longer this day in London. What happens before it is in time for the day. */
export const endOfLondonDay = (day: PlainDateText): InstantText =>
  day === LAST_DAY ? LAST_INSTANT : londonMidnight(addDays(day, 1));

/**
 * The instant of a local time in London. A time that the clocks show twice is the later of the two, and a time that they
 * skip is read on the clock before the change (01:30 becomes 02:30), so that nobody's time is cut short.
 */
export const londonInstant: (local: LocalDateTimeText) => InstantText = remembered((local) =>
  isLocalDateTime(local)
    ? instantText(Temporal.PlainDateTime.from(local).toZonedDateTime(LONDON, { disambiguation: 'later' }).toInstant())
    : cannotCompute(`'${local}' is not a local date-time such as 2025-03-27T19:00`),
);

/** What London's clocks show at an instant, in whatever offset it is written: `14:05`; seconds only where they are not zero. */
export const timeInLondon = (instant: string): string => {
  const time = Temporal.Instant.from(instant).toZonedDateTimeISO(LONDON).toPlainTime();
  return time.toString({ smallestUnit: time.second === 0 ? 'minute' : 'second' });
};

/** Whether London's clocks show a local time twice, since they go back in that night. */
export const isShownTwice = (local: LocalDateTimeText): boolean => {
  const time = Temporal.PlainDateTime.from(local);
  const earlier = time.toZonedDateTime(LONDON, { disambiguation: 'earlier' });
  const later = time.toZonedDateTime(LONDON, { disambiguation: 'later' });
  return earlier.hour === later.hour && !earlier.equals(later);
};
