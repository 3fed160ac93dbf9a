export { calendarInForce, calendarSettledIn, calendarsSettled, SettleCalendar } from './authority-calendar.js';
export { authorityName, NameAuthority } from './authority-name.js';
export { authoritySubject, type AuthoritySettings, SETTINGS, settingsStreamOf } from './authority-subject.js';
export { chainFrom } from './escalation.js';
export { AppointOffice, hasAddress, type Office, type Offices, officeTitle } from './office.js';
export { cadencesInForce, spellsOf } from './plan-cadences.js';
export { ruleTermsInForce } from './rule-terms.js';
export { isSettledTerms, type SettledTermsFact } from './settled-terms.js';
