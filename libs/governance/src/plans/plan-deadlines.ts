import { datedBy, type StartedClock } from '../vocabulary/computable.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { type CadenceSpell } from '../vocabulary/plan-cadences.js';
import { type Plan } from './plan.js';
import { renewalDeadlines } from './renewal-deadlines.js';
import { commencementDay } from './commencement.js';
import { governingAdoption } from './standing.js';
import { commencement, copy, expiry, publication } from './term-deadlines.js';
import { upkeepDeadlines } from './upkeep-deadlines.js';

/** The deadlines of a plan by the clocks that its facts have started. One that has no date takes no other with it. */
export const planDeadlines = (...started: Parameters<typeof planClocks>): readonly DerivedDeadline[] =>
  datedBy(planClocks(...started));

/**
 * Every clock that a plan's facts have started, by the cadences that its authority has settled from time to time. None
 * before it is adopted. A plan that another replaces before it ran out neither runs out nor is renewed, and owes nothing
 * from that day on.
 */
export const planClocks = (
  plan: Plan,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly StartedClock[] => {
  const [first] = plan.adoptions;
  const adoption = governingAdoption(plan);
  if (first === undefined || adoption === undefined) return [];
  return [
    ...(neverBegins(plan) ? [] : [() => commencement(plan, adoption, terms)]),
    () => copy(plan, first, terms, spells),
    () => publication(plan, first, terms, spells),
    ...upkeepDeadlines(plan, terms, spells),
    ...(plan.superseded === undefined
      ? [() => expiry(plan, adoption, terms), ...renewalDeadlines(plan, adoption, terms, spells)]
      : []),
  ];
};

/** Another plan took its place before its first day came. */
const neverBegins = (plan: Plan): boolean =>
  plan.superseded !== undefined && plan.commenced === undefined && plan.superseded.occurredOn <= commencementDay(plan);
