import { daysBetween, earliestDay, latestDay, type OccurredOn, type PlainDateText } from '#kernel';
import { type Questionnaire, type Round } from '../consultations/index.js';
import { type Correction, type StruckOutEntry, type SuppliedOccurrence } from '../corrections/index.js';
import {
  answersTo,
  type RequestedAction,
  requestedActions,
  type Resolution,
  type StandingAnswer,
} from '../decisions/index.js';
import { type Forecast } from '../forecasts/index.js';
import { type Heading } from '../matters/index.js';
import { commissionsOf, type Matter } from '../matter.js';
import { type SubmittedReport } from '../reports/index.js';
import { type Received, receivedFor, type Request } from '../requests/index.js';
import { type Implementation, type MadeRecommendations, type Notice, noticeOf } from '../scrutiny/index.js';
import { type BodyName, type Commission, isSameCommission } from '../vocabulary/references.js';
import { distinctBodies } from '../vocabulary/same-body.js';
import { type Numbered } from '../vocabulary/numbered.js';

/** A matter as its facts tell it. Dates only: what is open, over or missed depends on the day on which it is read. */
export type MatterPage = Heading & {
  readonly reports: readonly SubmittedReport[];
  readonly recommendations: readonly RecommendationsOnPage[];
  readonly resolutions: readonly Resolution[];
  /** What resolutions asked to be done, other than to report, and what was done of it. */
  readonly actions: readonly RequestedAction[];
  /** What bodies asked for outside their resolutions. */
  readonly requests: readonly Request[];
  /** The reports that bodies asked for, with those that were received. */
  readonly commissions: readonly CommissionOnPage[];
  readonly consultations: readonly RoundOnPage[];
  readonly questionnaires: readonly Questionnaire[];
  readonly forecasts: readonly ForecastOnPage[];
  readonly corrections: readonly Correction[];
  readonly suppliedOccurrences: readonly SuppliedOccurrence[];
  /** What was struck out of the record, which the page tells nothing else of. */
  readonly struckOut: readonly StruckOutEntry[];
};

export type RecommendationsOnPage = Omit<MadeRecommendations, 'items'> & {
  readonly items: readonly ItemOnPage[];
  /** The notice in writing to respond, told with the recommendations or later: with it the clock of the law runs. */
  readonly notice?: Notice;
};

/** An item of the tree; a leaf has what became of it. */
export interface ItemOnPage {
  readonly label: string;
  /** The labels on the way to it: `2)b)i)`. */
  readonly path: string;
  readonly text: string;
  readonly items?: readonly ItemOnPage[];
  readonly outcome?: LeafOutcome;
}

export interface LeafOutcome {
  /** The answer that stands. */
  readonly answer?: StandingAnswer;
  /** Answers that a later one took the place of, oldest first. */
  readonly earlierAnswers: readonly StandingAnswer[];
  /** Days from the making of the recommendation to the answer, where both days are known. */
  readonly daysToAnswer?: number;
  readonly implementation?: Implementation;
}

export type RoundOnPage = Omit<Round, 'closes'> & {
  /** From the first day of the window to its last: 84 for twelve weeks to the day. */
  readonly daysElapsed: number;
  /** Days on which responses are taken: 85 where both ends are counted. */
  readonly daysInclusive: number;
};

export type ForecastOnPage = Forecast & {
  /** The bodies whose commissions it will meet. */
  readonly requestingBodies: readonly BodyName[];
};

export interface CommissionOnPage extends Commission {
  readonly fulfilments: readonly Received[];
}

export const pageOf = (matter: Matter): MatterPage => {
  const commissions = commissionsOf(matter);
  // Far faster than spreading the heading before so much else, and the heading is read first.
  return Object.assign({}, matter.heading, {
    reports: matter.reports.submitted,
    recommendations: matter.scrutiny.made.map((made) => recommendationsOnPage(made, matter)),
    resolutions: matter.decisions.passed,
    actions: requestedActions(matter.decisions),
    requests: matter.requests.made,
    commissions: commissions.map((commission) => commissionOnPage(commission, matter)),
    consultations: matter.consultations.rounds.map(roundOnPage),
    questionnaires: matter.consultations.questionnaires,
    forecasts: matter.forecasts.made.map((forecast) => forecastOnPage(forecast, commissions)),
    corrections: matter.corrections.made,
    suppliedOccurrences: matter.corrections.supplied,
    struckOut: matter.corrections.struckOut,
  });
};

const recommendationsOnPage = (made: MadeRecommendations, matter: Matter): RecommendationsOnPage => {
  const notice = noticeOf(made, matter.scrutiny.notices);
  const items = itemsOnPage(made.items, '', made, matter);
  return { ...made, items, ...(notice === undefined ? {} : { notice }) };
};

const itemsOnPage = (
  items: readonly Numbered[],
  above: string,
  made: MadeRecommendations,
  matter: Matter,
): readonly ItemOnPage[] =>
  items.map(({ label, text, items: beneath = [] }) => {
    const path = `${above}${label}`;
    return beneath.length === 0
      ? { label, path, text, outcome: outcomeOf(path, made, matter) }
      : { label, path, text, items: itemsOnPage(beneath, path, made, matter) };
  });

/** What became of a leaf: the answers to it, and whether it was carried out. */
export const outcomeOf = (leaf: string, made: MadeRecommendations, { decisions, scrutiny }: Matter): LeafOutcome => {
  const { recommendations, madeOn } = made;
  const answers = answersTo(decisions, { recommendations, leaf });
  const answer = answers.at(-1);
  const daysToAnswer = answer === undefined ? undefined : daysFrom(madeOn, answer.answeredOn);
  const implementation = scrutiny.implemented.find(
    (known) => known.leaf === leaf && known.recommendations === recommendations,
  );
  return {
    earlierAnswers: answers.slice(0, -1),
    ...(answer === undefined ? {} : { answer }),
    ...(daysToAnswer === undefined ? {} : { daysToAnswer }),
    ...(implementation === undefined ? {} : { implementation }),
  };
};

/** The civil day, where it is known. */
export const dayOf = (occurredOn: OccurredOn): PlainDateText | undefined => {
  const [earliest, latest] = [earliestDay(occurredOn), latestDay(occurredOn)];
  return earliest === latest ? earliest : undefined;
};

const daysFrom = (from: OccurredOn, to: OccurredOn): number | undefined => {
  const [first, last] = [dayOf(from), dayOf(to)];
  return first === undefined || last === undefined ? undefined : daysBetween(first, last);
};

const roundOnPage = ({ closes: _closes, ...round }: Round): RoundOnPage => {
  const daysElapsed = daysBetween(round.window.opensOn, round.window.closesOn);
  return { daysElapsed, daysInclusive: daysElapsed + 1, ...round };
};

const forecastOnPage = (forecast: Forecast, commissions: readonly Commission[]): ForecastOnPage => {
  const asked = commissions.filter((known) => forecast.meets.some((met) => isSameCommission(met, known)));
  return { requestingBodies: distinctBodies(asked.map(({ askedBy }) => askedBy)), ...forecast };
};

const commissionOnPage = (commission: Commission, { requests, forecasts }: Matter): CommissionOnPage => ({
  fulfilments: receivedFor(commission, requests, forecasts.made),
  ...commission,
});
