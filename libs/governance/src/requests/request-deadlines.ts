import { type OccurredOn, precisionOf } from '#kernel';
import { type StartedClock } from '../vocabulary/computable.js';
import { type DeadlineRule } from '../vocabulary/deadline.js';
import { deadlineOn, type DeadlineTerms, statedDate } from '../vocabulary/deadline-terms.js';
import { certainlyBefore } from '../vocabulary/happened.js';
import { firstMet, metBy } from '../vocabulary/met.js';
import { type Commission } from '../vocabulary/references.js';
import { type Awaited, meets, receivedFor } from './received.js';
import { type Request, type Requests } from './request.js';

export const OUTSIDE_A_RESOLUTION: DeadlineRule = {
  id: 'R49',
  version: 1,
  basis: 'resolution',
  citation: 'the body’s request, minuted outside its numbered resolution',
  hardness: 'promised',
};

/** A day that whoever asked for the report stated, by what asked for it. */
export const REPORT_PROMISED: Readonly<Record<'R44' | 'R48', DeadlineRule>> = {
  R44: {
    ...{ id: 'R44', version: 1, basis: 'resolution', hardness: 'promised' },
    citation: 'the part of the resolution that asks for the report, and the day that it states',
  },
  R48: {
    ...{ id: 'R48', version: 1, basis: 'resolution', hardness: 'promised' },
    citation: 'what the body agreed to receive, and the day that it stated',
  },
};

/** An anticipated date may slip with no breach. */
export const REPORT_EXPECTED: Omit<DeadlineRule, 'id'> = {
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
): readonly StartedClock[] => [
  ...requests.made.flatMap((request) => requested(request, terms)),
  ...view.ofResolutions.flatMap((commission) => awaited('R44', commission, requests, view.expectations, terms)),
  ...view.ofFollowUps.flatMap((commission) => awaited('R48', commission, requests, view.expectations, terms)),
];

const requested = (request: Request, terms: DeadlineTerms): readonly StartedClock[] => {
  const { dueOn } = request;
  if (dueOn === undefined) return [];
  const { sentOn, sentBy = request.fact } = request;
  const told = {
    key: `R49/${request.request}`,
    title: `Requested by ${request.by}: ${request.subject}`,
    body: request.by,
    startedBy: request.fact,
    ...(sentOn === undefined ? {} : { met: metBy(sentOn, sentBy) }),
  };
  return [() => deadlineOn(OUTSIDE_A_RESOLUTION, told, statedDate(dueOn, 'STATED', 'the body asked for it by'), terms)];
};

const awaited = (
  id: 'R44' | 'R48',
  commission: Commission,
  requests: Requests,
  expectations: readonly Expectation[],
  terms: DeadlineTerms,
): readonly StartedClock[] => {
  const received = firstMet(
    receivedFor(commission, requests, expectations).map(({ fulfilledOn, fact }) => metBy(fulfilledOn, fact)),
  );
  const clock =
    promisedBy(id, commission) ??
    expectedBy(id, newest(expectations.filter(meets(commission)), received?.known ?? received?.on));
  if (clock === undefined) return [];
  const told = {
    key: `${id}/${commission.madeIn}/${commission.item}`,
    title: `Report to ${commission.askedBy}: ${commission.report}`,
    body: commission.askedBy,
    startedBy: clock.startedBy,
    ...(received === undefined ? {} : { met: received }),
  };
  return [() => deadlineOn(clock.rule, told, clock.date, terms)];
};

/** A day on which a report is due, or expected. */
interface ReportClock {
  readonly rule: DeadlineRule;
  readonly startedBy: string;
  readonly date: ReturnType<typeof statedDate>;
}

/** The day that was stated with the commission holds, whatever is forecast besides. */
const promisedBy = (id: 'R44' | 'R48', { dueOn, fact }: Commission): ReportClock | undefined =>
  dueOn === undefined
    ? undefined
    : {
        rule: REPORT_PROMISED[id],
        startedBy: fact,
        date: statedDate(dueOn, 'STATED', 'the body asked for it by'),
      };

const expectedBy = (id: 'R44' | 'R48', expectation: Expectation | undefined): ReportClock | undefined => {
  if (expectation === undefined) return undefined;
  const { expected, fact } = expectation;
  const convention = precisionOf(expected) === 'month' ? 'MONTH' : 'FORECAST';
  return {
    rule: { ...REPORT_EXPECTED, id },
    startedBy: fact,
    date: statedDate(expected, convention, 'it was expected for'),
  };
};

/** The one of which the last word was said until the report came: what is forecast after that is of another. */
const newest = (expectations: readonly Expectation[], receivedOn: OccurredOn | undefined): Expectation | undefined =>
  expectations
    .filter((one) => receivedOn === undefined || !certainlyBefore(receivedOn, saidOn(one)))
    .reduce<Expectation | undefined>(
      (last, one) => (last === undefined || !certainlyBefore(saidOn(one), saidOn(last)) ? one : last),
      undefined,
    ) ?? expectations[0];

const saidOn = ({ madeOn, slippage }: Expectation): OccurredOn => slippage.at(-1)?.restatedOn ?? madeOn;
