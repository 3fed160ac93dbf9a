export { adoptPlan } from './adoption-rules.js';
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
} from './plan-commands.js';
export { asItStands } from './as-it-stands.js';
export { planClocks, planDeadlines } from './plan-deadlines.js';
export { type PlanFact } from './plan-facts.js';
export { type Plan, planFacet, type StandingObligation } from './plan.js';
export { contradictionsInPlan } from './plan-contradictions.js';
export { type PlanView } from './plan-view.js';
export { planCommands } from './plan-table.js';
export {
  governingAdoption,
  type Standing,
  standingOn,
  standingWithin,
  stillStands,
  termInForce,
  type TermInForce,
} from './standing.js';
export {
  RecordPartnershipMet,
  RecordPlanCopySent,
  RecordPlanMonitored,
  RecordPlanProgressReported,
  RecordPlanPublished,
  RecordPlanRefreshed,
  RecordPlanReviewed,
  RecordStrategicAssessmentPrepared,
} from './upkeep-commands.js';
