import { Temporal } from 'temporal-polyfill';
import { instantText, type InstantText, isCivilDate, londonDay, type PlainDateText } from './civil-date.js';
import { remembered } from './remembered.js';

/**
 * When something happened in the council, in the precision that the document gives:
 * `unknown`, a month (`2021-03`), a civil day (`2024-07-09`), or a local date-time with its offset
 * (`2024-07-09T14:05+01:00`, seconds optional), which falls on a civil day in London wherever it was written down.
 */
export type OccurredOn = string;

export type Precision = 'unknown' | 'month' | 'day' | 'time';

const MONTH = /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/;
const TIME = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?([+-](0\d|1[0-4]):[0-5]\d|Z)$/;

/** The precision of the text, or nothing where it is no occurrence at all. */
export const precisionOf = (text: unknown): Precision | undefined => {
  if (text === 'unknown') return 'unknown';
  if (typeof text !== 'string') return undefined;
  if (MONTH.test(text)) return 'month';
  if (isCivilDate(text)) return 'day';
  return isCivilDate(TIME.exec(text)?.[1]) ? 'time' : undefined;
};

/** Whether the text states a month or a civil day: the precisions a forecast may have. */
export const isMonthOrDay = (text: unknown): text is string => {
  const precision = precisionOf(text);
  return precision === 'month' || precision === 'day';
};

/** The first civil day that the text allows; nothing when it is unknown. */
export const earliestDay = (occurredOn: OccurredOn): PlainDateText | undefined =>
  firstDay(occurredOn, precisionOf(occurredOn));

const firstDay = (occurredOn: OccurredOn, precision: Precision | undefined): PlainDateText | undefined => {
  switch (precision) {
    case 'month':
      return `${occurredOn}-01`;
    case 'day':
      return occurredOn;
    case 'time':
      return dayOfInstant(occurredOn);
    case 'unknown':
    case undefined:
      return undefined;
  }
};

/** Half past eleven at night in Greenwich on 30 June is 1 July in London. */
const dayOfInstant = remembered((time) => londonDay(instantText(Temporal.Instant.from(time))));

/** The last civil day that the text allows; nothing when it is unknown. */
export const latestDay = (occurredOn: OccurredOn): PlainDateText | undefined => {
  const precision = precisionOf(occurredOn);
  return precision === 'month'
    ? Temporal.PlainYearMonth.from(occurredOn).toPlainDate({ day: 31 }).toString()
    : firstDay(occurredOn, precision);
};

/**
 * The day by which the thing had certainly happened: the last day that the text allows, or the day on which the log
 * learned of it, whichever is earlier, since nothing is recorded before it happens. What turned out to have happened later
 * than it was recorded, by a date that was corrected, has its own date alone.
 */
export const happenedBy = (occurredOn: OccurredOn, recordedAt: InstantText): PlainDateText => {
  const learned = londonDay(recordedAt);
  const latest = latestDay(occurredOn);
  if (latest === undefined) return learned;
  return learned < latest && learned >= (earliestDay(occurredOn) ?? learned) ? learned : latest;
};
