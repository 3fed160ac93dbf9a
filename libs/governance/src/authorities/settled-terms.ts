import { type RecordedFact } from '#kernel';
import { type PlanCadencesSettled } from './plan-cadences.js';
import { type RuleTermsSettled } from './rule-terms.js';

/** What an authority settles that its deadlines depend on. */
export type SettledTermsFact = PlanCadencesSettled | RuleTermsSettled;

const TYPES: readonly string[] = [
  'PlanCadencesSettled',
  'RuleTermsSettled',
] satisfies readonly SettledTermsFact['type'][];

/** Whether a fact of an authority's settings can change its deadlines. */
export const isSettledTerms = (fact: RecordedFact): fact is RecordedFact<SettledTermsFact> & SettledTermsFact =>
  TYPES.includes(fact.type);
