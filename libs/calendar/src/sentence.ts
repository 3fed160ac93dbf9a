import { addDays } from './civil-arithmetic.js';
import { isShownTwice } from './london-time.js';
import {
  type CalendarDayReceipt,
  type HoursReceipt,
  type Reading,
  type Receipt,
  type RecurrenceReceipt,
  type WindowReceipt,
  type WorkingDayReceipt,
} from './receipt.js';
import { parsePeriod } from './recurrence.js';
import { skippedInWords } from './skipped-in-words.js';
import { listed, longDay, longTime, many, ordinal, shortDay } from './words.js';

/** What a count of clear days before a meeting is for, unless the rule that counts says otherwise: notice of it. */
const NOTICE = 'publish';

/**
 * The receipt as an officer says it: "five clear working days before Tuesday 7 January 2025: 1 January is a bank holiday
 * (New Year's Day), Saturdays and Sundays are not counted, so publish by Friday 27 December 2024". No full stop. `toDo` is
 * what must be done by the day that a count of clear days gives: `publish` where the rule that counts names nothing else.
 */
export const sentenceOf = (receipt: Receipt, toDo = NOTICE): string => {
  switch (receipt.convention) {
    case 'CLR_W':
    case 'ELAPSE_W':
    case 'AFTER_W':
    case 'BEGIN_W_NEXT':
      return workingDays(receipt, toDo) + otherReading(receipt.readings);
    case 'HOURS_X':
      return hours(receipt);
    case 'EVERY':
      return recurrence(receipt);
    case 'WINDOW':
      return window(receipt);
    default:
      return calendarDays(receipt, toDo) + otherReading(receipt.readings);
  }
};

const workingDays = (receipt: WorkingDayReceipt, toDo: string): string => {
  const { convention, amount, start, skipped, lastCounted, cutOff } = receipt;
  const why = skippedInWords(skipped);
  const result = longDay(receipt.result);
  const from = start.length > 10 ? longTime(start) : longDay(start);
  const asOf =
    cutOff === undefined ? '' : `with a cut-off at ${cutOff.hour} it counts as of ${longDay(cutOff.countsAsOf)}, `;
  switch (convention) {
    case 'CLR_W':
      return `${clearWorkingDays(amount)} before ${from}: ${why}, so ${toDo} by ${result}`;
    case 'ELAPSE_W':
      if (amount === 0) return `the day after ${from}: nothing has to elapse between, so act no earlier than ${result}`;
      return `after ${many(amount, 'clear working day')} following ${from}: ${why}, the last of them is ${longDay(lastCounted)}, so act no earlier than ${result}`;
    case 'AFTER_W':
      return `${many(amount, 'working day')} after ${from}: ${asOf}${why}, so by the end of ${result}`;
    case 'BEGIN_W_NEXT':
      return `${many(amount, 'working day')} beginning on the day after ${from}: ${why}, so by the end of ${result}`;
  }
};

const clearWorkingDays = (amount: number): string =>
  amount === 0 ? 'the working day' : many(amount, 'clear working day');

const calendarDays = (receipt: CalendarDayReceipt, toDo: string): string => {
  const { amount, convention } = receipt;
  const [start, result] = [longDay(receipt.start), longDay(receipt.result)];
  if (amount === 0) return nothingCounted(receipt, toDo);
  switch (convention) {
    case 'CLR_C':
      return `${many(amount, 'clear day')} before ${start}: every day between counts and neither end does, so ${toDo} by ${result}`;
    case 'AFTER_C':
      return `${many(amount, 'day')} after ${start}: every day counts but that one, so by the end of ${result}`;
    case 'BEGIN_C':
      return `${many(amount, 'day')} beginning with ${start}: every day counts and that one is the first, so by the end of ${result}`;
    case 'BEGIN_M':
    case 'BEGIN_Y':
      return `${many(amount, unit(convention))} beginning with ${start}: that day counts and ${corresponding(receipt)}, so the last day is the one before, ${result}`;
    case 'AFTER_M':
    case 'AFTER_Y':
      return `${many(amount, unit(convention))} after ${start}: ${corresponding(receipt)}, so by the end of ${result}`;
    case 'BEFORE_M':
      return `${many(amount, 'month')} before ${start}: ${corresponding(receipt)}, so by ${result}`;
  }
};

/** Where no day is counted, there is nothing to say of which days count. */
const nothingCounted = ({ convention, start, result }: CalendarDayReceipt, toDo: string): string =>
  convention === 'CLR_C'
    ? `the day before ${longDay(start)}, so ${toDo} by ${longDay(result)}`
    : `on ${longDay(start)} itself`;

const corresponding = ({ convention, clamped, start, result }: CalendarDayReceipt): string => {
  const date = shortDay(convention.startsWith('BEGIN_') ? addDays(result, 1) : result);
  return clamped
    ? `the month has no day ${Number(start.slice(8))}, for which ${date} stands`
    : `the corresponding date is ${date}`;
};

const unit = (convention: 'BEGIN_M' | 'BEGIN_Y' | 'AFTER_M' | 'AFTER_Y'): string =>
  convention.endsWith('_Y') ? 'year' : 'month';

const hours = ({ amount, start, skipped, result }: HoursReceipt): string =>
  `${many(amount, 'hour')} before ${longTime(start)}: ${skippedInWords(skipped)}, so by ${longTime(result)}`;

const recurrence = (receipt: RecurrenceReceipt): string => {
  const { times, result } = receipt;
  return `${pace(receipt)}, ${many(times, 'date')}, each counted from that day: ${listed(result.map(longDay))}`;
};

/** The last date of a recurrence, and no other, as an officer says it: what is due where each date is owed for itself. No full stop. */
export const sentenceOfLast = (receipt: RecurrenceReceipt): string => {
  const { times, result } = receipt;
  return `${pace(receipt)}, each date counted from that day: the ${ordinal(times)} is ${longDay(result.at(-1) ?? '')}`;
};

const pace = ({ period, start, due }: RecurrenceReceipt): string => {
  const on = due === 'on the date' ? '' : ', due on the last day of each period';
  return `every ${lengthInWords(period)} from ${longDay(start)}${on}`;
};

/** `year`, `three months`, `one year and six months`. */
const lengthInWords = (period: string): string => {
  const { years, months, weeks, days } = parsePeriod(period);
  const parts = Object.entries({ year: years, month: months, week: weeks, day: days }).filter(
    ([, number]) => number > 0,
  );
  const [only] = parts;
  return parts.length === 1 && only?.[1] === 1 ? only[0] : listed(parts.map(([noun, number]) => many(number, noun)));
};

const window = ({ first, last, closingTime, result }: WindowReceipt): string => {
  const end = closingTime === undefined ? `the end of ${longDay(last)}` : closing(`${last}T${closingTime}`);
  return `from the start of ${longDay(first)} to ${end}, London time: ${many(result.daysInclusive, 'day')} with both included`;
};

/** Of a time that the clocks show twice, which one is meant. */
const closing = (local: string): string =>
  isShownTwice(local) ? `${longTime(local)}, when the clocks show that time again` : longTime(local);

const otherReading = (readings: readonly Reading[] = []): string =>
  readings
    .filter(({ actedOn }) => !actedOn)
    .map(
      ({ reading, result }) =>
        `; the law can also be read to give ${longDay(result)} (${reading}), and the earlier is acted on`,
    )
    .join('');
