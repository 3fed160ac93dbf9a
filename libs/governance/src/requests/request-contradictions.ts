import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { daysOfAsking, type Requests } from './request.js';

/** What goes out, and what comes back, was asked for before. */
export const contradictionsInRequests = ({ made }: Requests): readonly Contradiction[] =>
  made.flatMap((request) => {
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
  });
