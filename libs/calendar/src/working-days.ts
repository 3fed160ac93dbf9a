import { type PlainDateText } from '#kernel';
import { type Calendar, type LocalSpan } from './calendar.js';
import { cannotCompute } from './cannot-compute.js';
import { addDays, weekday } from './civil-arithmetic.js';

/** A day that a count passed over, and why. */
export interface SkippedDay {
  readonly day: PlainDateText;
  readonly reason: 'Saturday' | 'Sunday' | 'bank holiday' | 'Christmas Eve' | 'local closure' | 'recess';
  /** What the holiday, closure or recess is called. */
  readonly name?: string;
  /** The law or fact that makes a bank holiday. */
  readonly basis?: string;
}

/** Local days that a rule skips beside the statutory ones. A statutory count skips none of them. */
export type LocalSkip = 'local closure' | 'recess';

/**
 * Why no work is done on this day; nothing where it is a working day. Throws `CannotCompute` for a day beyond what the
 * calendar knows, a weekend included: outside its years the calendar says nothing.
 */
export const whyNotWorking = (
  day: PlainDateText,
  calendar: Calendar,
  alsoSkip: readonly LocalSkip[] = [],
): SkippedDay | undefined => {
  mustKnow(day, calendar);
  return (
    restDay(day, calendar) ?? holiday(day, calendar) ?? christmasEve(day, calendar) ?? local(day, calendar, alsoSkip)
  );
};

export const isWorkingDay = (day: PlainDateText, calendar: Calendar, alsoSkip?: readonly LocalSkip[]): boolean =>
  whyNotWorking(day, calendar, alsoSkip) === undefined;

/** The first working day after this one. */
export const nextWorkingDay = (
  day: PlainDateText,
  calendar: Calendar,
  alsoSkip?: readonly LocalSkip[],
): PlainDateText => nearest(day, 1, calendar, alsoSkip);

/** The last working day before this one. */
export const previousWorkingDay = (
  day: PlainDateText,
  calendar: Calendar,
  alsoSkip?: readonly LocalSkip[],
): PlainDateText => nearest(day, -1, calendar, alsoSkip);

/** This day if it is a working day, else the last one before it: when a reminder for this day goes out. */
export const sameOrPreviousWorkingDay = (
  day: PlainDateText,
  calendar: Calendar,
  alsoSkip?: readonly LocalSkip[],
): PlainDateText => (isWorkingDay(day, calendar, alsoSkip) ? day : previousWorkingDay(day, calendar, alsoSkip));

/** The first working day on one side of this one. A closure of years is passed in one step, not day by day. */
const nearest = (
  from: PlainDateText,
  direction: 1 | -1,
  calendar: Calendar,
  alsoSkip: readonly LocalSkip[] = [],
): PlainDateText => {
  mustKnow(from, calendar);
  let day = addDays(from, direction);
  while (!isWorkingDay(day, calendar, alsoSkip)) day = addDays(edgeOf(day, direction, calendar, alsoSkip), direction);
  return day;
};

/** The last day, as far as the calendar knows, of the local span in which the day lies; the day itself where it lies in none. */
const edgeOf = (
  day: PlainDateText,
  direction: 1 | -1,
  { local: { closures, recesses }, knows }: Calendar,
  alsoSkip: readonly LocalSkip[],
): PlainDateText => {
  const spans = alsoSkip.flatMap((reason) => (reason === 'recess' ? recesses : closures));
  const span = spanOn(day, spans);
  if (span === undefined) return day;
  return direction > 0 ? earlier(span.last, knows.last) : later(span.first, knows.first);
};

const earlier = (one: PlainDateText, other: PlainDateText): PlainDateText => (one < other ? one : other);
const later = (one: PlainDateText, other: PlainDateText): PlainDateText => (one > other ? one : other);

/** Throws `CannotCompute` where the calendar does not know the day. */
const mustKnow = (day: PlainDateText, calendar: Calendar): void => {
  const unknown = whyUnknown(day, calendar);
  if (unknown !== undefined) cannotCompute(unknown);
};

/** Why nothing can be counted on a day: it lies beyond what the calendar knows. Nothing where it does not. */
export const whyUnknown = (day: PlainDateText, { name, version, knows }: Calendar): string | undefined =>
  day < knows.first || day > knows.last
    ? `the calendar ${name} (version ${version}) knows ${knows.first} to ${knows.last}, and this count needs ${day}`
    : undefined;

/** What a walk over working days counted and passed over, in the order of the walk. */
interface Walk {
  /** The working day on which it ended; the day it began from when nothing was to be counted. */
  readonly last: PlainDateText;
  readonly skipped: readonly SkippedDay[];
}

/** Counts `days` working days, beginning on the day next to `from` in the given direction. */
export const walk = (
  from: PlainDateText,
  direction: 1 | -1,
  days: number,
  calendar: Calendar,
  alsoSkip: readonly LocalSkip[] = [],
): Walk => {
  mustKnow(from, calendar);
  const skipped: SkippedDay[] = [];
  let last = from;
  for (let counted = 0; counted < days;) {
    last = addDays(last, direction);
    const skip = whyNotWorking(last, calendar, alsoSkip);
    if (skip === undefined) counted += 1;
    else skipped.push(skip);
  }
  return { last, skipped };
};

const restDay = (day: PlainDateText, { restDays }: Calendar): SkippedDay | undefined => {
  const rest = restDays.find((each) => each === weekday(day));
  return rest === undefined ? undefined : { day, reason: rest === 6 ? 'Saturday' : 'Sunday' };
};

const holiday = (day: PlainDateText, { holidays }: Calendar): SkippedDay | undefined => {
  const found = holidays.get(day);
  return found === undefined ? undefined : { day, reason: 'bank holiday', name: found.name, basis: found.basis };
};

const christmasEve = (day: PlainDateText, calendar: Calendar): SkippedDay | undefined =>
  calendar.christmasEve === 'not a working day' && day.endsWith('-12-24')
    ? { day, reason: 'Christmas Eve' }
    : undefined;

const local = (
  day: PlainDateText,
  { local: { closures, recesses } }: Calendar,
  alsoSkip: readonly LocalSkip[],
): SkippedDay | undefined => {
  for (const reason of alsoSkip) {
    const span = spanOn(day, reason === 'recess' ? recesses : closures);
    if (span !== undefined) return { day, reason, name: span.name };
  }
  return undefined;
};

const spanOn = (day: PlainDateText, spans: readonly LocalSpan[]): LocalSpan | undefined =>
  spans.find(({ first, last }) => first <= day && day <= last);
