import { type Calendar, calendarNamed, type Jurisdiction } from '#calendar';
import { handles, type Subject } from '#kernel';
import { calendarAfter, holidayFacts, proclaim, ProclaimHoliday, withdraw, WithdrawHoliday } from './holiday.js';

/** The bank holidays of a jurisdiction. An operator keeps them for all its authorities, from the command line. */
export const calendarSubjectOf = (jurisdiction: Jurisdiction): Subject<Calendar> => ({
  category: 'calendar',
  initial: calendarNamed(jurisdiction),
  evolve: (calendar, fact) => calendarAfter(calendar, [fact]),
  facts: holidayFacts,
  commands: [
    handles({
      command: ProclaimHoliday,
      may: ['operator'],
      on: 'any subject',
      summary: 'Record that a day was made a bank holiday',
      decide: proclaim,
    }),
    handles({
      command: WithdrawHoliday,
      may: ['operator'],
      on: 'any subject',
      summary: 'Record that a day is no bank holiday after all',
      decide: withdraw,
    }),
  ],
});
