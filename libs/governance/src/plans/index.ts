export { adoptPlan } from './adoption-rules.js';
export { DEFAULT_CADENCES, PLAN_RULE_TERMS, type PlanCadences } from './plan-cadences.js';
export {
  AdoptPlan,
  CommencePlan,
  ExtendPlan,
  LapsePlan,
  OpenPlanRenewal,
  RecordPlanAdopted,
  RecordPlanCommenced,
  RecordPlanExtended,
  RecordPlanObligationAdded,
  RecordPlanRenewalOpened,
  RecordPlanRenewed,
  RecordPlanSuperseded,
  RecordRenewalStepTaken,
  SupersedePlan,
} from './plan-commands.js';
export { planDeadlines } from './plan-deadlines.js';
export { type PlanFact, type RenewalStep } from './plan-facts.js';
export { type Plan, planFacet, type StandingObligation } from './plan.js';
export { planCommands } from './plan-table.js';
export {
  governingAdoption,
  type Standing,
  standingOn,
  standingWithin,
  termInForce,
  type TermInForce,
} from './standing.js';
export {
  RecordPlanCopySent,
  RecordPlanMonitored,
  RecordPlanProgressReported,
  RecordPlanPublished,
  RecordPlanRefreshed,
  RecordPlanReviewed,
  RecordStrategicAssessmentPrepared,
} from './upkeep-commands.js';
