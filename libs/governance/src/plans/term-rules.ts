import { endOfLondonDay, longDay } from '#calendar';
import { type DecisionContext, londonMidnight, malformed, type PlainDateText, refuse } from '#kernel';
import { certainlyBefore, requireHappened } from '../vocabulary/happened.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { faultInTerm } from '../vocabulary/plan-term.js';
import { isSameBody } from '../vocabulary/same-body.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type Extension, type Plan } from './plan.js';
import {
  type CommencePlan,
  type ExtendPlan,
  type LapsePlan,
  type RecordPlanCommenced,
  type RecordPlanExtended,
  type RecordPlanSuperseded,
  type SupersedePlan,
} from './plan-commands.js';
import { type PlanExtended, type PlanFact } from './plan-facts.js';
import { type PlanView } from './plan-view.js';
import { commencementDay } from './commencement.js';
import { governingAdoption, isSucceededInTime } from './standing.js';

const TERM = 'the resolution that adopted the plan; Crime and Disorder Act 1998 ss.5-6';

/** In force from local midnight of its first day, whenever this is carried out. */
export const commencePlan = (_command: CommencePlan, plan: Plan, { now }: DecisionContext): readonly PlanFact[] => {
  if (plan.commenced !== undefined) return [];
  const day = commencementDay(plan);
  if (now < londonMidnight(day))
    refuse({
      reason: `the plan begins at the start of ${longDay(day)}`,
      rule: 'R29',
      citation: TERM,
      satisfiedBy: `waiting until ${longDay(day)}`,
    });
  if (plan.superseded !== undefined && plan.superseded.occurredOn <= day) requireNotSuperseded(plan);
  return commencedOn(day);
};

/**
 * The day is recorded as it was, even before the day that was resolved. A second day that an office tells contradicts the
 * first; one that was only inferred gives way.
 */
export const recordPlanCommenced = (
  { commencedOn: day }: RecordPlanCommenced,
  { commenced }: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  requireHappened('/commencedOn', day, context);
  if (commenced?.occurredOn === day) return [];
  if (commenced?.isInferred === false)
    refuse({
      reason: `the plan was recorded as commenced ${occurredInWords(commenced.occurredOn)} already`,
      rule: 'plans/commenced-once',
      satisfiedBy:
        'a correction of that record, if it is wrong: a plan comes into force once, and one that follows it is a plan of its own',
      pointer: '/commencedOn',
    });
  return commencedOn(day);
};

const commencedOn = (day: PlainDateText): readonly PlanFact[] => [
  { type: 'PlanCommenced', data: { occurredOn: day, commencedAt: londonMidnight(day) } },
];

/** Lengthened before it has run out, by the body that adopted it. */
export const extendPlan = (
  command: ExtendPlan,
  plan: Plan,
  { today }: DecisionContext,
  view: PlanView,
): readonly PlanFact[] => {
  const { by, lastDay, decidedIn, reason } = command;
  const told = stated({ by, lastDay, decidedIn, reason });
  if (plan.extensions.some((known) => isTheSame(known, { ...told, occurredOn: known.occurredOn }))) return [];
  const extended = extension({ ...told, occurredOn: today }, plan, view);
  requireNotSuperseded(plan);
  if (today > plan.lastDay)
    refuse({
      reason: `the plan ran out at the end of ${longDay(plan.lastDay)}`,
      rule: 'R38',
      citation: TERM,
      satisfiedBy: 'a renewal: a plan of its own that succeeds this one',
    });
  const adopter = governingAdoption(plan)?.by ?? by;
  if (!isSameBody(by, adopter))
    refuse({
      reason: `the plan was adopted by ${adopter}, and only the body that adopted it extends it`,
      rule: 'R38',
      citation: TERM,
      satisfiedBy: `a decision of ${adopter}`,
      pointer: '/by',
    });
  return extended;
};

/** An extension that was made is recorded, in time or not, by whichever body. */
export const recordPlanExtended = (
  { kind: _kind, ...told }: RecordPlanExtended,
  plan: Plan,
  context: DecisionContext,
  view: PlanView,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  return extension(told, plan, view);
};

const extension = (told: Omit<RecordPlanExtended, 'kind'>, plan: Plan, view: PlanView): readonly PlanFact[] => {
  const { lastDay } = told;
  if (plan.extensions.some((known) => isTheSame(known, stated(told)))) return [];
  const before = plan.extensions.find((known) => known.lastDay === lastDay);
  if (before !== undefined)
    refuse({
      reason: `the plan was extended to ${longDay(lastDay)} by ${before.by} ${occurredInWords(before.occurredOn)} already: ${before.reason}`,
      rule: 'plans/extended-once-to-a-day',
      satisfiedBy: 'a later last day, or a correction of that record, if it is wrong',
      pointer: '/lastDay',
    });
  const fault = faultInTerm(plan.firstDay, lastDay);
  if (fault !== undefined) malformed('/lastDay', fault.reason);
  return [longer({ type: 'PlanExtended', data: stated({ ...told, previousLastDay: plan.lastDay }) }, plan, view)];
};

