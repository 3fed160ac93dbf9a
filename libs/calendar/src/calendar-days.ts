import { answered, cited, contested, readingsOf } from './answer.js';
import { type Calendar } from './calendar.js';
import { mustBeAmount, mustBeDay } from './checks.js';
import { addDays, dayAfter } from './civil-arithmetic.js';
import { type CalendarDayConvention, type CalendarDayQuestion } from './question.js';
import { type CalendarDayReceipt, type Counted, type Grounds } from './receipt.js';

/** From the anchor: so many months to the corresponding date, clamped, and then so many days. */
const LENGTHS: Readonly<Record<CalendarDayConvention, (amount: number) => { months: number; days: number }>> = {
  CLR_C: (amount) => ({ months: 0, days: -(amount + 1) }),
  AFTER_C: (amount) => ({ months: 0, days: amount }),
  BEGIN_C: (amount) => ({ months: 0, days: amount - 1 }),
  BEGIN_M: (amount) => ({ months: amount, days: -1 }),
  BEGIN_Y: (amount) => ({ months: 12 * amount, days: -1 }),
  AFTER_M: (amount) => ({ months: amount, days: 0 }),
  AFTER_Y: (amount) => ({ months: 12 * amount, days: 0 }),
  BEFORE_M: (amount) => ({ months: -amount, days: 0 }),
};

/** Counts days, months or years in which every day counts. */
export const countCalendarDays = (
  { convention, amount, anchor }: CalendarDayQuestion,
  calendar: Calendar,
  grounds: Grounds,
): Counted<CalendarDayReceipt> => {
  mustBeAmount(amount, isPeriodBeginningWith(convention) ? 1 : 0, convention);
  const start = mustBeDay(anchor);
  const { months, days } = LENGTHS[convention](amount);
  const corresponding = months === 0 ? start : dayAfter(start, { months });
  const receipt = {
    ...grounds,
    convention,
    amount,
    start,
    calendar: cited(calendar),
    skipped: [],
    clamped: corresponding.slice(8) !== start.slice(8),
    result: addDays(corresponding, days),
  };
  return receipt.clamped && isPeriodBeginningWith(convention) ? atMonthEnd(receipt) : answered(receipt);
};

const isPeriodBeginningWith = (convention: CalendarDayConvention): boolean => convention.startsWith('BEGIN_');

/** Where there is no corresponding date, the period ends the day before the month's last day, or on it. */
const atMonthEnd = (receipt: CalendarDayReceipt): Counted<CalendarDayReceipt> =>
  contested(
    receipt,
    readingsOf(
      {
        reading: "the month's last day stands for the corresponding date, and the day before it ends the period",
        result: receipt.result,
      },
      {
        reading: "there is no corresponding date, and the month's last day ends the period",
        result: addDays(receipt.result, 1),
      },
    ),
  );
