export { RecordActionTaken } from './action.js';
export { type RequestedAction, requestedActions } from './action-rules.js';
export { contradictionsInActions } from './action-contradictions.js';
export { actionDeadlines } from './action-deadlines.js';
export { contradictionsInAnswers } from './answer-contradictions.js';
export { authorisedConsultations } from './authorised-consultations.js';
export { decisionCommands } from './decision-table.js';
export {
  answersTo,
  commissionsOfDecisions,
  decisionFacet,
  type DecisionFact,
  type Decisions,
  partAt,
  type Resolution,
  type StandingAnswer,
} from './resolution.js';
export { responsesTo } from './responses.js';
export { type Answer, ANSWERS, RecordResolutionPassed } from './resolution-commands.js';
