import {
  addDays,
  type Calendar,
  CannotCompute,
  isWorkingDay,
  londonInstant,
  nextWorkingDay,
  occurrence,
  sameOrPreviousWorkingDay,
  whyUnknown,
} from '#calendar';
import { daysBetween, type PlainDateText } from '#kernel';
import { type DerivedDeadline, type Rung, type UncountedRung } from './deadline.js';

/**
 * A step of a ladder, as configuration writes it. `at`: an ISO 8601 period from the due day, `-P7D`, `-P18M`, `P1D`;
 * `P0D` for the day itself; and of a window `open`, its first day, or `half-way`, its middle day, the earlier of two.
 */
export interface LadderStep {
  readonly at: string;
  readonly offices: readonly string[];
}

/** The days between which a ladder stands. */
export interface LadderSpan {
  /** The first day of the window that the due day ends, where there is one. */
  readonly opensOn?: PlainDateText | undefined;
  readonly dueOn: PlainDateText;
}

const MORNING = '09:00';

/** Whether a step is counted from the first day of a window, and not from the due day alone. */
export const isInWindow = (at: string): at is 'open' | 'half-way' => at === 'open' || at === 'half-way';

/**
 * When each step is sent: at 09:00 in London. A step up to the due day that would fall on a non-working day, or into a
 * closure of the authority's offices, goes out on the working day before; an overdue notice on the working day after. Steps that come out on the same morning for the
 * same offices stay steps of their own. A step of a window whose first day is not known is left out, and never guessed;
 * one whose morning lies beyond what the calendar knows is told apart, and takes no other with it.
 */
export const ladderOf = (
  span: LadderSpan,
  steps: readonly LadderStep[],
  calendar: Calendar,
): Pick<DerivedDeadline, 'rungs' | 'uncounted'> => {
  const rungs: Rung[] = [];
  const uncounted: UncountedRung[] = [];
  for (const { at, offices } of steps) {
    const morning = morningOf(at, span, calendar);
    if (morning === undefined) continue;
    if ('reason' in morning) uncounted.push({ rung: nameOf(at), offices, ...morning });
    else rungs.push({ rung: nameOf(at), ...morning, offices });
  }
  return uncounted.length === 0 ? { rungs } : { rungs, uncounted };
};

/**
 * 09:00 on the working day, or why none can be counted; nothing of a step whose day is not known. Most steps of a plan for
 * decades lie beyond what the calendar knows, and an error for each of them would take longer than all else.
 */
const morningOf = (
  at: string,
  span: LadderSpan,
  calendar: Calendar,
): Pick<Rung, 'sendAt'> | Pick<UncountedRung, 'reason'> | undefined => {
  try {
    const day = dayOf(at, span);
    if (day === undefined) return undefined;
    const reason = whyUnknown(day, calendar);
    if (reason !== undefined) return { reason };
    return { sendAt: londonInstant(`${workedDay(day, span.dueOn, calendar)}T${MORNING}`) };
  } catch (error) {
    if (error instanceof CannotCompute) return { reason: error.message };
    throw error;
  }
};

const dayOf = (at: string, { opensOn, dueOn }: LadderSpan): PlainDateText | undefined => {
  if (!isInWindow(at)) return dayAway(dueOn, at);
  if (opensOn === undefined || at === 'open') return opensOn;
  return addDays(opensOn, Math.floor(daysBetween(opensOn, dueOn) / 2));
};

/** Nobody reads a reminder in a closed office: its closures count here, as they never do for the date. */
const workedDay = (day: PlainDateText, dueOn: PlainDateText, calendar: Calendar): PlainDateText => {
  if (day <= dueOn) return sameOrPreviousWorkingDay(day, calendar, CLOSED);
  return isWorkingDay(day, calendar, CLOSED) ? day : nextWorkingDay(day, calendar, CLOSED);
};

const CLOSED = ['local closure'] as const;

/** `-P18M` from 2028-03-31: the day that lies so far from the other. */
const dayAway = (day: PlainDateText, at: string): PlainDateText =>
  at === ON_THE_DAY ? day : occurrence(day, lengthOf(at), isBefore(at) ? -1 : 1);

/** `-P7D` is `T-7d`, `P1D` is `T+1d`, `P0D` is `T`; the steps of a window are called what they are. */
const nameOf = (at: string): string => {
  if (isInWindow(at)) return at;
  return at === ON_THE_DAY ? 'T' : `T${isBefore(at) ? '-' : '+'}${lengthOf(at).slice(1).toLowerCase()}`;
};

const ON_THE_DAY = 'P0D';
const isBefore = (at: string): boolean => at.startsWith('-');
const lengthOf = (at: string): string => at.replace('-', '');

const UNITS: Readonly<Record<string, string>> = { y: 'year', m: 'month', w: 'week', d: 'day' };

/** The name of a step in words: `T-7d` as `7 days before`, `T+1d` as `1 day after`, `T` as `on the day`. */
export const rungInWords = (rung: string): string => {
  if (rung === 'T') return 'on the day';
  if (rung === 'open') return 'as the window opens';
  if (rung === 'half-way') return 'half-way through the window';
  const away = [...rung.matchAll(/(\d+)([ymwd])/g)].map(
    ([, amount = '', unit = '']) => `${amount} ${UNITS[unit] ?? unit}${amount === '1' ? '' : 's'}`,
  );
  return `${away.join(' and ')} ${rung.startsWith('T-') ? 'before' : 'after'}`;
};
