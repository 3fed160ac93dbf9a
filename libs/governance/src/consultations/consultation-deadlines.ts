import { count, sentenceOf } from '#calendar';
import { latestDay, type PlainDateText } from '#kernel';
import { type StartedClock } from '../vocabulary/computable.js';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { counted, deadlineOn, type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { plainData } from '../vocabulary/stated.js';
import { endOf } from '../vocabulary/window.js';
import { type Consultations, lastDayOf, type Round } from './consultation.js';
import { type AcceptedWith, QUESTIONNAIRE, readyWith } from './questionnaire.js';

/** The window is what the resolution says, first and last day; it is never computed from "12-week". */
export const WINDOW: DeadlineRule = {
  id: 'R19',
  version: 1,
  basis: 'resolution',
  citation: 'the resolution that authorised the consultation; R v Brent LBC ex p Gunning (1985)',
  hardness: 'promised',
};

/** Twelve weeks is guidance, not law: a target. */
export const RESULTS: DeadlineRule = {
  id: 'R22',
  version: 1,
  basis: 'practice',
  citation: 'Consultation Principles 2018, principle J',
  hardness: 'target',
};
const RESULTS_WITHIN_DAYS = 84;

/** A consultation that a resolution authorised together with recommendations that it accepted. */
interface Authorised extends AcceptedWith {
  readonly resolution: string;
  readonly part: number;
  /** The first day of its window; left out where the resolution gives no dates. */
  readonly opensOn?: PlainDateText;
  /** Id of the fact that tells of the resolution. */
  readonly fact: string;
}

/** The clocks that consultations start: the close of each window, the publication of its results, the questionnaire. */
export const consultationDeadlines = (
  consultations: Consultations,
  authorised: readonly Authorised[],
  body: string,
  terms: DeadlineTerms,
): readonly StartedClock[] => [
  ...authorised.map((one) => () => questionnaire(one, consultations, terms)),
  ...consultations.rounds.flatMap((round) => [() => closing(round, body, terms), () => results(round, body, terms)]),
];

const questionnaire = (
  { resolution, part, body, opensOn, fact, accepted }: Authorised,
  { questionnaires, rounds }: Consultations,
  terms: DeadlineTerms,
): readonly DerivedDeadline[] => {
  if (opensOn === undefined) return [];
  const ready = readyWith(accepted, questionnaires);
  const readyOn = ready === undefined ? undefined : latestDay(ready.readyOn);
  const isInTime = readyOn !== undefined && readyOn < opensOn;
  const waivedBy = isInTime ? undefined : waiverOf({ resolution, part, body }, rounds);
  const told = {
    key: `R21/${resolution}/${part}`,
    title: 'The questionnaire is ready, with what was accepted, before the consultation opens',
    body,
    startedBy: fact,
    ...(ready === undefined || readyOn === undefined || waivedBy !== undefined
      ? {}
      : { met: { on: readyOn, by: ready.fact } }),
    ...(waivedBy === undefined ? {} : { waivedBy }),
  };
  const dayBefore = () => count({ convention: 'CLR_C', amount: 0, anchor: opensOn }, terms.calendar);
  return [deadlineOn(QUESTIONNAIRE, told, () => counted(dayBefore(), 'have it ready'), terms)];
};

/** The waiver by the body that authorised it with which a consultation was opened; a promise that was kept in time needs none. */
const waiverOf = (
  { resolution, part, body }: Pick<Authorised, 'resolution' | 'part' | 'body'>,
  rounds: readonly Round[],
): DerivedDeadline['waivedBy'] => {
  const opened = rounds.find(
    ({ authorisedBy, waiver }) =>
      authorisedBy?.resolution === resolution && authorisedBy.part === part && waiver?.by === body,
  );
  return opened?.waiver === undefined ? undefined : { ...opened.waiver, on: opened.window.opensOn, fact: opened.fact };
};

const closing = (round: Round, body: string, terms: DeadlineTerms): DerivedDeadline => {
  const { opensOn, closesOn, closesAt } = round.window;
  const told = {
    key: `R19/round-${round.round}`,
    title: `Consultation round ${round.round} closes`,
    body,
    startedBy: round.extensions.at(-1)?.fact ?? round.fact,
    becomes: { command: 'CloseConsultation', fields: { round: round.round } },
    ...(round.closedOn === undefined ? {} : { met: { on: round.closedOn, by: round.closedBy ?? round.fact } }),
  };
  const window = () => {
    const days = { convention: 'WINDOW', first: opensOn, last: closesOn } as const;
    const { receipt } = count(closesAt === undefined ? days : { ...days, closingTime: closesAt }, terms.calendar);
    return { opensOn, dueOn: closesOn, receipt: plainData(receipt), explained: sentenceOf(receipt) };
  };
  return { ...deadlineOn(WINDOW, told, window, terms), dueAt: endOf(round.window) };
};

/** The clock for the results starts when the window has closed. */
const results = (round: Round, body: string, terms: DeadlineTerms): readonly DerivedDeadline[] => {
  if (round.closedOn === undefined) return [];
  const { resultsPublished } = round;
  const publishedOn = resultsPublished === undefined ? undefined : latestDay(resultsPublished.publishedOn);
  const told = {
    key: `R22/round-${round.round}`,
    title: `Results of consultation round ${round.round} are published`,
    body,
    startedBy: round.closedBy ?? round.fact,
    ...(resultsPublished === undefined || publishedOn === undefined
      ? {}
      : { met: { on: publishedOn, by: resultsPublished.fact } }),
  };
  const within = { convention: 'AFTER_C', amount: RESULTS_WITHIN_DAYS, anchor: lastDayOf(round) } as const;
  return [deadlineOn(RESULTS, told, () => counted(count(within, terms.calendar)), terms)];
};
