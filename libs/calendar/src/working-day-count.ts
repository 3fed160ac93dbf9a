import { type PlainDateText } from '#kernel';
import { answered, cited, contested, inOrder, readingsOf } from './answer.js';
import { type Calendar } from './calendar.js';
import { cannotCompute } from './cannot-compute.js';
import { mustBeAmount, mustBeDay } from './checks.js';
import { addDays } from './civil-arithmetic.js';
import { isLocalDateTime, isTimeOfDay } from './london-time.js';
import { type AfterWorkingDaysQuestion, type WorkingDayQuestion } from './question.js';
import { type Counted, type Grounds, type WorkingDayReceipt } from './receipt.js';
import { isWorkingDay, nextWorkingDay, walk } from './working-days.js';

type CutOff = NonNullable<WorkingDayReceipt['cutOff']>;

/** Counts working days of the calendar. */
export const countWorkingDays = (
  question: WorkingDayQuestion | AfterWorkingDaysQuestion,
  calendar: Calendar,
  grounds: Grounds,
): Counted<WorkingDayReceipt> => {
  const receipt = receiptOf(question, calendar, grounds);
  return question.convention === 'BEGIN_W_NEXT' && calendar.christmasEve === 'contested'
    ? withChristmasEve(receipt, question, calendar, grounds)
    : answered(receipt);
};

const receiptOf = (
  question: WorkingDayQuestion | AfterWorkingDaysQuestion,
  calendar: Calendar,
  grounds: Grounds,
): WorkingDayReceipt => {
  const { convention, amount, anchor, alsoSkip } = question;
  mustBeAmount(amount, convention === 'AFTER_W' || convention === 'BEGIN_W_NEXT' ? 1 : 0, convention);
  const cutOff = convention === 'AFTER_W' ? cutOffOf(question, calendar) : undefined;
  const from = cutOff?.countsAsOf ?? dayOf(question);
  const isBefore = convention === 'CLR_W';
  const { last, skipped } = walk(from, isBefore ? -1 : 1, isBefore ? amount + 1 : amount, calendar, alsoSkip);
  return {
    ...grounds,
    convention,
    amount,
    start: anchor,
    calendar: cited(calendar),
    ...(cutOff === undefined ? {} : { cutOff }),
    skipped: inOrder(skipped),
    lastCounted: last,
    result: convention === 'ELAPSE_W' ? addDays(last, 1) : last,
  };
};

const dayOf = ({ convention, anchor }: WorkingDayQuestion | AfterWorkingDaysQuestion): PlainDateText =>
  mustBeDay(convention === 'AFTER_W' && isLocalDateTime(anchor) ? anchor.slice(0, 10) : anchor);

const cutOffOf = ({ anchor, cutOff }: AfterWorkingDaysQuestion, calendar: Calendar): CutOff | undefined => {
  if (cutOff === undefined) return undefined;
  if (!isTimeOfDay(cutOff)) return cannotCompute(`the cut-off '${cutOff}' is not a time of day such as 17:00`);
  if (!isLocalDateTime(anchor))
    return cannotCompute(
      `a cut-off hour needs the time of the trigger, such as 2024-07-09T16:15; '${anchor}' has none`,
    );
  const day = anchor.slice(0, 10);
  const inTime = anchor.slice(11) < cutOff && isWorkingDay(day, calendar);
  return { hour: cutOff, countsAsOf: inTime ? day : nextWorkingDay(day, calendar) };
};

/**
 * SI 2001/3384 gives the leader working days to answer Council, and other regulations of its kind do not count Christmas
 * Eve. Whether this one does is not settled: both dates are shown.
 */
const withChristmasEve = (
  receipt: WorkingDayReceipt,
  question: WorkingDayQuestion,
  calendar: Calendar,
  grounds: Grounds,
): Counted<WorkingDayReceipt> => {
  const other = receiptOf(question, { ...calendar, christmasEve: 'not a working day' }, grounds);
  return other.result === receipt.result
    ? answered(receipt)
    : contested(
        receipt,
        readingsOf(
          { reading: 'Christmas Eve is a working day', result: receipt.result },
          { reading: 'Christmas Eve is not a working day', result: other.result },
        ),
      );
};