/** Later than the plan was to last until then; and earlier than to what it was extended since, if this is told late. */
const longer = (extended: PlanExtended, { extensions }: Plan, view: PlanView): PlanExtended => {
  const { lastDay } = extended.data;
  const { lastDay: previousLastDay } = view.before(extended);
  if (lastDay <= previousLastDay)
    malformed('/lastDay', `must be later than ${previousLastDay}: an extension never shortens the plan`);
  const shortened = view.contradictions(extended).map(({ about }) => about);
  const since = extensions.find(({ fact }) => shortened.includes(fact));
  if (since !== undefined)
    malformed(
      '/lastDay',
      `must be earlier than ${since.lastDay}, to which the plan was extended on ${since.occurredOn}: an extension never shortens the plan`,
    );
  return { ...extended, data: { ...extended.data, previousLastDay } };
};

const isTheSame = (
  { fact: _fact, day: _day, previousLastDay: _previous, isLate: _isLate, ...known }: Extension,
  told: object,
): boolean => saysTheSame(known, told);

/** From today on another plan is in force. */
export const supersedePlan = (
  { byPlan, reason }: SupersedePlan,
  plan: Plan,
  { today, subject }: DecisionContext,
  view: PlanView,
): readonly PlanFact[] =>
  plan.superseded?.byPlan === byPlan && plan.superseded.reason === reason
    ? []
    : supersession({ supersededOn: today, byPlan, reason }, plan, subject, view);

export const recordPlanSuperseded = (
  { kind: _kind, ...told }: RecordPlanSuperseded,
  plan: Plan,
  context: DecisionContext,
  view: PlanView,
): readonly PlanFact[] => {
  requireHappened('/supersededOn', told.supersededOn, context);
  return supersession(told, plan, context.subject, view);
};

/** Only a plan that has not run out, as it stood then or by now, is superseded: one that has, was renewed or has lapsed. */
const supersession = (
  { supersededOn, byPlan, reason }: Omit<RecordPlanSuperseded, 'kind'>,
  plan: Plan,
  self: string,
  view: PlanView,
): readonly PlanFact[] => {
  if (byPlan === self) malformed('/byPlan', 'must be another plan');
  const data = { occurredOn: supersededOn, byPlan, reason };
  const superseded = { type: 'PlanSuperseded' as const, data };
  if (plan.superseded?.byPlan === byPlan) return toldAgain(plan.superseded, data);
  requireNotSuperseded(plan);
  if (supersededOn > plan.lastDay && supersededOn > view.before(superseded).lastDay)
    refuse({
      reason: `the plan ran out at the end of ${longDay(plan.lastDay)}, before ${longDay(supersededOn)}`,
      rule: 'plans/superseded-before-expiry',
      citation: TERM,
      satisfiedBy: 'recording that the other plan renews this one',
    });
  if (certainlyBefore(supersededOn, plan.adoptions[0]?.occurredOn ?? 'unknown'))
    malformed('/supersededOn', 'must not come before the plan was adopted');
  return [superseded];
};

/** Nothing where it says the same. @throws Refusal where it gives another day or reason */
const toldAgain = (
  { fact: _fact, day: _day, ...known }: NonNullable<Plan['superseded']>,
  data: object,
): readonly PlanFact[] =>
  saysTheSame(known, data)
    ? []
    : refuse({
        reason: `that plan took its place ${occurredInWords(known.occurredOn)} already: ${known.reason}`,
        rule: 'plans/superseded-once',
        satisfiedBy: 'a correction of that record, if its day or reason is wrong',
      });

/** `doing`: what is to be done to the plan that took its place, instead. */
export const requireNotSuperseded = ({ superseded }: Plan, doing: 'acting on' | 'renewing' = 'acting on'): void => {
  if (superseded !== undefined)
    refuse({
      reason: `another plan took its place ${occurredInWords(superseded.occurredOn)}`,
      rule: 'plans/superseded-once',
      satisfiedBy: `${doing} the plan that took its place, ${superseded.byPlan}, or a correction of that record, if it is wrong`,
    });
};

/** Lapsed at the end of its last day, unless a plan follows without a gap. A lapse that an extension put off is none. */
export const lapsePlan = (_command: LapsePlan, plan: Plan, { now }: DecisionContext): readonly PlanFact[] => {
  const { lastDay } = plan;
  if (plan.lapses.some(({ occurredOn }) => occurredOn === lastDay)) return [];
  const lapsedAt = endOfLondonDay(lastDay);
  if (now < lapsedAt)
    refuse({
      reason: `the plan is in force until the end of ${longDay(lastDay)}`,
      rule: 'R38',
      citation: TERM,
      satisfiedBy: `waiting until ${longDay(lastDay)} is over`,
    });
  requireNotSuperseded(plan);
  if (isSucceededInTime(plan))
    refuse({
      reason: 'the plan was renewed before it ran out, and the next one follows without a gap',
      rule: 'R38',
      citation: TERM,
      satisfiedBy: 'nothing: a plan that is succeeded does not lapse',
    });
  return [{ type: 'PlanLapsed', data: { occurredOn: lastDay, lapsedAt } }];
};
