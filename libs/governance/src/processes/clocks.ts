import { foldAll, type RecordedFact } from '#kernel';
import { authoritySubject, ruleTermsInForce, spellsOf } from '../authorities/index.js';
import { matterAfter, matterSubject } from '../matter.js';
import { matterDeadlines } from '../matter-deadlines.js';
import { planAfter, planSubject } from '../plan.js';
import { planDeadlines } from '../plans/index.js';
import { inOrderOfEvents } from '../vocabulary/chronicle.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { type CadenceSpell } from '../vocabulary/plan-cadences.js';
import { calendarAsSettled } from './settled-calendar.js';

/** All that deadlines depend on beside the subject's facts. */
export interface SettledTerms extends DeadlineTerms {
  /** The cadences of the authority's plans over time. */
  readonly cadences: readonly CadenceSpell[];
}

/** What the facts of a subject have set running. Pure. */
export type Derive = (facts: readonly RecordedFact[], terms: SettledTerms) => readonly DerivedDeadline[];

/** The subjects that have deadlines, by category. */
export const clocks: Readonly<Record<string, Derive>> = {
  matter: (facts, terms) => matterDeadlines(matterAfter(inOrderOfEvents(foldAll(matterSubject, facts).entries)), terms),
  plan: (facts, terms) =>
    planDeadlines(planAfter(inOrderOfEvents(foldAll(planSubject, facts).entries)).plan, terms, terms.cadences),
};

/** The terms under which deadlines are derived after these proclamations, of whatever jurisdiction, and facts of the settings of their authority. */
export const termsAfter = (
  proclamations: readonly RecordedFact[],
  settingsFacts: readonly RecordedFact[],
): SettledTerms => {
  const { cadences, ruleTerms } = foldAll(authoritySubject, settingsFacts);
  return {
    calendar: calendarAsSettled(proclamations, settingsFacts),
    rules: ruleTermsInForce(ruleTerms),
    cadences: spellsOf(cadences),
  };
};
