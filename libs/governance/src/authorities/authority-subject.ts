import { streamName, type Subject } from '#kernel';
import { versionsOf } from '../vocabulary/facet.js';
import { officeCommands, officeFacts, type Offices, officesAfter } from './office.js';

/** What an authority has settled for itself. */
export interface AuthoritySettings {
  readonly offices: Offices;
}

/** The id of an authority's settings among what it keeps of itself. */
export const SETTINGS = 'settings';

/** The stream in which an authority's settings are kept: `authority-coventry-settings`. */
export const settingsStreamOf = (authority: string): string =>
  streamName({ category: 'authority', authority, id: SETTINGS });

/** The settings of an authority: one stream each. */
export const authoritySubject: Subject<AuthoritySettings> = {
  category: 'authority',
  initial: { offices: [] },
  evolve: (settings, fact) => ({ ...settings, offices: officesAfter(settings.offices, fact) }),
  facts: versionsOf(officeFacts),
  commands: officeCommands.map(({ decide, ...line }) => ({
    ...line,
    decide: (command, { offices }, context) => decide(command, offices, context),
  })),
};
