import { type OccurredOn } from '#kernel';
import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { type Forecast, type Forecasts } from './forecast.js';
import { type ForecastView } from './forecast-rules.js';

type Days = Pick<ForecastView, 'submittedOn' | 'passed'>;

/** What is restated or fulfilled was forecast before, and is fulfilled by what had come. */
export const contradictionsInForecasts = ({ made }: Forecasts, days: Days): readonly Contradiction[] =>
  made.flatMap(({ fact, madeOn, slippage, fulfilled }) => {
    const since = { since: 'it was made', sinceOn: madeOn };
    const met = {
      ...{ about: fulfilled?.fact ?? fact, on: fulfilled?.fulfilledOn },
      what: 'the forecast would have been fulfilled',
    };
    return [
      ...slippage.flatMap(({ fact: about, restatedOn }) =>
        cameTooEarly({
          ...{ rule: 'forecasts/restated-after-made', about },
          ...{ what: 'the forecast would have been restated', on: restatedOn, ...since },
        }),
      ),
      ...cameTooEarly({ rule: 'forecasts/fulfilled-after-made', ...met, ...since }),
      ...cameTooEarly({
        ...{ rule: 'forecasts/fulfilled-when-it-came', ...met },
        ...{ since: 'what was forecast came', sinceOn: cameOn(fulfilled, days) },
      }),
    ];
  });

const cameOn = (
  { report, resolution }: Pick<NonNullable<Forecast['fulfilled']>, 'report' | 'resolution'> = {},
  { submittedOn, passed }: Days,
): OccurredOn =>
  (report === undefined ? undefined : submittedOn(report)) ??
  (resolution === undefined ? undefined : passed(resolution)?.passedOn) ??
  'unknown';
