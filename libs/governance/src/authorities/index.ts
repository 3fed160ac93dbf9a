export { authoritySubject, type AuthoritySettings, SETTINGS, settingsStreamOf } from './authority-subject.js';
export { chainFrom, nextOffice } from './escalation.js';
export { AppointOffice, type Office, type OfficeFact, officeFacts, type Offices, RetireOffice } from './office.js';
