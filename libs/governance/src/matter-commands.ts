/** Every command of a matter, for callers that write them down instead of receiving them. */
export {
  CloseConsultation,
  ExtendConsultation,
  OpenConsultation,
  RecordConsultationClosed,
  RecordConsultationExtended,
  RecordConsultationOpened,
  RecordConsultationResultsPublished,
  RecordQuestionnaireReady,
  RecordResponsesCounted,
} from './consultations/index.js';
export { RecordCorrection, RecordEntriesStruckOut, RecordOccurrenceSupplied } from './corrections/index.js';
export { RecordActionTaken, RecordResolutionPassed } from './decisions/index.js';
export { RecordForecastFulfilled, RecordForecastMade, RecordForecastRestated } from './forecasts/index.js';
export { ChangePlanPeriod, OpenMatter, RetitleMatter } from './matters/index.js';
export { RecordReportSubmitted } from './reports/index.js';
export {
  RecordCommissionFulfilled,
  RecordRequestMade,
  RecordRequestReplied,
  RecordRequestSent,
} from './requests/index.js';
export { RecordNoticeGiven, RecordRecommendationImplemented, RecordRecommendationsMade } from './scrutiny/index.js';
