import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { recordPlanAdopted, recordPlanObligationAdded } from './adoption-rules.js';
import { type Plan } from './plan.js';
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
export const planCommands: readonly FacetCommand<Plan>[] = [
  tells(RecordPlanAdopted, 'Begin the record of a plan that a body adopted.', recordPlanAdopted, 'a new subject'),
  tells(RecordPlanObligationAdded, 'Tell that a body asked for something over the term.', recordPlanObligationAdded),
  tells(CommencePlan, 'Bring the plan into force.', commencePlan),
  tells(RecordPlanCommenced, 'Tell on which day the plan came into force.', recordPlanCommenced),
  tells(RecordPlanPublished, 'Tell that the plan was published.', recordPlanPublished),
  tells(RecordPlanCopySent, 'Tell that the policing body has a copy.', recordPlanCopySent),
  tells(RecordPlanMonitored, 'Tell that the plan was monitored for a period.', recordPlanMonitored),
  tells(RecordPlanProgressReported, 'Tell that a year’s progress was reported on.', recordPlanProgressReported),
  tells(RecordPlanReviewed, 'Tell that the plan was reviewed, and what came of it.', recordPlanReviewed),
  tells(RecordStrategicAssessmentPrepared, 'Tell that an assessment is ready.', recordStrategicAssessmentPrepared),
  tells(RecordPlanRefreshed, 'Tell that the plan was brought up to date for a year.', recordPlanRefreshed),
  tells(RecordPartnershipMet, 'Tell that the partnership met.', recordPartnershipMet),
  tells(ExtendPlan, 'Lengthen the plan before it runs out.', extendPlan),
  tells(RecordPlanExtended, 'Tell that the plan was lengthened.', recordPlanExtended),
  tells(SupersedePlan, 'Put another plan in its place from today.', supersedePlan),
  tells(RecordPlanSuperseded, 'Tell that another plan took its place.', recordPlanSuperseded),
  tells(LapsePlan, 'Let the plan lapse when its last day is over.', lapsePlan),
  tells(OpenPlanRenewal, 'Begin work on the plan that is to follow.', openPlanRenewal),
  tells(RecordPlanRenewalOpened, 'Tell in which matter work on the next plan began.', recordPlanRenewalOpened),
  tells(RecordRenewalStepTaken, 'Tell of a step on the way to renewal.', recordRenewalStepTaken),
  tells(RecordPlanRenewed, 'Tell that the plan which follows was adopted.', recordPlanRenewed),
];
