export { calendarSubject } from './calendar-subject.js';
export {
  calendarAfter,
  type HolidayFact,
  JURISDICTION,
  PROCLAMATIONS,
  PROCLAMATIONS_STREAM,
  ProclaimHoliday,
  WithdrawHoliday,
} from './holiday.js';
