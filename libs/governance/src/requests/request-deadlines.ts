import { latestDay, precisionOf } from '#kernel';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { deadlineOn, type DeadlineTerms, statedDate } from '../vocabulary/deadline-terms.js';
import { type Commission, isSameCommission, type CommissionRef } from '../vocabulary/references.js';
import { fulfilmentsOf, type Request, type Requests } from './request.js';

const OUTSIDE_A_RESOLUTION: DeadlineRule = {
  id: 'R49',
  version: 1,
  basis: 'resolution',
  citation: 'the body’s request, minuted outside its numbered resolution',
  hardness: 'promised',
};

/** An anticipated date may slip with no breach. */
const REPORT_EXPECTED: Omit<DeadlineRule, 'id'> = {
  version: 1,
  basis: 'resolution',
  citation: 'the body’s request for a report, and the date on which it was said to be expected',
  hardness: 'forecast',
};

/** When a report that somebody asked for is expected, in a day or a month. */
export interface Expectation {
  readonly expected: string;
  readonly meets: readonly Readonly<CommissionRef>[];
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly words?: string;
}

/** The clocks of what was asked for. What has no date has no deadline: it stands among the requests with none stated. */
export const requestDeadlines = (
  requests: Requests,
  view: {
    readonly ofResolutions: readonly Commission[];
    readonly ofFollowUps: readonly Commission[];
    readonly expectations: readonly Expectation[];
  },
  terms: DeadlineTerms,
): readonly DerivedDeadline[] => [
  ...requests.made.flatMap((request) => requested(request, terms)),
  ...view.ofResolutions.flatMap((commission) => awaited('R44', commission, requests, view.expectations, terms)),
  ...view.ofFollowUps.flatMap((commission) => awaited('R48', commission, requests, view.expectations, terms)),
];

const requested = (request: Request, terms: DeadlineTerms): readonly DerivedDeadline[] => {
  if (request.dueOn === undefined) return [];
  const sent = request.sentOn === undefined ? undefined : latestDay(request.sentOn);
  const told = {
    key: `R49/${request.request}`,
    title: `Requested by ${request.by}: ${request.subject}`,
    body: request.by,
    startedBy: request.fact,
    ...(sent === undefined ? {} : { met: { on: sent, by: request.sentBy ?? request.fact } }),
  };
  return [
    deadlineOn(OUTSIDE_A_RESOLUTION, told, statedDate(request.dueOn, 'STATED', 'the body asked for it by'), terms),
  ];
};

const awaited = (
  id: 'R44' | 'R48',
  commission: Commission,
  requests: Requests,
  expectations: readonly Expectation[],
  terms: DeadlineTerms,
): readonly DerivedDeadline[] => {
  const expectation = expectations.find(({ meets }) => meets.some((met) => isSameCommission(met, commission)));
  if (expectation === undefined) return [];
  const fulfilled = fulfilmentsOf(requests, commission)[0];
  const on = fulfilled === undefined ? undefined : latestDay(fulfilled.fulfilledOn);
  const told = {
    key: `${id}/${commission.madeIn}/${commission.item}`,
    title: `Report to ${commission.askedBy}: ${commission.report}`,
    body: commission.askedBy,
    startedBy: expectation.fact,
    ...(fulfilled === undefined || on === undefined ? {} : { met: { on, by: fulfilled.fact } }),
  };
  const convention = precisionOf(expectation.expected) === 'month' ? 'MONTH' : 'FORECAST';
  return [
    deadlineOn(
      { ...REPORT_EXPECTED, id },
      told,
      statedDate(expectation.expected, convention, 'it was expected for'),
      terms,
    ),
  ];
};
