import { type Contradiction } from '../vocabulary/contradiction.js';
import { type Plan } from './plan.js';
import { type PlanFact } from './plan-facts.js';

/** What a decision may ask of a plan beside how it stands by all that is known: facts are often told late. */
export interface PlanView {
  /** The plan as it stood when a fact happened, were that told now. */
  readonly before: (fact: PlanFact) => Plan;
  /** What would contradict what, were a fact told now. */
  readonly contradictions: (fact: PlanFact) => readonly Contradiction[];
}
