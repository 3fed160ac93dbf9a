import { englandAndWales } from './bank-holidays/england-and-wales.js';
import { type HolidayTable, type Jurisdiction } from './bank-holidays/holiday-table.js';
import { northernIreland } from './bank-holidays/northern-ireland.js';
import { scotland } from './bank-holidays/scotland.js';

/** What makes a named calendar: a table of holidays and how the week is read. */
export interface CalendarDefinition {
  readonly table: HolidayTable;
  readonly restDays: readonly (6 | 7)[];
  readonly christmasEve: 'a working day' | 'contested' | 'not a working day';
}

export type CalendarName =
  'england-and-wales' | 'england-and-wales-without-christmas-eve' | 'parish' | 'scotland' | 'northern-ireland';

/** The calendars that ship, by name. A deadline's rule names one of them; `england-and-wales` where it names none. */
export const CALENDARS: Readonly<Record<CalendarName, CalendarDefinition>> = {
  'england-and-wales': { table: englandAndWales, restDays: [6, 7], christmasEve: 'contested' },
  /** For an authority whose monitoring officer reads SI 2001/3384 reg. 2 as excluding Christmas Eve. */
  'england-and-wales-without-christmas-eve': {
    table: englandAndWales,
    restDays: [6, 7],
    christmasEve: 'not a working day',
  },
  /** Parish councils: Saturday counts. The breaks of s. 243 LGA 1972 beyond bank holidays are not in it. */
  parish: { table: englandAndWales, restDays: [7], christmasEve: 'a working day' },
  scotland: { table: scotland, restDays: [6, 7], christmasEve: 'a working day' },
  'northern-ireland': { table: northernIreland, restDays: [6, 7], christmasEve: 'a working day' },
};

export const DEFAULT_CALENDAR: CalendarName = 'england-and-wales';

/** Whose holidays a calendar has: several calendars may share one jurisdiction. */
export const jurisdictionOf = (name: CalendarName): Jurisdiction => CALENDARS[name].table.jurisdiction;

/** What is said of a shipped table: its version, and the years of which it lists every holiday. */
export const shippedTable = (jurisdiction: Jurisdiction): Pick<HolidayTable, 'version' | 'years'> =>
  CALENDARS[jurisdiction].table;

/** The table as it was in a version; as it ships where that version is not among its former ones. */
export const tableInVersion = (shipped: HolidayTable, version: number): HolidayTable => {
  for (let table: HolidayTable | undefined = shipped; table !== undefined; table = table.former)
    if (table.version === version) return table;
  return shipped;
};

/** The jurisdictions of which a table of holidays ships. */
export const JURISDICTIONS: readonly Jurisdiction[] = [
  ...new Set(Object.values(CALENDARS).map(({ table }) => table.jurisdiction)),
];
