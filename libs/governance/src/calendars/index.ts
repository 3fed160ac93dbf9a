export { calendarSubjectOf } from './calendar-subject.js';
export {
  calendarAfter,
  type HolidayFact,
  placeOf,
  PROCLAMATIONS,
  proclamationsStreamOf,
  ProclaimHoliday,
  WithdrawHoliday,
} from './holiday.js';
