import { count, sentenceOf } from '#calendar';
import { latestDay } from '#kernel';
import { type StartedClock } from '../vocabulary/computable.js';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { counted, deadlineOn, type DeadlineTerms, statedDate } from '../vocabulary/deadline-terms.js';
import { type ResolutionPartRef } from '../vocabulary/references.js';
import { metBy } from '../vocabulary/met.js';
import { isSameBody } from '../vocabulary/same-body.js';
import { plainData } from '../vocabulary/stated.js';
import { endOf, type Window } from '../vocabulary/window.js';
import { type Consultations, lastDayOf, type Round } from './consultation.js';
import { type AcceptedWith, QUESTIONNAIRE, questionnaireKey, readyWith } from './questionnaire.js';

/** The window is what the resolution says, first and last day; it is never computed from "12-week". */
export const WINDOW: DeadlineRule = {
  id: 'R19',
  version: 1,
  basis: 'resolution',
  citation: 'the resolution that authorised the consultation; R v Brent LBC ex p Gunning (1985)',
  hardness: 'promised',
};

/** The same window where nobody authorised it on record: it is promised to those who are asked by being announced. */
export const ANNOUNCED: DeadlineRule = {
  ...WINDOW,
  basis: 'practice',
  citation:
    'the window as it was announced, for no resolution on record authorises the consultation; R v Brent LBC ex p Gunning (1985)',
};

/** Its first day is promised from the day of the resolution on, whether or not anybody opens it. */
export const OPENING: DeadlineRule = {
  ...WINDOW,
  citation: 'the resolution that authorised the consultation, and the first day that it gives',
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

/** A consultation that a resolution authorised, with the recommendations that it accepted. */
interface Authorised extends AcceptedWith, Readonly<ResolutionPartRef> {
  /** Left out where the resolution gives no dates. */
  readonly window?: Window;
  /** Id of the fact that tells of the resolution. */
  readonly fact: string;
}

/** To whom it is owed where no resolution on record authorises it: nobody is guessed. */
const NO_BODY = 'no body on record';

/** The clocks that consultations start: the questionnaire, the opening and close of each window, the publication of its results. */
export const consultationDeadlines = (
  consultations: Consultations,
  authorised: readonly Authorised[],
  terms: DeadlineTerms,
): readonly StartedClock[] => [
  ...authorised.flatMap((one) => [
    () => questionnaire(one, consultations, terms),
    () => opening(one, consultations, terms),
  ]),
  ...consultations.rounds.flatMap((round) => {
    const body = authorised.find(authorising(round))?.body;
    return [() => closing(round, body, terms), () => results(round, body ?? NO_BODY, terms)];
  }),
];

/** Whether a part of a resolution is the one by which a round was opened. */
const authorising =
  ({ authorisedBy }: Round) =>
  ({ resolution, part }: Readonly<ResolutionPartRef>): boolean =>
    authorisedBy?.resolution === resolution && authorisedBy.part === part;

const questionnaire = (
  { resolution, part, body, window, fact, accepted }: Authorised,
  { questionnaires, rounds }: Consultations,
  terms: DeadlineTerms,
): readonly DerivedDeadline[] => {
  if (window === undefined || accepted.length === 0) return [];
  const { opensOn } = window;
  const ready = readyWith(accepted, questionnaires);
  const readyOn = ready === undefined ? undefined : latestDay(ready.readyOn);
  const isInTime = readyOn !== undefined && readyOn < opensOn;
  const waivedBy = isInTime ? undefined : waiverOf({ resolution, part, body }, rounds);
  const told = {
    key: questionnaireKey({ resolution, part }),
    title: 'The questionnaire is ready, with what was accepted, before the consultation opens',
    body,
    startedBy: fact,
    ...(ready === undefined || waivedBy !== undefined ? {} : { met: metBy(ready.readyOn, ready.fact) }),
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
  for (const { waiver, window, fact } of rounds.filter((round) => authorising(round)({ resolution, part })))
    if (waiver !== undefined && isSameBody(waiver.by, body)) return { ...waiver, on: window.opensOn, fact };
  return undefined;
};

/** The first day that a resolution promised: met by the first round that it authorised, on whatever day that opened. */
const opening = (one: Authorised, { rounds }: Consultations, terms: DeadlineTerms): readonly DerivedDeadline[] => {
  const { resolution, part, body, window, fact } = one;
  if (window === undefined) return [];
  const { opensOn } = window;
  const opened = rounds.find((round) => authorising(round)(one));
  const told = {
    key: `R19/${resolution}/${part}`,
    title: 'Consultation opens',
    body,
    startedBy: fact,
    ...(opened === undefined ? {} : { met: { on: opened.window.opensOn, by: opened.fact } }),
  };
  const day = { opensOn, ...statedDate(opensOn, 'STATED', 'the resolution has the consultation open on') };
  return [deadlineOn(OPENING, told, day, atOpening(terms))];
};

/** Of the ladder of the window the step of its first day; all others are counted from its close, and are told of that. */
const atOpening = ({ calendar, rules }: DeadlineTerms): DeadlineTerms => {
  const settled = rules[OPENING.id];
  if (settled === undefined) return { calendar, rules };
  const ladder = settled.ladder.filter(({ at }) => at === 'open');
  return { calendar, rules: { ...rules, [OPENING.id]: { ...settled, ladder } } };
};

const closing = (round: Round, body: string | undefined, terms: DeadlineTerms): DerivedDeadline => {
  const { opensOn, closesOn, closesAt } = round.window;
  const told = {
    key: `R19/round-${round.round}`,
    title: `Consultation round ${round.round} closes`,
    body: body ?? NO_BODY,
    startedBy: round.extensions.at(-1)?.fact ?? round.fact,
    becomes: { command: 'CloseConsultation', fields: { round: round.round } },
    ...(round.closedOn === undefined ? {} : { met: { on: round.closedOn, by: round.closedBy ?? round.fact } }),
  };
  const window = () => {
    const days = { convention: 'WINDOW', first: opensOn, last: closesOn } as const;
    const { receipt } = count(closesAt === undefined ? days : { ...days, closingTime: closesAt }, terms.calendar);
    return { opensOn, dueOn: closesOn, receipt: plainData(receipt), explained: sentenceOf(receipt) };
  };
  const rule = asExtended(body === undefined ? ANNOUNCED : WINDOW, round);
  return { ...deadlineOn(rule, told, window, terms), dueAt: endOf(round.window) };
};

/** Where the window was extended, its last day stands on the latest extension first. */
const asExtended = (rule: DeadlineRule, { extensions }: Round): DeadlineRule => {
  const last = extensions.at(-1);
  if (last === undefined) return rule;
  return { ...rule, citation: `the extension by ${last.authority}; ${rule.citation}` };
};

/** The clock for the results starts when the window has closed. */
const results = (round: Round, body: string, terms: DeadlineTerms): readonly DerivedDeadline[] => {
  if (round.closedOn === undefined) return [];
  const { resultsPublished } = round;
  const told = {
    key: `R22/round-${round.round}`,
    title: `Results of consultation round ${round.round} are published`,
    body,
    startedBy: round.closedBy ?? round.fact,
    ...(resultsPublished === undefined ? {} : { met: metBy(resultsPublished.publishedOn, resultsPublished.fact) }),
  };
  const within = { convention: 'AFTER_C', amount: RESULTS_WITHIN_DAYS, anchor: lastDayOf(round) } as const;
  return [deadlineOn(RESULTS, told, () => counted(count(within, terms.calendar)), terms)];
};
