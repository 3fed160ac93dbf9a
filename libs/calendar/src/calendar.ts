import { type Fact, type PlainDateText } from '#kernel';
import { type HolidayTable, type Jurisdiction } from './bank-holidays/holiday-table.js';
import { CALENDARS, type CalendarDefinition, type CalendarName, tableInVersion } from './calendars.js';
import { cannotCompute } from './cannot-compute.js';

export interface Holiday {
  readonly name: string;
  /** The law or the fact on which it stands. */
  readonly basis: string;
  /** For a moved or substitute day: the day that it stands for. */
  readonly insteadOf?: PlainDateText;
}

/** Days of one authority's own, first and last both included. They never alter a statutory count. */
export interface LocalSpan {
  readonly first: PlainDateText;
  readonly last: PlainDateText;
  readonly name: string;
}

/** What one authority adds: office closures and the recesses of its bodies. */
export interface LocalDays {
  readonly closures: readonly LocalSpan[];
  readonly recesses: readonly LocalSpan[];
}

/** Which days are working days, as far as it is known. A plain value: every change gives another one. */
export interface Calendar {
  readonly name: string;
  /** Whose holidays it has, and whose facts change it: several calendars may share one jurisdiction. */
  readonly jurisdiction: Jurisdiction;
  /** That of the shipped table; each fact about a holiday raises it by one. */
  readonly version: number;
  /** The first and the last day of which it is known whether they are working days. */
  readonly knows: { readonly first: PlainDateText; readonly last: PlainDateText };
  /** The weekdays on which no work is done, 6 for Saturday and 7 for Sunday. */
  readonly restDays: readonly (6 | 7)[];
  /** `contested`: the law can be read either way where a leader has working days to answer (see `BEGIN_W_NEXT`). */
  readonly christmasEve: 'a working day' | 'contested' | 'not a working day';
  readonly holidays: ReadonlyMap<PlainDateText, Holiday>;
  readonly local: LocalDays;
}

/** An operator records that a day was made a bank holiday. */
export type HolidayProclaimed = Fact<'HolidayProclaimed', { day: PlainDateText; name: string; basis: string }>;
/** An operator records that a day is no bank holiday after all; a holiday that moves is withdrawn and proclaimed. */
export type HolidayWithdrawn = Fact<'HolidayWithdrawn', { day: PlainDateText; reason: string }>;
export type HolidayFact = HolidayProclaimed | HolidayWithdrawn;

/**
 * The calendar of this name as shipped; by a former version of its table where one is named. Throws `CannotCompute` for a
 * name that is not known.
 */
export const calendarNamed = (name: string, version?: number): Calendar => {
  const definition = (CALENDARS as Readonly<Record<string, CalendarDefinition>>)[name];
  if (definition === undefined || !Object.hasOwn(CALENDARS, name))
    return cannotCompute(`there is no calendar '${name}'; there are ${CALENDAR_NAMES.join(', ')}`);
  const { table } = definition;
  return shipped(name, { ...definition, table: version === undefined ? table : tableInVersion(table, version) });
};

export const CALENDAR_NAMES = Object.keys(CALENDARS) as readonly CalendarName[];

/** The calendar after facts about its jurisdiction, in the order of their stream. Each raises the version by one. */
export const afterHolidayFacts = (calendar: Calendar, facts: readonly HolidayFact[]): Calendar => {
  if (facts.length === 0) return calendar;
  const holidays = new Map(calendar.holidays);
  for (const { type, data } of facts) {
    if (type === 'HolidayProclaimed') holidays.set(data.day, { name: data.name, basis: data.basis });
    else holidays.delete(data.day);
  }
  return { ...calendar, version: calendar.version + facts.length, holidays };
};

/** The calendar with an authority's own closures and recesses in place of any it had. The version stays. */
export const withLocalDays = (calendar: Calendar, local: Partial<LocalDays>): Calendar => ({
  ...calendar,
  local: { closures: local.closures ?? [], recesses: local.recesses ?? [] },
});

/** Each is put together once: every derivation of deadlines asks for one. */
const shippedOnes = new Map<string, Calendar>();

const shipped = (name: string, definition: CalendarDefinition): Calendar => {
  const key = `${name} ${definition.table.version}`;
  const known = shippedOnes.get(key) ?? fromTable(name, definition);
  shippedOnes.set(key, known);
  return known;
};

const fromTable = (name: string, { table, restDays, christmasEve }: CalendarDefinition): Calendar => ({
  name,
  jurisdiction: table.jurisdiction,
  version: table.version,
  knows: { first: `${table.years.first}-01-01`, last: `${table.years.last}-12-31` },
  restDays,
  christmasEve,
  holidays: holidaysOf(table),
  local: { closures: [], recesses: [] },
});

const holidaysOf = ({ rows, bases }: HolidayTable): ReadonlyMap<PlainDateText, Holiday> =>
  new Map(
    rows.map(([day, name, basis, insteadOf]) => [
      day,
      { name, basis: bases[basis] ?? basis, ...(insteadOf === undefined ? {} : { insteadOf }) },
    ]),
  );
