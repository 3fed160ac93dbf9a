import { countCalendarDays } from './calendar-days.js';
import { type Calendar } from './calendar.js';
import { cannotCompute } from './cannot-compute.js';
import { countHours } from './hours.js';
import {
  type CalendarDayQuestion,
  type AfterWorkingDaysQuestion,
  type CountQuestion,
  type DayQuestion,
  type FactConvention,
  type FactQuestion,
  type HoursQuestion,
  isFactConvention,
  type RecurrenceQuestion,
  type WindowQuestion,
  type WorkingDayQuestion,
} from './question.js';
import {
  type CalendarDayReceipt,
  type Counted,
  type CountedDay,
  type Grounds,
  type HoursReceipt,
  type RecurrenceReceipt,
  type WindowReceipt,
  type WorkingDayReceipt,
} from './receipt.js';
import { countRecurrence } from './recurrence.js';
import { countWindow } from './window.js';
import { countWorkingDays } from './working-day-count.js';

/** What each convention needs that no arithmetic gives. */
const FACTS_NEEDED: Readonly<Record<FactConvention, string>> = {
  ASARP: "as soon as reasonably practicable names no date, and a local target is the authority's own",
  NEXT_MTG: 'the date is that of a meeting that the body has set',
  FORECAST: 'an anticipated date is what somebody forecast',
  MONTH: 'a month is an interval that a document states, not a point to count to',
};

/**
 * Answers a question of time under one convention, with the receipt that explains it. Pure: the same question, calendar
 * and grounds give the same answer. Throws `CannotCompute` where there is no answer that could be relied on.
 */
export function count(
  question: WorkingDayQuestion | AfterWorkingDaysQuestion,
  calendar: Calendar,
  grounds?: Grounds,
): Counted<WorkingDayReceipt>;
export function count(
  question: CalendarDayQuestion,
  calendar: Calendar,
  grounds?: Grounds,
): Counted<CalendarDayReceipt>;
export function count(question: DayQuestion, calendar: Calendar, grounds?: Grounds): CountedDay;
export function count(question: HoursQuestion, calendar: Calendar, grounds?: Grounds): Counted<HoursReceipt>;
export function count(question: RecurrenceQuestion, calendar: Calendar, grounds?: Grounds): Counted<RecurrenceReceipt>;
export function count(question: WindowQuestion, calendar: Calendar, grounds?: Grounds): Counted<WindowReceipt>;
export function count(question: FactQuestion, calendar: Calendar, grounds?: Grounds): never;
export function count(question: CountQuestion, calendar: Calendar, grounds?: Grounds): Counted;
export function count(question: CountQuestion, calendar: Calendar, grounds: Grounds = {}): Counted {
  if (isForFacts(question))
    return cannotCompute(`${question.convention} needs facts, not arithmetic: ${FACTS_NEEDED[question.convention]}`);
  switch (question.convention) {
    case 'WINDOW':
      return countWindow(question, calendar, grounds);
    case 'EVERY':
      return countRecurrence(question, calendar, grounds);
    case 'HOURS_X':
      return countHours(question, calendar, grounds);
    case 'CLR_W':
    case 'ELAPSE_W':
    case 'AFTER_W':
    case 'BEGIN_W_NEXT':
      return countWorkingDays(question, calendar, grounds);
    default:
      return countCalendarDays(question, calendar, grounds);
  }
}

const isForFacts = (question: CountQuestion): question is FactQuestion => isFactConvention(question.convention);
