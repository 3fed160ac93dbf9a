export { type Jurisdiction } from './bank-holidays/holiday-table.js';
export {
  afterHolidayFacts,
  type Calendar,
  CALENDAR_NAMES,
  calendarNamed,
  type HolidayFact,
  type HolidayProclaimed,
  type HolidayWithdrawn,
  type LocalDays,
  type LocalSpan,
  withLocalDays,
} from './calendar.js';
export { type CalendarName, DEFAULT_CALENDAR, JURISDICTIONS, jurisdictionOf, shippedTable } from './calendars.js';
export { CannotCompute } from './cannot-compute.js';
export { addDays, dayAfter } from './civil-arithmetic.js';
export { count } from './count.js';
export { endOfLondonDay, isTimeOfDay, LAST_DAY, londonInstant, timeInLondon } from './london-time.js';
export {
  type Convention,
  CONVENTIONS,
  type CountQuestion,
  type FactConvention,
  type HoursSkip,
  isConvention,
  isFactConvention,
  isWorkingDayConvention,
} from './question.js';
export { type Counted, type CountedDay, type Reading, type Receipt } from './receipt.js';
export { occurrence } from './recurrence.js';
export { sentenceOf, sentenceOfLast } from './sentence.js';
export { skippedInWords } from './skipped-in-words.js';
export { listed, longDate, longDay, shortDay } from './words.js';
export { isWorkingDay, nextWorkingDay, sameOrPreviousWorkingDay, type SkippedDay, whyUnknown } from './working-days.js';
