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
  tells(RecordRequestMade, 'Tell that a body asked for something outside its resolution.', recordRequestMade),
  tells(RecordRequestSent, 'Tell that what was requested has gone out.', recordRequestSent),
  tells(RecordRequestReplied, 'Tell that the addressee replied.', recordRequestReplied),
  tells(RecordCommissionFulfilled, 'Tell that a report is what bodies had asked for.', recordCommissionFulfilled),
];
