import { type Fact, type OccurredOn } from '#kernel';
import { type EntryOf, facet, type FactDefinitions } from '../vocabulary/facet.js';
import { type BodyName, type CommissionRef } from '../vocabulary/references.js';

// ── Events

export type ForecastMade = Fact<
  'ForecastMade',
  {
    readonly occurredOn: OccurredOn;
    readonly forecast: string;
    /** What is expected to come, in the council's words. */
    readonly of: string;
    /** A month or a day. Never a deadline: to miss it breaches nothing. */
    readonly expected: string;
    /** The body before which it is expected. */
    readonly before?: BodyName;
    /** Whose commissions it will meet: one deliverable, many recipients. */
    readonly meets: readonly Readonly<CommissionRef>[];
    /** The words of the document, verbatim. */
    readonly words?: string;
  }
>;

export type ForecastRestated = Fact<
  'ForecastRestated',
  {
    readonly occurredOn: OccurredOn;
    readonly forecast: string;
    readonly expected: string;
    /** As was known when this was told; the slippage is what the facts tell, in the order of events. */
    readonly previously: string;
    readonly cause: string;
  }
>;

export type ForecastFulfilled = Fact<
  'ForecastFulfilled',
  {
    readonly occurredOn: OccurredOn;
    readonly forecast: string;
    /** The report that was forecast; left out where a decision was. */
    readonly report?: string;
    /** The resolution by which was decided what was forecast to be; left out where a report was. @factVersion 2 */
    readonly resolution?: string;
    /** Why this is what was forecast, where its words do not say so. */
    readonly because: string;
  }
>;

export type ForecastFact = ForecastMade | ForecastRestated | ForecastFulfilled;

export const forecastFacts: FactDefinitions<ForecastFact> = {
  ForecastMade: {
    version: 1,
    personalData: ['/of', '/words'],
    correctable: {
      '/occurredOn': 'occurrence',
      '/of': 'text',
      '/expected': 'month or day',
      '/before': 'name',
      '/words': 'text',
    },
  },
  ForecastRestated: {
    version: 1,
    personalData: ['/cause'],
    correctable: { '/occurredOn': 'occurrence', '/expected': 'month or day', '/cause': 'reason' },
  },
  ForecastFulfilled: {
    version: 2,
    personalData: ['/because'],
    correctable: { '/occurredOn': 'occurrence', '/because': 'reason' },
  },
};

// ── State (the commands are in forecast-commands.ts, the rules in forecast-rules.ts)

export type Forecast = Omit<ForecastMade['data'], 'occurredOn'> & {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly madeOn: OccurredOn;
  /** Earlier expectations, oldest first; `expected` is the latest. */
  readonly slippage: readonly {
    /** Id of the fact that tells of it. */
    readonly fact: string;
    readonly restatedOn: OccurredOn;
    readonly from: string;
    readonly to: string;
    readonly cause: string;
  }[];
  readonly fulfilled?: Omit<ForecastFulfilled['data'], 'occurredOn' | 'forecast'> & {
    /** Id of the fact that tells of it. */
    readonly fact: string;
    readonly fulfilledOn: OccurredOn;
  };
};

export interface Forecasts {
  readonly made: readonly Forecast[];
}

const evolve = (forecasts: Forecasts, { id, type, data }: EntryOf<ForecastFact>): Forecasts => {
  switch (type) {
    case 'ForecastMade': {
      const { occurredOn, ...told } = data;
      return { made: [...forecasts.made, { fact: id, madeOn: occurredOn, slippage: [], ...told }] };
    }
    case 'ForecastRestated': {
      const { occurredOn: restatedOn, forecast, expected, cause } = data;
      return changed(forecasts, forecast, (before) => {
        const slip = { fact: id, restatedOn, from: before.expected, to: expected, cause };
        return { ...before, expected, slippage: [...before.slippage, slip] };
      });
    }
    case 'ForecastFulfilled': {
      const { occurredOn, forecast, ...told } = data;
      const fulfilled = { fact: id, fulfilledOn: occurredOn, ...told };
      return changed(forecasts, forecast, (before) => ({ ...before, fulfilled }));
    }
  }
};

const changed = ({ made }: Forecasts, id: string, change: (forecast: Forecast) => Forecast): Forecasts => ({
  made: made.map((forecast) => (forecast.forecast === id ? change(forecast) : forecast)),
});

export const forecastFacet = facet(forecastFacts, { made: [] }, evolve);
