import { CALENDAR_NAMES, type CalendarName, type LocalSpan } from '#calendar';
import {
  Act,
  type CommandHandling,
  type DecisionContext,
  type Fact,
  handles,
  malformed,
  type PlainDateText,
  type RecordedFact,
} from '#kernel';
import { CivilDate, Line, ListOf, OneOf } from '#kernel/input/fields';
import { type AuthorityCalendar, USUAL_CALENDAR } from '../vocabulary/authority-calendar.js';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { LIMITS } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';

// ── Events

/** What an authority settles of its calendar; what is left out is as usual. */
export type CalendarTold = Readonly<Partial<AuthorityCalendar>>;

/** Another calendar says which days are working days, for all that is still open; or the authority has other days of its own. */
export type CalendarSettled = Fact<'CalendarSettled', { readonly occurredOn: PlainDateText } & CalendarTold>;

export const calendarFacts: FactDefinitions<CalendarSettled> = {
  CalendarSettled: { version: 1, personalData: [], correctable: {} },
};

// ── Commands

const MOST_SPANS = 100;

/** Days of an authority's own, first and last both included. */
export class LocalSpanOfDays {
  @CivilDate()
  first!: PlainDateText;

  @CivilDate({ describe: 'The last of them, itself included.' })
  last!: PlainDateText;

  @Line(LIMITS.name, { describe: 'What it is called: Christmas closure, summer recess.' })
  name!: string;
}

/** Settles the calendar of an authority; sent again, it replaces all of it. What is left out is as usual. */
export class SettleCalendar extends Act {
  @OneOf(CALENDAR_NAMES, { optional: true, describe: 'Which days are working days. Usually england-and-wales.' })
  calendar?: CalendarName;

  @ListOf(
    () => LocalSpanOfDays,
    { items: MOST_SPANS },
    { optional: true, describe: 'When its offices are closed. They alter no statutory count. Usually none.' },
  )
  closures?: LocalSpanOfDays[];

  @ListOf(
    () => LocalSpanOfDays,
    { items: MOST_SPANS },
    { optional: true, describe: 'When its bodies do not meet. They alter no statutory count. Usually none.' },
  )
  recesses?: LocalSpanOfDays[];
}

// ── State

/** What was settled after a fact. Facts of other kinds change nothing. */
export const calendarToldAfter = (told: CalendarTold, recorded: RecordedFact): CalendarTold => {
  if (!isCalendar(recorded)) return told;
  const { occurredOn: _, ...now } = recorded.data;
  return now;
};

const isCalendar = (fact: RecordedFact): fact is RecordedFact<CalendarSettled> & CalendarSettled =>
  fact.type === 'CalendarSettled';

/** The calendar in force, what was not settled being as usual. */
export const calendarInForce = (told: CalendarTold): AuthorityCalendar => ({ ...USUAL_CALENDAR, ...told });

/** The calendar in force after facts of an authority's settings. */
export const calendarSettledIn = (settings: readonly RecordedFact[]): AuthorityCalendar =>
  calendarInForce(settings.reduce(calendarToldAfter, {}));

/** The facts by which an authority has settled another calendar than it had, in that order. Days of its own alone make no other calendar. */
export const calendarsSettled = (settings: readonly RecordedFact[]): readonly RecordedFact[] => {
  const settled = settings.filter(isCalendar);
  const nameAfter = (fact: RecordedFact<CalendarSettled> & CalendarSettled) => calendarInForce(fact.data).calendar;
  return settled.filter((fact, at) => {
    const before = settled[at - 1];
    return nameAfter(fact) !== (before === undefined ? USUAL_CALENDAR.calendar : nameAfter(before));
  });
};

// ── Rules

const settle = (
  { calendar, closures, recesses }: SettleCalendar,
  before: CalendarTold,
  { today }: DecisionContext,
): readonly CalendarSettled[] => {
  requireSound(closures ?? [], '/closures');
  requireSound(recesses ?? [], '/recesses');
  const told = stated({ calendar, closures: inOrder(closures), recesses: inOrder(recesses) });
  return saysTheSame(told, before) ? [] : [{ type: 'CalendarSettled', data: { occurredOn: today, ...told } }];
};

const requireSound = (spans: readonly LocalSpan[], pointer: string): void => {
  for (const [at, { first, last }] of spans.entries()) {
    if (last < first) malformed(`${pointer}/${at}/last`, `must not lie before the first day, ${first}`);
    const other = spans.slice(0, at).find((known) => known.first <= last && first <= known.last);
    if (other !== undefined)
      malformed(`${pointer}/${at}`, `must not overlap another of the list: ${other.first} to ${other.last}`);
  }
};

const inOrder = (spans: LocalSpanOfDays[] | undefined): readonly LocalSpan[] | undefined =>
  spans?.toSorted((one, other) => (one.first < other.first ? -1 : 1));

export const calendarCommands: readonly CommandHandling<CalendarTold>[] = [
  handles({
    command: SettleCalendar,
    may: ['officer', 'operator'],
    on: 'any subject',
    summary: 'Settle the calendar, the closures and the recesses; what is left out is as usual',
    decide: settle,
  }),
];
