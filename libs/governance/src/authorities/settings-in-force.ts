import { type AuthorityCalendar } from '../vocabulary/authority-calendar.js';
import { type RuleTerms } from '../vocabulary/deadline-terms.js';
import { type PlanCadences } from '../vocabulary/plan-cadences.js';
import { calendarInForce } from './authority-calendar.js';
import { authorityName } from './authority-name.js';
import { type AuthoritySettings } from './authority-subject.js';
import { cadencesInForce, cadencesTold } from './plan-cadences.js';
import { ruleTermsInForce } from './rule-terms.js';

/** A value that holds, and whether nobody has settled it. */
export interface InForce<Value> {
  readonly value: Value;
  readonly isDefault: boolean;
}

type EachInForce<Values> = { readonly [Name in keyof Values]: InForce<Values[Name]> };

/** What an authority is called, and what its plans and deadlines are kept by, as it stands. */
export interface SettingsInForce {
  /** What it is called in mails and calendars. */
  readonly name: InForce<string>;
  readonly calendar: EachInForce<AuthorityCalendar>;
  readonly planCadences: EachInForce<PlanCadences>;
  /** By the rule's id, in that order. */
  readonly rules: readonly ({ readonly rule: string } & EachInForce<RuleTerms>)[];
}

export const settingsInForce = (
  authority: string,
  { name, cadences, ruleTerms, calendar }: AuthoritySettings,
): SettingsInForce => ({
  name: { value: authorityName(authority, name), isDefault: name.name === undefined },
  calendar: eachInForce(calendarInForce(calendar), calendar),
  planCadences: eachInForce(cadencesInForce(cadences), cadencesTold(cadences)),
  rules: Object.entries(ruleTermsInForce(ruleTerms))
    .map(([rule, terms]) => ({ rule, ...eachInForce(terms, ruleTerms[rule] ?? {}) }))
    .toSorted((one, other) => (one.rule < other.rule ? -1 : 1)),
});

const eachInForce = <Values extends object>(values: Values, told: Partial<Values>): EachInForce<Values> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { value: value as unknown, isDefault: !(name in told) }]),
  ) as EachInForce<Values>;
