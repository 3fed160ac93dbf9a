import { dayAfter } from '#calendar';
import { type DecisionContext, malformed, refuse } from '#kernel';
import { requireHappened } from '../vocabulary/happened.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { faultInTerm } from '../vocabulary/plan-term.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { asksTheSame, type Plan } from './plan.js';
import { type AdoptPlan, type RecordPlanAdopted, type RecordPlanObligationAdded } from './plan-commands.js';
import { type AskedObligation, type PlanAdopted, type PlanFact } from './plan-facts.js';

/** How long before the plan’s first day a recurrence may be counted from. */
const EARLIEST_YEARS = 10;

/** A plan that a body adopted begins its record, in power or not. */
export const recordPlanAdopted = (
  command: RecordPlanAdopted,
  _plan: Plan,
  context: DecisionContext,
): readonly PlanFact[] => [{ type: 'PlanAdopted', data: adoptionOf(command, context) }];

/**
 * Each adopting resolution is told once. Told again, it brings only what has been asked for since, or in a resolution
 * that was recorded late; the term that was adopted stays. What is asked for is a fact of its own for each part of a
 * resolution, so that it stays, or is struck out, with that resolution. What an office struck out is not told again.
 *
 * @param gone what an office has struck out of the plan
 */
export const adoptPlan = (
  command: AdoptPlan,
  plan: Plan,
  gone: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  if (isAdoptedIn(command, gone)) return [];
  const { obligations, ...adopted } = adoptionOf(command, context);
  const adoption = stated({ ...adopted, obligations: [], adoptedIn: command.adoptedIn });
  const added = obligations.filter((asked) => !isAsked(asked, plan) && !isAsked(asked, gone)).map(obligationAdded);
  return isAdoptedIn(command, plan) ? added : [{ type: 'PlanAdopted', data: adoption }, ...added];
};

const isAdoptedIn = (command: AdoptPlan, { adoptions }: Plan): boolean =>
  adoptions.some(({ adoptedIn }) => adoptedIn !== undefined && saysTheSame(adoptedIn, stated(command.adoptedIn)));

const adoptionOf = (command: Omit<RecordPlanAdopted, 'kind'>, context: DecisionContext): PlanAdopted['data'] => {
  const { occurredOn, by, title, firstDay, lastDay, countedYears, document, obligations = [], succeedsPlan } = command;
  requireHappened('/occurredOn', occurredOn, context);
  const fault = faultInTerm(firstDay, lastDay);
  if (fault !== undefined) malformed(`/${fault.field}`, fault.reason);
  for (const [at, asked] of obligations.entries())
    requireAsked(`/obligations/${at}`, asked, { firstDay, lastDay }, context);
  return stated({ occurredOn, by, title, firstDay, lastDay, countedYears, document, obligations, succeedsPlan });
};

/** What is asked is added to what was asked before; the same asked by another body is kept beside it. */
export const recordPlanObligationAdded = (
  { obligation }: RecordPlanObligationAdded,
  plan: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  requireAsked('/obligation', obligation, plan, context);
  const asked = stated(obligation);
  const known = plan.obligations.find((one) => asksTheSame(one, asked));
  if (known === undefined) return [obligationAdded(asked)];
  const { fact: _fact, ...before } = known;
  if (saysTheSame(before, asked)) return [];
  return refuse({
    reason: `${before.askedBy} was recorded as asking for it ${occurredInWords(before.askedOn)} already: ${before.kind}, every ${before.every}`,
    rule: 'plans/asked-once',
    satisfiedBy: 'a correction of that record, if it is wrong, or another part of a resolution that asks for this',
    pointer: '/obligation',
  });
};

const requireAsked = (pointer: string, asked: AskedObligation, term: Term, context: DecisionContext): void => {
  requireHappened(`${pointer}/askedOn`, asked.askedOn, context);
  const fault = faultInAnchor(asked, term);
  if (fault !== undefined) malformed(`${pointer}/countedFrom`, fault);
};

type Term = Pick<Plan, 'firstDay' | 'lastDay'>;

/** What is wrong with the day from which something is counted that was asked for over a term; nothing where it is sound. */
export const faultInAnchor = (
  { countedFrom }: Pick<AskedObligation, 'countedFrom'>,
  { firstDay, lastDay }: Term,
): string | undefined => {
  const earliest = dayAfter(firstDay, { years: -EARLIEST_YEARS });
  return countedFrom !== undefined && (countedFrom < earliest || countedFrom > lastDay)
    ? `must lie between ${earliest} and the plan’s last day, ${lastDay}`
    : undefined;
};

const isAsked = (asked: AskedObligation, { obligations }: Plan): boolean =>
  obligations.some((known) => asksTheSame(known, asked));

const obligationAdded = ({ askedOn, ...asked }: AskedObligation): PlanFact => ({
  type: 'PlanObligationAdded',
  data: { occurredOn: askedOn, ...asked },
});
