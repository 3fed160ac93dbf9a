export {
  calendarInForce,
  type CalendarSettled,
  calendarSettledIn,
  calendarsSettled,
  SettleCalendar,
} from './authority-calendar.js';
export { authorityName, NameAuthority } from './authority-name.js';
export { authoritySubject, type AuthoritySettings, SETTINGS, settingsStreamOf } from './authority-subject.js';
export { chainFrom, nextOffice } from './escalation.js';
export {
  AppointOffice,
  type Office,
  type OfficeFact,
  officeFacts,
  type Offices,
  officeTitle,
  RetireOffice,
} from './office.js';
export { cadencesInForce, type PlanCadencesSettled, SettlePlanCadences, spellsOf } from './plan-cadences.js';
export { ruleTermsInForce, type RuleTermsSettled, SettleRuleTerms } from './rule-terms.js';
export { isSettledTerms, type SettledTermsFact } from './settled-terms.js';
