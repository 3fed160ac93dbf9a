export { consultationDeadlines } from './consultation-deadlines.js';
export {
  consultationFacet,
  type ConsultationFact,
  type Consultations,
  type Extension,
  firstLastDayOf,
  lastDayOf,
  type Questionnaire,
  type Responses,
  type Round,
  standingResponses,
} from './consultation.js';
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
} from './consultation-commands.js';
export { consultationCommands } from './consultation-table.js';
export { isOfQuestionnaire, missingInQuestionnaires } from './questionnaire.js';
export { contradictionsInConsultations } from './round-contradictions.js';
