export { type Jurisdiction } from './bank-holidays/holiday-table.js';
export {
  afterHolidayFacts,
  type Calendar,
  CALENDAR_NAMES,
  calendarNamed,
  type Holiday,
  type HolidayFact,
  type HolidayProclaimed,
  type HolidayWithdrawn,
  type LocalDays,
  type LocalSpan,
  withLocalDays,
} from './calendar.js';
export { type CalendarName, DEFAULT_CALENDAR, JURISDICTIONS, jurisdictionOf, shippedTable } from './calendars.js';
export { CannotCompute } from './cannot-compute.js';
export { addDays, type CivilLength, dayAfter, weekday } from './civil-arithmetic.js';
export { count } from './count.js';
export {
  endOfLondonDay,
  isLocalDateTime,
  isTimeOfDay,
  LAST_DAY,
  type LocalDateTimeText,
  londonInstant,
} from './london-time.js';
export {
  type AfterWorkingDaysQuestion,
  type CalendarDayConvention,
  type CalendarDayQuestion,
  type Convention,
  CONVENTIONS,
  type CountQuestion,
  type DayQuestion,
  type FactConvention,
  type FactQuestion,
  type HoursQuestion,
  type HoursSkip,
  isConvention,
  isFactConvention,
  isWorkingDayConvention,
  type RecurrenceQuestion,
  type WindowQuestion,
  type WorkingDayConvention,
  type WorkingDayQuestion,
} from './question.js';
export {
  type CalendarDayReceipt,
  type Counted,
  type CountedDay,
  type Grounds,
  type HoursReceipt,
  type Reading,
  type Receipt,
  type RecurrenceReceipt,
  type RuleCited,
  type WindowReceipt,
  type WindowSpan,
  type WorkingDayReceipt,
} from './receipt.js';
export { occurrence, parsePeriod } from './recurrence.js';
export { sentenceOf, sentenceOfLast } from './sentence.js';
export { skippedInWords } from './skipped-in-words.js';
export { listed, longDate, longDay, shortDay } from './words.js';
export {
  closureOn,
  isWorkingDay,
  type LocalSkip,
  nextWorkingDay,
  previousWorkingDay,
  recessOn,
  sameOrPreviousWorkingDay,
  type SkippedDay,
  whyNotWorking,
} from './working-days.js';
