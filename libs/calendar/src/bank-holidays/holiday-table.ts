import { type PlainDateText } from '#kernel';

/** Where the law makes holidays of its own. */
export type Jurisdiction = 'england-and-wales' | 'scotland' | 'northern-ireland';

/**
 * Why a day is a holiday. `expected`: the proclamation that has come every year is not made yet. `moved`: this day was
 * appointed in place of the usual one. `one-off`: an additional day of that year alone.
 */
type BasisCode = 'common law' | 'schedule' | 'proclamation' | 'expected' | 'moved' | 'one-off';

/** Day, name, basis and, for a moved or substitute day, the day that it stands for. */
type HolidayRow = readonly [PlainDateText, string, BasisCode, PlainDateText?];

/**
 * The holidays of one jurisdiction as shipped, in order of days. A day at the weekend is listed where it is itself a
 * holiday. What happens after a version is shipped comes in as facts, or as a version of its own: none is edited.
 */
export interface HolidayTable {
  readonly jurisdiction: Jurisdiction;
  readonly version: number;
  /** The first and last year of which every holiday is listed. */
  readonly years: { readonly first: number; readonly last: number };
  /** The law behind each basis that the rows use. */
  readonly bases: Readonly<Partial<Record<BasisCode, string>>>;
  readonly rows: readonly HolidayRow[];
  /** The version before it, as it was: what was counted while that one shipped is read by it. The first has none. */
  readonly former?: HolidayTable;
}
