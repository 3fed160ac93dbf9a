import { type Blocker, type DecisionContext, malformed, type OccurredOn, refuse } from '#kernel';
import { requireHappened, requireNotBefore } from '../vocabulary/happened.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { type Commission, isSameCommission } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { unknownToMatter } from '../vocabulary/unknown-to-matter.js';
import {
  daysOfAsking,
  type Fulfilment,
  fulfilmentsOf,
  type Request,
  type RequestFact,
  type RequestMade,
  type Requests,
} from './request.js';
import {
  type RecordCommissionFulfilled,
  type RecordRequestMade,
  type RecordRequestReplied,
  type RecordRequestSent,
} from './request-commands.js';

export const recordRequestMade = (
  { kind: _kind, ...told }: RecordRequestMade,
  { made }: Requests,
  context: DecisionContext,
): readonly RequestFact[] => {
  requireHappened('/occurredOn', told.occurredOn, context);
  const data = stated({ ...told, request: context.newId('request') });
  return made.some((known) => tellsOf(known, data)) ? [] : [{ type: 'RequestMade', data }];
};

const tellsOf = (known: Request, data: RequestMade['data']): boolean => {
  const { by, text, subject, addressee, owner, dueOn, madeOn } = known;
  const before = stated({ by, text, subject, addressee, owner, dueOn, occurredOn: madeOn, request: '' });
  return saysTheSame(before, { ...data, request: '' });
};

const requestOf = ({ made }: Requests, wanted: string): Request =>
  made.find(({ request }) => request === wanted) ?? unknownToMatter('/request', 'a request');

/** What was asked for goes out once; another day contradicts the first, and so does another reference. One that was not told then is added. */
export const recordRequestSent = (
  { occurredOn, request, reference }: RecordRequestSent,
  requests: Requests,
  context: DecisionContext,
): readonly RequestFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const { madeOn, sentOn, sentUnder } = requestOf(requests, request);
  requireNotBefore('/occurredOn', occurredOn, 'the request was made', madeOn);
  if (sentOn === occurredOn && (reference === undefined || reference === sentUnder)) return [];
  if (sentOn !== undefined && sentOn !== occurredOn)
    refuse({
      reason: `the request was recorded as sent ${occurredInWords(sentOn)} already`,
      rule: 'requests/sent-once',
      satisfiedBy: 'a correction of that record, if its date is wrong',
      pointer: '/occurredOn',
    });
  if (sentUnder !== undefined)
    refuse({
      reason: `the request was recorded as sent under the reference ${sentUnder} already`,
      rule: 'requests/sent-once',
      satisfiedBy: 'a correction of that record, if its reference is wrong',
      pointer: '/reference',
    });
  return [{ type: 'RequestSent', data: stated({ occurredOn, request, reference }) }];
};

/** A reply is recorded even where nobody recorded that the request went out. */
export const recordRequestReplied = (
  { occurredOn, request, summary }: RecordRequestReplied,
  requests: Requests,
  context: DecisionContext,
): readonly RequestFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const known = requestOf(requests, request);
  for (const day of daysOfAsking(known))
    requireNotBefore('/occurredOn', occurredOn, 'the request was made or sent', day);
  const { replies } = known;
  if (replies.some((reply) => reply.repliedOn === occurredOn && reply.summary === summary)) return [];
  return [{ type: 'RequestReplied', data: { occurredOn, request, summary } }];
};

/** What a fulfilment needs to know of the rest of the matter. */
export interface RequestView {
  readonly commissions: readonly Commission[];
  /** When a report of this matter was submitted; nothing where the matter has no such report. */
  readonly submittedOn: (report: string) => OccurredOn | undefined;
  /** When what asked for a report did so: a resolution of this matter, or recommendations; nothing where it has neither. */
  readonly askedOn: (madeIn: string) => OccurredOn | undefined;
}

export const recordCommissionFulfilled = (
  { occurredOn, commissions, report, because }: RecordCommissionFulfilled,
  requests: Requests,
  context: DecisionContext,
  view: RequestView,
): readonly RequestFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const submittedOn = view.submittedOn(report) ?? unknownToMatter('/report', 'a report');
  requireNotBefore('/occurredOn', occurredOn, 'the report was submitted', submittedOn);
  for (const [at, commission] of commissions.entries()) {
    if (!view.commissions.some((known) => isSameCommission(known, commission)))
      malformed(`/commissions/${at}`, 'must be a report that a body of this matter asked for');
    requireNotBefore(
      '/occurredOn',
      occurredOn,
      'the report was asked for',
      view.askedOn(commission.madeIn) ?? 'unknown',
    );
  }
  const before = (commission: Commissioned) =>
    fulfilmentsOf(requests, commission).find((known) => known.report === report);
  const open = commissions.filter(
    (commission, at) =>
      commissions.findIndex((other) => isSameCommission(commission, other)) === at && before(commission) === undefined,
  );
  if (open.length === 0) {
    const other = commissions
      .map(before)
      .find((known) => known?.fulfilledOn !== occurredOn || known.because !== because);
    if (other !== undefined) refuse(fulfilledBefore(other));
    return [];
  }
  return [{ type: 'CommissionFulfilled', data: stated({ occurredOn, commissions: open, report, because }) }];
};

type Commissioned = RecordCommissionFulfilled['commissions'][number];

const fulfilledBefore = ({ fulfilledOn, because }: Pick<Fulfilment, 'fulfilledOn' | 'because'>): Blocker => ({
  reason: `this report was recorded as what was asked for ${occurredInWords(fulfilledOn)} already, because: ${because}`,
  rule: 'requests/fulfilled-once-by-a-report',
  satisfiedBy: 'a correction of that record, if its date or reason is wrong',
  pointer: '/report',
});
