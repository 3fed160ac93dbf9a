import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { type Requests } from './request.js';
import {
  RecordCommissionFulfilled,
  RecordRequestMade,
  RecordRequestReplied,
  RecordRequestSent,
} from './request-commands.js';
import {
  recordCommissionFulfilled,
  recordRequestMade,
  recordRequestReplied,
  recordRequestSent,
  type RequestView,
} from './request-rules.js';

export const requestCommands: readonly FacetCommand<Requests, RequestView>[] = [
  tells(RecordRequestMade, 'Record that a body asked for something outside its resolution', recordRequestMade),
  tells(RecordRequestSent, 'Record that what was requested has gone out', recordRequestSent),
  tells(RecordRequestReplied, 'Record that the addressee replied', recordRequestReplied),
  tells(RecordCommissionFulfilled, 'Record that a report is what bodies had asked for', recordCommissionFulfilled),
];
