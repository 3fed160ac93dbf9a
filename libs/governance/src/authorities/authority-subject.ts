import { type CommandHandling, knowing, streamName, type Subject } from '#kernel';
import { versionsOf } from '../vocabulary/facet.js';
import { calendarCommands, calendarFacts, type CalendarTold, calendarToldAfter } from './authority-calendar.js';
import { nameCommands, nameFacts, type NameTold, nameToldAfter } from './authority-name.js';
import { officeCommands, officeFacts, type Offices, officesAfter } from './office.js';
import { cadenceCommands, cadenceFacts, cadencesAfter, type SettledCadences } from './plan-cadences.js';
import { ruleTermsAfter, ruleTermsCommands, ruleTermsFacts, type SettledRuleTerms } from './rule-terms.js';

/** What an authority has settled for itself. */
export interface AuthoritySettings {
  readonly name: NameTold;
  readonly offices: Offices;
  readonly cadences: SettledCadences;
  readonly ruleTerms: SettledRuleTerms;
  readonly calendar: CalendarTold;
}

/** The id of an authority's settings among what it keeps of itself. */
export const SETTINGS = 'settings';

/** The stream in which an authority's settings are kept: `authority-coventry-settings`. */
export const settingsStreamOf = (authority: string): string =>
  streamName({ category: 'authority', authority, id: SETTINGS });

/** The lines of a facet's table, decided on the facet's own part of the settings. */
const on = <Facet extends keyof AuthoritySettings>(
  facet: Facet,
  lines: readonly CommandHandling<AuthoritySettings[Facet]>[],
): readonly CommandHandling<AuthoritySettings>[] =>
  lines.map(({ decide, ...line }) => ({
    ...line,
    decide: (command, settings, context) => decide(command, settings[facet], context),
  }));

const ofOffices = on('offices', officeCommands);
const ofTerms = [
  ...on('name', nameCommands),
  ...on('cadences', cadenceCommands),
  ...on('ruleTerms', ruleTermsCommands),
  ...on('calendar', calendarCommands),
];

const facts = {
  ...versionsOf(nameFacts),
  ...versionsOf(officeFacts),
  ...versionsOf(cadenceFacts),
  ...versionsOf(ruleTermsFacts),
  ...versionsOf(calendarFacts),
};

/** The settings of an authority: one stream each. */
export const authoritySubject: Subject<AuthoritySettings> = {
  category: 'authority',
  ...knowing<AuthoritySettings>(facts, {
    initial: { name: {}, offices: [], cadences: [], ruleTerms: {}, calendar: {} },
    evolve: ({ name, offices, cadences, ruleTerms, calendar }, fact) => ({
      name: nameToldAfter(name, fact),
      offices: officesAfter(offices, fact),
      cadences: cadencesAfter(cadences, fact),
      ruleTerms: ruleTermsAfter(ruleTerms, fact),
      calendar: calendarToldAfter(calendar, fact),
    }),
  }),
  facts,
  commands: [...ofOffices, ...ofTerms],
};

/** The same settings by what is settled, each for an address of its own. */
export const officeDesk: Subject<AuthoritySettings> = { ...authoritySubject, commands: ofOffices };
export const termsDesk: Subject<AuthoritySettings> = { ...authoritySubject, commands: ofTerms };
