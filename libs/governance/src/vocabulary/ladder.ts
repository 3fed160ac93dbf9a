import { Temporal } from 'temporal-polyfill';
import { type Calendar, isWorkingDay, londonInstant, nextWorkingDay, sameOrPreviousWorkingDay } from '#calendar';
import { type PlainDateText, remembered } from '#kernel';
import { type Rung } from './deadline.js';

/**
 * A step of a ladder, as configuration writes it. `at`: an ISO 8601 period from the due day, `-P7D`, `-P18M`, `P1D`; or
 * `P0D` for the day itself.
 */
export interface LadderStep {
  readonly at: string;
  readonly offices: readonly string[];
}

const MORNING = '09:00';

/**
 * When each step is sent: at 09:00 in London. A step up to the due day that would fall on a non-working day goes out on
 * the working day before; an overdue notice on the working day after. Steps that come out on the same morning for the
 * same offices stay steps of their own.
 */
export const rungsOf = (dueOn: PlainDateText, steps: readonly LadderStep[], calendar: Calendar): readonly Rung[] =>
  steps.map(({ at, offices }) => ({
    rung: nameOf(at),
    sendAt: londonInstant(`${sendOn(dueOn, at, calendar)}T${MORNING}`),
    offices,
  }));

const sendOn = (dueOn: PlainDateText, at: string, calendar: Calendar): PlainDateText => {
  const day = dayAway(`${dueOn} ${at}`);
  if (day <= dueOn) return sameOrPreviousWorkingDay(day, calendar);
  return isWorkingDay(day, calendar) ? day : nextWorkingDay(day, calendar);
};

/** `2028-03-31 -P18M`: the day that lies so far from the other. Ladders ask for the same days whenever a subject is read. */
const dayAway = remembered((away) => {
  const [day = '', at = ''] = away.split(' ');
  return Temporal.PlainDate.from(day).add(Temporal.Duration.from(at)).toString();
});

/** `-P7D` is `T-7d`, `P1D` is `T+1d`, `P0D` is `T`. */
const nameOf = remembered((at) => {
  const period = Temporal.Duration.from(at);
  if (period.blank) return 'T';
  return `T${period.sign < 0 ? '-' : '+'}${at.replace(/^[-+]?P/, '').toLowerCase()}`;
});
