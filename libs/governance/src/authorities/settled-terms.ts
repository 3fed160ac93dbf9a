import { type RecordedFact } from '#kernel';
import { type CalendarSettled } from './authority-calendar.js';
import { type PlanCadencesSettled } from './plan-cadences.js';
import { type RuleTermsSettled } from './rule-terms.js';

/** What an authority settles that its deadlines depend on. */
export type SettledTermsFact = PlanCadencesSettled | RuleTermsSettled | CalendarSettled;

const TYPES: readonly string[] = [
  'PlanCadencesSettled',
  'RuleTermsSettled',
  'CalendarSettled',
] satisfies readonly SettledTermsFact['type'][];

/** Whether a fact of an authority's settings can change its deadlines. */
export const isSettledTerms = (fact: RecordedFact): fact is RecordedFact<SettledTermsFact> & SettledTermsFact =>
  TYPES.includes(fact.type);
