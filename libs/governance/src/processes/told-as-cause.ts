import { type MatterFact } from '../matter.js';
import { type PlanFact } from '../plans/index.js';

/**
 * What is said of each fact of a matter or plan where it is the cause of a change of a deadline; its day follows. Kept in
 * facts for ever, so each type has a sentence of its own.
 */
const TOLD: Readonly<Record<MatterFact['type'] | PlanFact['type'], string>> = {
  MatterOpened: 'the matter was opened',
  MatterRetitled: 'the matter was given another title',
  PlanPeriodChanged: 'the period of the plan was changed',
  ReportSubmitted: 'a report was submitted',
  RecommendationsMade: 'recommendations were made',
  RecommendationImplemented: 'a recommendation was carried out',
  NoticeGiven: 'notice to respond was given',
  ResolutionPassed: 'a resolution was passed',
  ActionTaken: 'what a resolution asked for was done',
  ConsultationOpened: 'the consultation was opened',
  ConsultationExtended: 'the consultation was extended',
  ConsultationClosed: 'the consultation was closed',
  ResponsesCounted: 'the responses were counted',
  ConsultationResultsPublished: 'the results of the consultation were published',
  QuestionnaireReady: 'the questionnaire was ready',
  RequestMade: 'a request was made',
  RequestSent: 'a request was sent',
  RequestReplied: 'a request was replied to',
  CommissionFulfilled: 'a report that had been asked for was given',
  ForecastMade: 'a forecast was made',
  ForecastRestated: 'a forecast was restated',
  ForecastFulfilled: 'what was forecast came about',
  RecordCorrected: 'the record was corrected',
  OccurrenceSupplied: 'a date that was not on record was added',
  EntryStruckOut: 'an entry was struck out of the record',
  PlanAdopted: 'the plan was adopted',
  PlanObligationAdded: 'something more was asked for under the plan',
  PlanCommenced: 'the plan commenced',
  PlanPublished: 'the plan was published',
  PlanCopySent: 'a copy of the plan was sent',
  PlanMonitored: 'the plan was monitored',
  PlanProgressReported: 'progress on the plan was reported',
  PlanReviewed: 'the plan was reviewed',
  StrategicAssessmentPrepared: 'the strategic assessment was prepared',
  PlanRefreshed: 'the plan was refreshed',
  PartnershipMet: 'the partnership met',
  PlanExtended: 'the plan was extended',
  PlanSuperseded: 'another plan took the place of this one',
  PlanLapsed: 'the plan lapsed',
  PlanRenewalOpened: 'work on the renewal of the plan began',
  RenewalStepTaken: 'a step to the renewal of the plan was taken',
  PlanRenewed: 'the plan was renewed',
};

/** A fact as a cause, to be followed by its day. @throws where the type is of no matter or plan */
export const toldAsCause = (type: string): string => {
  if (Object.hasOwn(TOLD, type)) return TOLD[type as keyof typeof TOLD];
  throw new Error(`a fact of the type ${type} is the cause of no deadline`);
};
