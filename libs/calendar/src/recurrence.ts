import { type PlainDateText } from '#kernel';
import { answered, cited } from './answer.js';
import { type Calendar } from './calendar.js';
import { cannotCompute } from './cannot-compute.js';
import { mustBeDay } from './checks.js';
import { addDays, type CivilLength, dayAfter } from './civil-arithmetic.js';
import { type RecurrenceQuestion } from './question.js';
import { type Counted, type Grounds, type RecurrenceReceipt } from './receipt.js';

const PERIOD = /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?$/;
const MOST_TIMES = 10_000;

/** The fields of an ISO 8601 period in whole years, months, weeks and days. Throws `CannotCompute` for any other. */
export const parsePeriod = (text: string): Required<CivilLength> => {
  const [matched, ...fields] = PERIOD.exec(text) ?? [];
  const [years = 0, months = 0, weeks = 0, days = 0] = fields.map((field: string | undefined) => Number(field ?? 0));
  return matched === undefined || years + months + weeks + days === 0
    ? cannotCompute(
        `'${text}' is not a period of whole years, months, weeks or days; write it in ISO 8601, such as P3M`,
      )
    : { years, months, weeks, days };
};

/** The k-th date of a recurrence, computed from the anchor and never from the date before it. */
export const occurrence = (anchor: PlainDateText, period: string, k: number): PlainDateText => {
  const { years, months, weeks, days } = parsePeriod(period);
  return dayAfter(anchor, { years: k * years, months: k * months, weeks: k * weeks, days: k * days });
};

/** The first `times` dates after the anchor. */
export const countRecurrence = (
  { period, anchor, times, due = 'on the date' }: RecurrenceQuestion,
  calendar: Calendar,
  grounds: Grounds,
): Counted<RecurrenceReceipt> => {
  const start = mustBeDay(anchor);
  parsePeriod(period);
  if (!Number.isInteger(times) || times < 1 || times > MOST_TIMES)
    return cannotCompute(`EVERY needs to know how many times, a whole number from 1 to ${MOST_TIMES}; it is ${times}`);
  const result = Array.from({ length: times }, (_, index) => {
    const date = occurrence(start, period, index + 1);
    return due === 'on the date' ? date : addDays(date, -1);
  });
  return answered({
    ...grounds,
    convention: 'EVERY',
    period,
    times,
    due,
    start,
    calendar: cited(calendar),
    skipped: [],
    result,
  });
};
