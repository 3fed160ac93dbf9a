import { type Calendar, type CalendarName, calendarNamed, type Jurisdiction } from '#calendar';
import { handles, type RecordedFact, type Subject } from '#kernel';
import { calendarAfter, holidayFacts, proclaim, ProclaimHoliday, withdraw, WithdrawHoliday } from './holiday.js';
import { renew, RenewHolidayTable, tableAfter, tableFacts } from './holiday-table.js';

/** A calendar as the facts of its jurisdiction have it: the table that counts, and on top of it what operators have told. */
export const calendarOf = (name: CalendarName, facts: readonly RecordedFact[]): Calendar =>
  calendarAfter(calendarNamed(name, tableAfter(facts)), facts);

/**
 * The bank holidays of a jurisdiction: the facts about them. An operator keeps them for all its authorities, from the
 * command line.
 */
export const calendarSubjectOf = (jurisdiction: Jurisdiction): Subject<readonly RecordedFact[]> => ({
  category: 'calendar',
  initial: [],
  evolve: (facts, fact) => [...facts, fact],
  facts: { ...holidayFacts, ...tableFacts },
  commands: [
    handles({
      command: ProclaimHoliday,
      may: ['operator'],
      on: 'any subject',
      summary: 'Record that a day was made a bank holiday',
      decide: (command, facts: readonly RecordedFact[], context) =>
        proclaim(command, calendarOf(jurisdiction, facts), context),
    }),
    handles({
      command: WithdrawHoliday,
      may: ['operator'],
      on: 'any subject',
      summary: 'Record that a day is no bank holiday after all',
      decide: (command, facts: readonly RecordedFact[], context) =>
        withdraw(command, calendarOf(jurisdiction, facts), context),
    }),
    handles({
      command: RenewHolidayTable,
      may: [],
      on: 'any subject',
      summary: 'Count by a newer table of holidays',
      decide: renew,
    }),
  ],
});
