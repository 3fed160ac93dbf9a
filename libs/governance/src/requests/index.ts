export { requestDeadlines } from './request-deadlines.js';
export { type Received, receivedFor } from './received.js';
export { type Request, requestFacet, type RequestFact, type Requests } from './request.js';
export {
  RecordCommissionFulfilled,
  RecordRequestMade,
  RecordRequestReplied,
  RecordRequestSent,
} from './request-commands.js';
export { contradictionsInRequests } from './request-contradictions.js';
export { requestCommands } from './request-table.js';
