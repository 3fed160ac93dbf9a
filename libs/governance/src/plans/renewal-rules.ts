import { type DecisionContext, malformed, refuse } from '#kernel';
import { requireHappened } from '../vocabulary/happened.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { type Plan } from './plan.js';
import {
  type OpenPlanRenewal,
  type RecordPlanRenewalOpened,
  type RecordPlanRenewed,
  type RecordRenewalStepTaken,
} from './plan-commands.js';
import { type PlanFact, type PlanRenewalOpened } from './plan-facts.js';
import { type PlanView } from './plan-view.js';
import { requireNotSuperseded } from './term-rules.js';

/** Work on the plan that follows begins once, in a matter of its own, before this one has run out or after. */
export const openPlanRenewal = (
  { title }: OpenPlanRenewal,
  plan: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  if (plan.renewalOpened?.title === title) return [];
  requireNotSuperseded(plan, 'renewing');
  return renewalOpened({ occurredOn: context.today, matter: context.newId('matter'), title, opensMatter: true }, plan);
};

export const recordPlanRenewalOpened = (
  { kind: _kind, ...told }: RecordPlanRenewalOpened,
  plan: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  return isToldAs(told, plan) ? [] : renewalOpened({ ...told, opensMatter: false }, plan);
};

const isToldAs = (
  { occurredOn, matter, title }: Omit<RecordPlanRenewalOpened, 'kind'>,
  { renewalOpened: before }: Plan,
): boolean => before?.matter === matter && before.title === title && before.occurredOn === occurredOn;

const renewalOpened = (data: PlanRenewalOpened['data'], { renewalOpened: before }: Plan): readonly PlanFact[] => {
  if (before !== undefined)
    refuse({
      reason: `work on the plan that follows began ${occurredInWords(before.occurredOn)} already`,
      rule: 'plans/one-renewal',
      satisfiedBy: `going on with the matter that was opened for it, ${before.matter}`,
    });
  return [{ type: 'PlanRenewalOpened', data }];
};

export const recordRenewalStepTaken = (
  { occurredOn, step, words }: RecordRenewalStepTaken,
  { renewalSteps }: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const isKnown = renewalSteps.some(
    (known) => known.occurredOn === occurredOn && known.step === step && known.words === words,
  );
  return isKnown ? [] : [{ type: 'RenewalStepTaken', data: { occurredOn, step, words } }];
};

/**
 * A plan is renewed by one plan, in time or late; another one contradicts the first. Its days are those that were told last.
 * It begins after the last day that the plan had when it was renewed, or has by now.
 */
export const recordPlanRenewed = (
  { occurredOn, byPlan, firstDay }: RecordPlanRenewed,
  plan: Plan,
  context: DecisionContext,
  view: PlanView,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  if (byPlan === context.subject) malformed('/byPlan', 'must be another plan');
  const { renewed } = plan;
  if (renewed?.byPlan === byPlan && renewed.firstDay === firstDay && renewed.occurredOn === occurredOn) return [];
  const told: PlanFact = { type: 'PlanRenewed', data: { occurredOn, byPlan, firstDay } };
  const stood = view.before(told);
  if (firstDay <= plan.lastDay && firstDay <= stood.lastDay)
    malformed('/firstDay', `must be later than ${plan.lastDay}: a plan that begins before supersedes this one`);
  if (renewed !== undefined && renewed.byPlan !== byPlan)
    refuse({
      reason: `the plan was recorded as renewed by ${renewed.byPlan} already`,
      rule: 'plans/renewed-once',
      satisfiedBy:
        'recording that the other plan renews or supersedes the one that followed, or a correction of that record, if it names the wrong plan',
      pointer: '/byPlan',
    });
  requireNotSuperseded(stood, 'renewing');
  return [told];
};
