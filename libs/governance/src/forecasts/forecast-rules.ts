import { longDate } from '#calendar';
import { type DecisionContext, type Fact, malformed, type OccurredOn, refuse } from '#kernel';
import { certainlyBefore, requireHappened, requireNotBefore } from '../vocabulary/happened.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { type BodyName, type Commission, isSameCommission } from '../vocabulary/references.js';
import { isSameBody } from '../vocabulary/same-body.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { unknownToMatter } from '../vocabulary/unknown-to-matter.js';
import { type Forecast, type ForecastFact, type ForecastMade, type Forecasts } from './forecast.js';
import {
  type RecordForecastFulfilled,
  type RecordForecastMade,
  type RecordForecastRestated,
} from './forecast-commands.js';

/** What a forecast needs to know of the rest of the matter. */
export interface ForecastView {
  readonly commissions: readonly Commission[];
  /** When a report of this matter was submitted; nothing where the matter has no such report. */
  readonly submittedOn: (report: string) => OccurredOn | undefined;
  /** Which body passed a resolution of this matter, and when; nothing where the matter has no such resolution. */
  readonly passed: (resolution: string) => { readonly body: BodyName; readonly passedOn: OccurredOn } | undefined;
  /** What was forecast before a fact, were it told now. */
  readonly before: (fact: Fact) => { readonly forecasts: Forecasts };
}

export const recordForecastMade = (
  command: RecordForecastMade,
  { made }: Forecasts,
  context: DecisionContext,
  { commissions }: ForecastView,
): readonly ForecastFact[] => {
  const { kind: _kind, meets = [], ...told } = command;
  requireHappened('/occurredOn', told.occurredOn, context);
  for (const [at, commission] of meets.entries()) {
    if (!commissions.some((known) => isSameCommission(known, commission)))
      malformed(`/meets/${at}`, 'must be a report that a body of this matter asked for');
    if (meets.findIndex((other) => isSameCommission(other, commission)) < at)
      malformed(`/meets/${at}`, 'must not name the same commission twice');
  }
  const data = stated({ ...told, meets, forecast: context.newId('forecast') });
  return made.some((known) => tellsOf(known, data)) ? [] : [{ type: 'ForecastMade', data }];
};

const tellsOf = (known: Forecast, data: ForecastMade['data']): boolean => {
  const { of, before, meets, words, madeOn, slippage, expected } = known;
  const first = slippage[0]?.from ?? expected;
  const told = stated({ of, before, meets, words, occurredOn: madeOn, expected: first, forecast: '' });
  return saysTheSame(told, { ...data, forecast: '' });
};

const forecastOf = ({ made }: Forecasts, wanted: string): Forecast =>
  made.find(({ forecast }) => forecast === wanted) ?? unknownToMatter('/forecast', 'a forecast');

/** A forecast slips or comes forward; the old date is kept. Once it is fulfilled there is nothing left to expect. */
export const recordForecastRestated = (
  { occurredOn, forecast, expected, cause }: RecordForecastRestated,
  forecasts: Forecasts,
  context: DecisionContext,
  { before }: ForecastView,
): readonly ForecastFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const known = forecastOf(forecasts, forecast);
  requireNotBefore('/occurredOn', occurredOn, 'the forecast was made', known.madeOn);
  const told = { restatedOn: occurredOn, to: expected, cause };
  if (known.slippage.some(({ fact: _fact, from: _from, ...slip }) => saysTheSame(slip, told))) return [];
  const type = 'ForecastRestated';
  const stood = forecastOf(before({ type, data: { occurredOn, forecast } }).forecasts, forecast);
  requireAnother(expected, stood);
  if (known.fulfilled !== undefined && !certainlyBefore(occurredOn, known.fulfilled.fulfilledOn))
    refuse({
      reason: `what was forecast came ${occurredInWords(known.fulfilled.fulfilledOn)}`,
      rule: 'forecasts/restated-while-awaited',
      satisfiedBy: 'another forecast, if something else is expected',
      pointer: '/forecast',
    });
  return [{ type, data: { occurredOn, forecast, expected, previously: stood.expected, cause } }];
};

