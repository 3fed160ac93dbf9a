export { calendarOf, calendarSubjectOf } from './calendar-subject.js';
export {
  type HolidayFact,
  isHoliday,
  placeOf,
  PROCLAMATIONS,
  proclamationsStreamOf,
  ProclaimHoliday,
  WithdrawHoliday,
} from './holiday.js';
export { type HolidayTableRenewed, isTableRenewed, RenewHolidayTable, tableAfter } from './holiday-table.js';
