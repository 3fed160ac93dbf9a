import { type CalendarName, DEFAULT_CALENDAR, type LocalDays } from '#calendar';

/** By which calendar an authority counts, with days of its own. Closures and recesses alter no statutory count. */
export interface AuthorityCalendar extends LocalDays {
  readonly calendar: CalendarName;
}

/** What holds where an authority has settled nothing else. */
export const USUAL_CALENDAR: AuthorityCalendar = { calendar: DEFAULT_CALENDAR, closures: [], recesses: [] };
