import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { daysOfAsking, type Fulfilment, type Request, type Requests } from './request.js';
import { type RequestView } from './request-rules.js';

type Days = Pick<RequestView, 'submittedOn' | 'askedOn'>;

/** What goes out, and what comes back, was asked for before; and what is received was submitted before. */
export const contradictionsInRequests = ({ made, fulfilled }: Requests, days: Days): readonly Contradiction[] => [
  ...made.flatMap(inRequest),
  ...fulfilled.filter(isFirstOfItsFact).flatMap(beforeItWasSubmitted(days)),
  ...fulfilled.flatMap(beforeItWasAskedFor(days)),
];

const inRequest = (request: Request): readonly Contradiction[] => {
  const { fact, madeOn, sentOn, sentBy = fact, replies } = request;
  return [
    ...cameTooEarly({
      ...{ rule: 'requests/sent-after-asking', about: sentBy },
      ...{ what: 'the request would have been sent', on: sentOn, since: 'it was made', sinceOn: madeOn },
    }),
    ...replies.flatMap(({ fact: about, repliedOn }) =>
      daysOfAsking(request)
        .flatMap((sinceOn) =>
          cameTooEarly({
            ...{ rule: 'requests/replied-after-asking', about },
            ...{ what: 'the reply would have come', on: repliedOn },
            ...{ since: 'the request was made or sent', sinceOn },
          }),
        )
        .slice(0, 1),
    ),
  ];
};

/** One fact may tell of a report that several bodies asked for. */
const isFirstOfItsFact = ({ fact }: Fulfilment, at: number, all: readonly Fulfilment[]): boolean =>
  all.findIndex((other) => other.fact === fact) === at;

const RECEIVED = 'the report would have been received';

const beforeItWasSubmitted =
  ({ submittedOn }: Days) =>
  ({ fact: about, report, fulfilledOn: on }: Fulfilment): readonly Contradiction[] =>
    cameTooEarly({
      ...{ rule: 'requests/received-after-submitted', about, what: RECEIVED, on },
      ...{ since: 'it was submitted', sinceOn: submittedOn(report) ?? 'unknown' },
    });

const beforeItWasAskedFor =
  ({ askedOn }: Days) =>
  ({ fact: about, commission, fulfilledOn: on }: Fulfilment): readonly Contradiction[] =>
    cameTooEarly({
      ...{ rule: 'requests/received-after-asking', about, what: RECEIVED, on },
      ...{ since: 'it was asked for', sinceOn: askedOn(commission.madeIn) ?? 'unknown' },
    });
