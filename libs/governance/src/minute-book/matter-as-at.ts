import {
  earliestDay,
  foldAll,
  type InstantText,
  isCivilDate,
  latestDay,
  londonDay,
  type PlainDateText,
  type RecordedFact,
} from '#kernel';
import { lastDayOf } from '../consultations/index.js';
import { isOpened, type Matter, matterAfter, matterSubject, matterTold } from '../matter.js';
import { happenedByDay } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';
import { type ForecastOnPage, type MatterPage, pageOf, type RoundOnPage } from './matter-page.js';

export interface Judgement {
  /** What had happened by the end of this day; everything, where it is left out. */
  readonly asAt?: PlainDateText;
  /** What the log knew at this instant, or by the end of this day in London; everything, where it is left out. */
  readonly knownAt?: InstantText;
  /** The day on which the matter is judged where `asAt` is left out. */
  readonly today: PlainDateText;
}

/** The page with what depends on the day on which it is read. */
export type JudgedMatterPage = Omit<MatterPage, 'consultations' | 'forecasts'> & {
  /** The day on which it is judged. */
  readonly asAt: PlainDateText;
  readonly consultations: readonly JudgedRound[];
  readonly forecasts: readonly JudgedForecast[];
};

export type JudgedRound = RoundOnPage & { readonly standing: 'not yet open' | 'open' | 'over' };

/** A forecast that was missed is no breach: nothing obliges anybody to meet it. */
export type JudgedForecast = ForecastOnPage & {
  readonly standing: 'awaited' | 'missed' | 'fulfilled';
  readonly isBreach: false;
};

/**
 * The matter as it stood. Facts are read in the order in which they happened, then in that of the stream; what is
 * corrected in the record, or supplied, counts for the fact that it cites, whatever day the correction was made on.
 * What happened before the matter was opened stands under the heading with which it was. Nothing where nothing of it
 * had happened, or the log did not know of it.
 */
export const matterAsAt = (facts: readonly RecordedFact[], judgement: Judgement): JudgedMatterPage | undefined => {
  const matter = matterIn(facts, judgement);
  return matter === undefined ? undefined : judged(pageOf(matter), judgement.asAt ?? judgement.today);
};

/** The matter that `matterAsAt` tells, as its facets fold it. */
export const matterIn = (
  facts: readonly RecordedFact[],
  { asAt, knownAt }: Pick<Judgement, 'asAt' | 'knownAt'>,
): Matter | undefined => {
  const { entries } = foldAll(matterSubject, knownBy(facts, knownAt));
  if (!isOpened(entries)) return undefined;
  if (asAt === undefined) return matterTold(entries).matter;
  const happened = happenedByDay(entries, asAt);
  return happened.length === 0 ? undefined : matterAfter(withOpening(happened, entries));
};

/** What happened before the matter was opened is read under its heading. */
const withOpening = (happened: readonly Entry[], [opening]: readonly Entry[]): readonly Entry[] =>
  opening === undefined || happened.includes(opening) ? happened : [opening, ...happened];

/** The facts that the log knew by then; all of them where it is left out. */
export const knownBy = (facts: readonly RecordedFact[], knownAt: Judgement['knownAt']): readonly RecordedFact[] =>
  knownAt === undefined ? facts : facts.filter(({ metadata }) => wasKnown(metadata.recordedAt, knownAt));

const wasKnown = (recordedAt: InstantText, knownAt: string): boolean => {
  const isDay: boolean = isCivilDate(knownAt);
  return (isDay ? londonDay(recordedAt) : recordedAt) <= knownAt;
};

/** A page as it reads on a day. */
export const judged = (page: MatterPage, asAt: PlainDateText): JudgedMatterPage => ({
  ...page,
  asAt,
  consultations: page.consultations.map((round) => ({ ...round, standing: standingOfRound(round, asAt) })),
  forecasts: page.forecasts.map((forecast) => ({
    ...forecast,
    standing: standingOfForecast(forecast, asAt),
    isBreach: false,
  })),
});

/** The last day is open until its end, midnight in London. */
const standingOfRound = (round: RoundOnPage, asAt: PlainDateText): JudgedRound['standing'] => {
  if (asAt < round.window.opensOn) return 'not yet open';
  return asAt <= lastDayOf(round) ? 'open' : 'over';
};

const standingOfForecast = (
  { expected, fulfilled }: ForecastOnPage,
  asAt: PlainDateText,
): JudgedForecast['standing'] => {
  if (fulfilled !== undefined && (earliestDay(fulfilled.fulfilledOn) ?? asAt) <= asAt) return 'fulfilled';
  return (latestDay(expected) ?? asAt) < asAt ? 'missed' : 'awaited';
};
