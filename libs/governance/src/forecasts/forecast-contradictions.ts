import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { type Forecasts } from './forecast.js';

/** What is restated or fulfilled was forecast before. */
export const contradictionsInForecasts = ({ made }: Forecasts): readonly Contradiction[] =>
  made.flatMap(({ fact, madeOn, slippage, fulfilled }) => {
    const since = { since: 'it was made', sinceOn: madeOn };
    return [
      ...slippage.flatMap(({ fact: about, restatedOn }) =>
        cameTooEarly({
          ...{ rule: 'forecasts/restated-after-made', about },
          ...{ what: 'the forecast would have been restated', on: restatedOn, ...since },
        }),
      ),
      ...cameTooEarly({
        ...{ rule: 'forecasts/fulfilled-after-made', about: fulfilled?.fact ?? fact },
        ...{ what: 'the forecast would have been fulfilled', on: fulfilled?.fulfilledOn, ...since },
      }),
    ];
  });
