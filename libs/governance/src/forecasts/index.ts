export { type Forecast, forecastFacet, type ForecastFact, type Forecasts } from './forecast.js';
export { RecordForecastFulfilled, RecordForecastMade, RecordForecastRestated } from './forecast-commands.js';
export { contradictionsInForecasts } from './forecast-contradictions.js';
export { forecastCommands } from './forecast-table.js';
