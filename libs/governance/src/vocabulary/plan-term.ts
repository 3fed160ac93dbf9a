import { type PlainDateText } from '#kernel';

/** The first and last days that a plan's term may have. Beyond them lie slips of the pen, and dates that nothing can count. */
const EARLIEST = '1900-01-01';
const LATEST = '2199-12-31';
const LONGEST_YEARS = 30;

/** What is wrong with a term, and in which of its two days. */
export interface FaultInTerm {
  readonly field: 'firstDay' | 'lastDay';
  readonly reason: string;
}

/** Both days inclusive; the last one is left out where the authority's usual term is counted. Nothing where the term is sound. */
export const faultInTerm = (firstDay: PlainDateText, lastDay: PlainDateText = firstDay): FaultInTerm | undefined => {
  if (firstDay < EARLIEST || firstDay > LATEST)
    return { field: 'firstDay', reason: `must lie between ${EARLIEST} and ${LATEST}` };
  if (lastDay < firstDay) return { field: 'lastDay', reason: `must not come before the first day, ${firstDay}` };
  return lastDay >= yearsAfter(firstDay, LONGEST_YEARS)
    ? { field: 'lastDay', reason: `must lie within ${LONGEST_YEARS} years of the first day, ${firstDay}` }
    : undefined;
};

/** The same day of a later year; for a leap day it need not exist, and still compares as it should. */
const yearsAfter = (day: PlainDateText, years: number): string => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
