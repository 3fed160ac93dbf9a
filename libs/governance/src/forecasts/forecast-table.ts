import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { type Forecasts } from './forecast.js';
import { RecordForecastFulfilled, RecordForecastMade, RecordForecastRestated } from './forecast-commands.js';
import {
  type ForecastView,
  recordForecastFulfilled,
  recordForecastMade,
  recordForecastRestated,
} from './forecast-rules.js';

export const forecastCommands: readonly FacetCommand<Forecasts, ForecastView>[] = [
  tells(RecordForecastMade, 'Record by when something was expected', recordForecastMade),
  tells(RecordForecastRestated, 'Record that something forecast is expected at another time', recordForecastRestated),
  tells(
    RecordForecastFulfilled,
    'Record that a report, or a resolution, is what was forecast',
    recordForecastFulfilled,
  ),
];
