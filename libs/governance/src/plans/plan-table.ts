import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { recordPlanAdopted, recordPlanObligationAdded } from './adoption-rules.js';
import { type Plan } from './plan.js';
import { type PlanView } from './plan-view.js';
import {
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
import {
  openPlanRenewal,
  recordPlanRenewalOpened,
  recordPlanRenewed,
  recordRenewalStepTaken,
} from './renewal-rules.js';
import {
  commencePlan,
  extendPlan,
  lapsePlan,
  recordPlanCommenced,
  recordPlanExtended,
  recordPlanSuperseded,
  supersedePlan,
} from './term-rules.js';
import {
  RecordPartnershipMet,
  RecordPlanMonitored,
  RecordPlanProgressReported,
  RecordPlanPublished,
  RecordPlanRefreshed,
  RecordPlanReviewed,
  RecordPlanCopySent,
  RecordStrategicAssessmentPrepared,
} from './upkeep-commands.js';
import {
  recordPartnershipMet,
  recordPlanMonitored,
  recordPlanProgressReported,
  recordPlanPublished,
  recordPlanRefreshed,
  recordPlanReviewed,
  recordPlanCopySent,
  recordStrategicAssessmentPrepared,
} from './upkeep-rules.js';

/** What offices tell of a plan and do with it. */
export const planCommands: readonly FacetCommand<Plan, PlanView>[] = [
  tells(RecordPlanAdopted, 'Begin the record of a plan that a body adopted', recordPlanAdopted, 'a new subject'),
  tells(RecordPlanObligationAdded, 'Record that a body asked for something over the term', recordPlanObligationAdded),
  tells(CommencePlan, 'Bring the plan into force', commencePlan),
  tells(RecordPlanCommenced, 'Record on which day the plan came into force', recordPlanCommenced),
  tells(RecordPlanPublished, 'Record that the plan was published', recordPlanPublished),
  tells(RecordPlanCopySent, 'Record that the policing body has a copy', recordPlanCopySent),
  tells(RecordPlanMonitored, 'Record that the plan was monitored for a period', recordPlanMonitored),
  tells(RecordPlanProgressReported, 'Record that a year’s progress was reported on', recordPlanProgressReported),
  tells(RecordPlanReviewed, 'Record that the plan was reviewed, and what came of it', recordPlanReviewed),
  tells(RecordStrategicAssessmentPrepared, 'Record that an assessment is ready', recordStrategicAssessmentPrepared),
  tells(RecordPlanRefreshed, 'Record that the plan was brought up to date for a year', recordPlanRefreshed),
  tells(RecordPartnershipMet, 'Record that the partnership met', recordPartnershipMet),
  tells(ExtendPlan, 'Lengthen the plan before it runs out', extendPlan),
  tells(RecordPlanExtended, 'Record that the plan was lengthened', recordPlanExtended),
  // Told of the past, the other plan may be recorded later.
  { ...tells(SupersedePlan, 'Put another plan in its place from today', supersedePlan), names: { byPlan: 'plan' } },
  tells(RecordPlanSuperseded, 'Record that another plan took its place', recordPlanSuperseded),
  tells(LapsePlan, 'Let the plan lapse when its last day is over', lapsePlan),
  tells(OpenPlanRenewal, 'Begin work on the plan that is to follow', openPlanRenewal),
  tells(RecordPlanRenewalOpened, 'Record in which matter work on the next plan began', recordPlanRenewalOpened),
  tells(RecordRenewalStepTaken, 'Record a step on the way to renewal', recordRenewalStepTaken),
  tells(RecordPlanRenewed, 'Record that the plan which follows was adopted', recordPlanRenewed),
];
