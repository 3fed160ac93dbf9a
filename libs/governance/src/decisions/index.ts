export { type LeafAnswer } from './answered-leaves.js';
export { contradictionsInAnswers } from './answer-contradictions.js';
export { authorisedConsultations } from './authorised-consultations.js';
export { decisionCommands } from './decision-table.js';
export {
  answersTo,
  commissionsOfDecisions,
  decisionFacet,
  type DecisionFact,
  type Decisions,
  type DecisionView,
  partAt,
  type Resolution,
  type ResolvedPart,
  type StandingAnswer,
} from './resolution.js';
export { responsesTo } from './responses.js';
export { type Answer, ANSWERS, type Meaning, MEANINGS, RecordResolutionPassed } from './resolution-commands.js';
