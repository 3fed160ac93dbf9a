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
