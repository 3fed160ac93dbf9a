import {
  afterHolidayFacts,
  type Calendar,
  type HolidayProclaimed as ProclaimedDay,
  type HolidayWithdrawn as WithdrawnDay,
  type Jurisdiction,
  longDay,
} from '#calendar';
import {
  Act,
  type DecisionContext,
  type Fact,
  malformed,
  type OccurredOn,
  type PlainDateText,
  type RecordedFact,
  refuse,
  streamName,
} from '#kernel';
import { CivilDate, Line, Text } from '#kernel/input/fields';
import { LIMITS } from '../vocabulary/references.js';

// ── Events: one stream for each jurisdiction. Each raises the version of its table by one.

/** A day was made a bank holiday, by royal proclamation or by law. */
export type HolidayProclaimed = Fact<'HolidayProclaimed', ProclaimedDay['data'] & { readonly occurredOn: OccurredOn }>;

/** A day is no bank holiday after all; a holiday that moves is withdrawn and proclaimed. */
export type HolidayWithdrawn = Fact<'HolidayWithdrawn', WithdrawnDay['data'] & { readonly occurredOn: OccurredOn }>;

export type HolidayFact = HolidayProclaimed | HolidayWithdrawn;

/** The schema version in which each fact is written today. No fact holds personal data. */
export const holidayFacts: Readonly<Record<HolidayFact['type'], number>> = {
  HolidayProclaimed: 1,
  HolidayWithdrawn: 1,
};

/** The id of the holidays of a jurisdiction within it. */
export const PROCLAMATIONS = 'proclamations';

/** A jurisdiction in the form that names of streams take: `englandandwales`. */
export const placeOf = (jurisdiction: Jurisdiction): string => jurisdiction.replaceAll('-', '');

/** The stream in which the holidays of a jurisdiction are kept: `calendar-englandandwales-proclamations`. */
export const proclamationsStreamOf = (jurisdiction: Jurisdiction): string =>
  streamName({ category: 'calendar', authority: placeOf(jurisdiction), id: PROCLAMATIONS });

// ── Commands

/** Records that a day was made a bank holiday: every open deadline that it touches moves, by a fact that says so. */
export class ProclaimHoliday extends Act {
  @CivilDate()
  day!: PlainDateText;

  @Line(LIMITS.name, { describe: 'What it is called: Bank holiday for the coronation of King Charles III.' })
  name!: string;

  @Text(LIMITS.reason, {
    describe: 'The proclamation or law: Banking and Financial Dealings Act 1971 s.1(3), proclamation of …',
  })
  basis!: string;
}

/** Records that a day is no bank holiday after all. */
export class WithdrawHoliday extends Act {
  @CivilDate()
  day!: PlainDateText;

  @Text(LIMITS.reason)
  reason!: string;
}

// ── State: the calendar as it stands

const asCounted = ({ type, data }: HolidayFact) => ({ type, data }) as ProclaimedDay | WithdrawnDay;

export const isHoliday = (fact: RecordedFact): fact is RecordedFact<HolidayFact> & HolidayFact =>
  fact.type === 'HolidayProclaimed' || fact.type === 'HolidayWithdrawn';

/** The calendar after facts about its holidays, in the order of their stream. What an operator has told stands on top of any table. */
export const calendarAfter = (calendar: Calendar, facts: readonly RecordedFact[]): Calendar =>
  afterHolidayFacts(calendar, facts.filter(isHoliday).map(asCounted));

// ── Rules

export const proclaim = (
  { day, name, basis }: ProclaimHoliday,
  calendar: Calendar,
  { today }: DecisionContext,
): readonly HolidayFact[] => {
  requireKnown(day, calendar);
  const held = calendar.holidays.get(day);
  if (held?.name === name) return [];
  if (held !== undefined)
    refuse({
      reason: `${longDay(day)} is a bank holiday already: ${held.name}`,
      rule: 'calendars/proclaimed-once',
      satisfiedBy: 'withdrawing that holiday first, if it is another one now',
      pointer: '/day',
    });
  return [{ type: 'HolidayProclaimed', data: { occurredOn: today, day, name, basis } }];
};

export const withdraw = (
  { day, reason }: WithdrawHoliday,
  calendar: Calendar,
  { today }: DecisionContext,
): readonly HolidayFact[] => {
  requireKnown(day, calendar);
  return calendar.holidays.has(day) ? [{ type: 'HolidayWithdrawn', data: { occurredOn: today, day, reason } }] : [];
};

const requireKnown = (day: PlainDateText, { knows }: Calendar): void => {
  if (day < knows.first || day > knows.last)
    malformed('/day', `must lie between ${knows.first} and ${knows.last}: of other days the calendar knows nothing`);
};
