export { type Notice, noticeOf } from './notice.js';
export { responseDeadlines } from './response-deadlines.js';
export {
  RecordNoticeGiven,
  RecordRecommendationImplemented,
  RecordRecommendationsMade,
} from './recommendation-commands.js';
export {
  commissionsOfScrutiny,
  type Implementation,
  type MadeRecommendations,
  type Scrutiny,
  scrutinyFacet,
  type ScrutinyFact,
} from './recommendations.js';
export { contradictionsInScrutiny } from './scrutiny-contradictions.js';
export { scrutinyCommands } from './scrutiny-table.js';
export { isResponse, unanswered } from './unanswered.js';
