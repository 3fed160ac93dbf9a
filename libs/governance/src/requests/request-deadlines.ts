import { latestDay, type OccurredOn, type PlainDateText, precisionOf } from '#kernel';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { deadlineOn, type DeadlineTerms, statedDate } from '../vocabulary/deadline-terms.js';
import { certainlyBefore } from '../vocabulary/happened.js';
import { type Commission } from '../vocabulary/references.js';
import { type Awaited, meets, type Received, receivedFor } from './received.js';
import { type Request, type Requests } from './request.js';

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
export interface Expectation extends Awaited {
  readonly expected: string;
  readonly madeOn: OccurredOn;
  /** When it was restated, oldest first. */
  readonly slippage: readonly { readonly restatedOn: OccurredOn }[];
  /** Id of the fact that tells of it. */
  readonly fact: string;
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
  const received = firstOf(receivedFor(commission, requests, expectations));
  const expectation = newest(expectations.filter(meets(commission)), received?.on);
  if (expectation === undefined) return [];
  const told = {
    key: `${id}/${commission.madeIn}/${commission.item}`,
    title: `Report to ${commission.askedBy}: ${commission.report}`,
    body: commission.askedBy,
    startedBy: expectation.fact,
    ...(received === undefined ? {} : { met: received }),
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

/** The first report that came, by its day. */
const firstOf = (reports: readonly Received[]): DerivedDeadline['met'] =>
  reports
    .flatMap(({ fulfilledOn, fact }) => {
      const on = latestDay(fulfilledOn);
      return on === undefined ? [] : [{ on, by: fact }];
    })
    .reduce<DerivedDeadline['met']>(
      (first, one) => (first === undefined || one.on < first.on ? one : first),
      undefined,
    );

/** The one of which the last word was said until the report came: what is forecast after that is of another. */
const newest = (expectations: readonly Expectation[], receivedOn: PlainDateText | undefined): Expectation | undefined =>
  expectations
    .filter((one) => receivedOn === undefined || !certainlyBefore(receivedOn, saidOn(one)))
    .reduce<Expectation | undefined>(
      (last, one) => (last === undefined || !certainlyBefore(saidOn(one), saidOn(last)) ? one : last),
      undefined,
    ) ?? expectations[0];

const saidOn = ({ madeOn, slippage }: Expectation): OccurredOn => slippage.at(-1)?.restatedOn ?? madeOn;
