import { type Calendar, jurisdictionOf, withLocalDays } from '#calendar';
import { type RecordedFact } from '#kernel';
import { calendarSettledIn, settingsStreamOf } from '../authorities/index.js';
import { calendarOf, proclamationsStreamOf } from '../calendars/index.js';

/**
 * The calendar that an authority has settled by these facts, by the table that counted then, after those of the
 * proclamations that are of its jurisdiction.
 */
export const calendarAsSettled = (
  proclamations: readonly RecordedFact[],
  settings: readonly RecordedFact[],
): Calendar => {
  const { calendar, ...local } = calendarSettledIn(settings);
  const stream = proclamationsStreamOf(jurisdictionOf(calendar));
  const own = proclamations.filter((fact) => fact.stream === stream);
  return withLocalDays(calendarOf(calendar, own), local);
};

/** The name of the calendar that an authority had settled when a fact came. */
export const calendarNameWhen = ({ position }: RecordedFact, settings: readonly RecordedFact[]) =>
  calendarSettledIn(settings.filter((fact) => fact.position < position)).calendar;

/** Whether a proclamation is of the jurisdiction by whose calendar the authority counted when it came. */
export const isOfItsCalendar = (proclamation: RecordedFact, settings: readonly RecordedFact[]): boolean =>
  proclamation.stream === proclamationsStreamOf(jurisdictionOf(calendarNameWhen(proclamation, settings)));

/**
 * Whether an authority counts by the holidays that a proclamation is about, as the settings of all authorities tell it: an
 * authority without any counts as usual.
 */
export const countingBy = (
  proclamation: RecordedFact,
  settings: readonly RecordedFact[],
): ((authority: string) => boolean) => {
  const counting = new Map<string, boolean>();
  for (const stream of new Set(settings.map((fact) => fact.stream)))
    counting.set(
      stream,
      isOfItsCalendar(
        proclamation,
        settings.filter((fact) => fact.stream === stream),
      ),
    );
  const usually = isOfItsCalendar(proclamation, []);
  return (authority) => counting.get(settingsStreamOf(authority)) ?? usually;
};