const requireAnother = (expected: string, stood: Forecast): void => {
  if (stood.expected !== expected) return;
  const from = stood.slippage.at(-1)?.from;
  refuse({
    reason:
      from === undefined
        ? `${longDate(expected)} was forecast from the first`
        : `${longDate(expected)} is expected already, instead of ${longDate(from)}`,
    rule: 'forecasts/restated-to-another-date',
    satisfiedBy: 'another date, or a correction of the record that gives this one, if it is wrong',
    pointer: '/expected',
  });
};

/** A person says that a report, or a decision, is what was forecast, even where its words differ. */
export const recordForecastFulfilled = (
  { occurredOn, forecast, report, resolution, because }: RecordForecastFulfilled,
  forecasts: Forecasts,
  context: DecisionContext,
  view: ForecastView,
): readonly ForecastFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const known = forecastOf(forecasts, forecast);
  requireNotBefore('/occurredOn', occurredOn, 'the forecast was made', known.madeOn);
  const [what, cameOn] =
    resolution === undefined
      ? ['the report was submitted', submitted(report, view)]
      : ['the resolution was passed', decided(resolution, report, known, view)];
  requireNotBefore('/occurredOn', occurredOn, what, cameOn);
  const told = stated({ report, resolution, because });
  if (known.fulfilled !== undefined) return toldAgain(known.fulfilled, { fulfilledOn: occurredOn, ...told });
  return [{ type: 'ForecastFulfilled', data: { occurredOn, forecast, ...told } }];
};

/** When the report came. @throws Malformed where there is none */
const submitted = (report: string | undefined, { submittedOn }: ForecastView): OccurredOn => {
  if (report === undefined) return malformed('/report', 'must be stated, unless a resolution is what was forecast');
  return submittedOn(report) ?? unknownToMatter('/report', 'a report');
};

/**
 * When the decision came: what a body is to decide is decided by a resolution of its own; and no resolution is a report that somebody asked for.
 * @throws Malformed or Refusal where it is none
 */
const decided = (
  resolution: string,
  report: string | undefined,
  { before, meets }: Forecast,
  { passed }: ForecastView,
): OccurredOn => {
  if (report !== undefined) malformed('/resolution', 'must be left out, since a report is what was forecast');
  if (meets.length > 0)
    malformed('/resolution', 'must be left out: what was forecast is a report that bodies asked for');
  const { body, passedOn } = passed(resolution) ?? unknownToMatter('/resolution', 'a resolution');
  if (before !== undefined && !isSameBody(before, body))
    refuse({
      reason: `the decision was forecast of ${before}, and the resolution is one of ${body}`,
      rule: 'forecasts/decided-by-the-body-forecast',
      satisfiedBy: `a resolution of ${before}, or a correction of the forecast, if it names the wrong body`,
      pointer: '/resolution',
    });
  return passedOn;
};

type Fulfilled = NonNullable<Forecast['fulfilled']>;

/** Nothing where it says the same. @throws Refusal where it says something else */
const toldAgain = ({ fact: _fact, ...known }: Fulfilled, now: Omit<Fulfilled, 'fact'>): readonly ForecastFact[] => {
  if (saysTheSame(known, now)) return [];
  const isTheSame = known.report === now.report && known.resolution === now.resolution;
  const [before, after] = [known, now].map(({ report }) => (report === undefined ? 'resolution' : 'report'));
  const which = isTheSame ? 'this' : before === after ? 'another' : 'a';
  return refuse({
    reason: `the forecast was recorded as fulfilled by ${which} ${before} ${occurredInWords(known.fulfilledOn)}`,
    rule: 'forecasts/fulfilled-once',
    satisfiedBy: isTheSame
      ? 'a correction of that record, if its date or reason is wrong'
      : 'another forecast, if another report or decision was expected',
    pointer: `/${after}`,
  });
};
