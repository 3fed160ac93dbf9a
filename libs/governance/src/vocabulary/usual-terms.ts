import { type RuleTerms } from './deadline-terms.js';
import { USUAL_MATTER_TERMS } from './usual-matter-terms.js';
import { USUAL_PLAN_TERMS } from './usual-plan-terms.js';

/** Who owes what each rule asks, and when whom it reminds, where an authority has settled nothing else. */
export const USUAL_TERMS: Readonly<Record<string, RuleTerms>> = { ...USUAL_MATTER_TERMS, ...USUAL_PLAN_TERMS };

/** The rules that have deadlines. */
export const RULES: readonly string[] = Object.keys(USUAL_TERMS).toSorted();

/** The rules whose deadlines end a window, and know its first day: their ladders can begin with it. */
export const RULES_WITH_WINDOW: readonly string[] = ['R19'];
