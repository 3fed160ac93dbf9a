import { type DecisionContext, malformed, type OccurredOn, type PlainDateText } from '#kernel';
import { certainlyBefore, requireHappened, requireNotBefore } from '../vocabulary/happened.js';
import { occurredAtInWords } from '../vocabulary/occurred-in-words.js';
import { type ObligationKind } from '../vocabulary/plan-obligation.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { beginningOf, datesOfKind } from './periods.js';
import { type Plan, type Told } from './plan.js';
import { type PlanFact } from './plan-facts.js';
import { type PlanView } from './plan-view.js';
import {
  type RecordPartnershipMet,
  type RecordPlanMonitored,
  type RecordPlanProgressReported,
  type RecordPlanPublished,
  type RecordPlanRefreshed,
  type RecordPlanReviewed,
  type RecordPlanCopySent,
  type RecordStrategicAssessmentPrepared,
} from './upkeep-commands.js';

/** What has been told in just these words already is not told again. */
const once = <F extends PlanFact>(known: readonly Told<F>[], fact: F): readonly F[] =>
  known.some(({ fact: _fact, day: _day, ...told }) => saysTheSame(told, fact.data)) ? [] : [fact];

export const recordPlanPublished = (
  { kind: _kind, ...told }: RecordPlanPublished,
  { published }: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  return once(published, { type: 'PlanPublished', data: stated(told) });
};

export const recordPlanCopySent = (
  { kind: _kind, ...told }: RecordPlanCopySent,
  { copiesSent }: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  return once(copiesSent, { type: 'PlanCopySent', data: stated(told) });
};

/** Monitoring is for a period, asked for or not; where it was asked for, for one of those periods. */
export const recordPlanMonitored = (
  { kind: _kind, ...told }: RecordPlanMonitored,
  plan: Plan,
  context: DecisionContext,
  view: PlanView,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  const fact = { type: 'PlanMonitored' as const, data: stated(told) };
  requireSound('/periodEndsOn', plan, view.before(fact), (known) =>
    faultInDate(told.periodEndsOn, 'monitoring', known),
  );
  requireSound('/occurredOn', plan, view.before(fact), (known) =>
    faultInDay(told.occurredOn, beginningOf('monitoring', told.periodEndsOn, known)),
  );
  return once(plan.monitored, fact);
};

export const recordPlanProgressReported = (
  { kind: _kind, ...told }: RecordPlanProgressReported,
  plan: Plan,
  context: DecisionContext,
  view: PlanView,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  const fact = { type: 'PlanProgressReported' as const, data: stated(told) };
  requireSound('/yearEndsOn', plan, view.before(fact), (known) =>
    faultInDate(told.yearEndsOn, 'progress report', known),
  );
  requireSound('/occurredOn', plan, view.before(fact), (known) =>
    faultInDay(told.occurredOn, beginningOf('progress report', told.yearEndsOn, known)),
  );
  return once(plan.reported, fact);
};

/** A review that is not for one of the dates is an early one. That nothing changes is an outcome. */
export const recordPlanReviewed = (
  { kind: _kind, ...told }: RecordPlanReviewed,
  plan: Plan,
  context: DecisionContext,
  view: PlanView,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  const fact = { type: 'PlanReviewed' as const, data: stated(told) };
  const { dueOn, outcome, changes } = told;
  if (dueOn !== undefined)
    requireSound('/dueOn', plan, view.before(fact), (known) => faultInDate(dueOn, 'review', known));
  if (outcome === 'changes' && changes === undefined) malformed('/changes', 'must say what changes');
  if (outcome === 'unchanged' && changes !== undefined)
    malformed('/changes', 'must be left out where the plan stays unchanged');
  return once(plan.reviewed, fact);
};

export const recordStrategicAssessmentPrepared = (
  { kind: _kind, ...told }: RecordStrategicAssessmentPrepared,
  { assessed }: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  requireHappened('/dataTo', told.dataTo, context);
  requireNotBefore('/occurredOn', told.occurredOn, 'the last day of its data', told.dataTo);
  return once(assessed, { type: 'StrategicAssessmentPrepared', data: stated(told) });
};

export const recordPlanRefreshed = (
  { kind: _kind, ...told }: RecordPlanRefreshed,
  plan: Plan,
  context: DecisionContext,
  view: PlanView,
): readonly PlanFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  const fact = { type: 'PlanRefreshed' as const, data: stated(told) };
  requireSound('/forYearOf', plan, view.before(fact), (known) => faultInTermOf(told.forYearOf, known));
  return once(plan.refreshed, fact);
};

/** A meeting is recorded on whatever day it was, owed or not. */
export const recordPartnershipMet = (
  { metOn, where, minutes }: RecordPartnershipMet,
  { meetings }: Plan,
  context: DecisionContext,
): readonly PlanFact[] => {
  requireHappened('/metOn', metOn, context);
  return once(meetings, { type: 'PartnershipMet', data: stated({ occurredOn: metOn, where, minutes }) });
};

/** What was sound when it was done is, whatever became of the plan since; so is what is sound by what is known by now. */
const requireSound = (pointer: string, plan: Plan, stood: Plan, faultIn: (known: Plan) => string | undefined): void => {
  const fault = faultIn(plan);
  if (fault !== undefined && faultIn(stood) !== undefined) malformed(pointer, fault);
};

/** What is wrong with the day on which something was done; nothing where its period had begun. */
const faultInDay = (occurredOn: OccurredOn, began: OccurredOn = 'unknown'): string | undefined =>
  certainlyBefore(occurredOn, began) ? `must not come before the period began, ${occurredAtInWords(began)}` : undefined;

/** What is wrong with a day for which something was done; nothing where it was asked for by that day, or for no day at all. */
export const faultInDate = (day: PlainDateText, kind: ObligationKind, plan: Plan): string | undefined => {
  const outside = faultInTermOf(day, plan);
  const dates = datesOfKind(kind, plan);
  if (outside !== undefined || dates.length === 0 || dates.includes(day)) return outside;
  const nearest = [dates.findLast((date) => date < day), dates.find((date) => date > day)];
  const right = nearest.filter((date) => date !== undefined).join(' or ');
  return `must be a date on which ${NAMES[kind]} is due: ${right}`;
};

const NAMES: Readonly<Record<ObligationKind, string>> = {
  monitoring: 'monitoring',
  'progress report': 'a progress report',
  review: 'a review',
};

/** What is wrong with a day for which something was done; nothing where it lies within the plan's term. */
export const faultInTermOf = (day: PlainDateText, { firstDay, lastDay }: Plan): string | undefined =>
  day < firstDay || day > lastDay ? `must lie within the plan’s term, ${firstDay} to ${lastDay}` : undefined;
