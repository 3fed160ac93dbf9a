import { count, longDay } from '#calendar';
import { type OccurredOn } from '#kernel';
import { type StartedClock } from '../vocabulary/computable.js';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { deadlineOn, type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { firstMet, lastMet, type Met, metBy } from '../vocabulary/met.js';
import { leavesOf } from '../vocabulary/numbered.js';
import { type BodyName, type LeafRef } from '../vocabulary/references.js';
import { isSameBody } from '../vocabulary/same-body.js';
import { countedFrom, laterOf, type StartOfClock, startOn } from '../vocabulary/start-of-clock.js';
import { type Notice, noticeOf } from './notice.js';
import { type MadeRecommendations, type Scrutiny } from './recommendations.js';

export const BY_NOTICE: DeadlineRule = {
  id: 'R16',
  version: 1,
  basis: 'statute',
  citation: 'Local Government Act 2000 s.9FE: two months beginning with receipt or, if later, the notice',
  hardness: 'hard',
};

/** Without a notice in writing the statutory clock does not run: the same two months are kept as a target. */
export const WITHOUT_NOTICE: DeadlineRule = {
  ...BY_NOTICE,
  basis: 'practice',
  citation: 'Local Government Act 2000 s.9FE sets a clock only where notice was given: two months are kept as a target',
  hardness: 'target',
};

/** What was answered to a leaf, by which body. */
interface Response {
  readonly answeredOn: OccurredOn;
  readonly answeredBy: BodyName;
  readonly fact: string;
}

/** The answers to a leaf that respond to it, whichever body gave them, in the order in which they were given. */
export type ResponsesTo = (leaf: Readonly<LeafRef>) => readonly Response[];

/** The executive's response to scrutiny. What was only noted asks nothing, and starts nothing. */
export const responseDeadlines = (
  { made, notices }: Scrutiny,
  responsesTo: ResponsesTo,
  terms: DeadlineTerms,
): readonly StartedClock[] =>
  made
    .filter(({ items }) => items.length > 0)
    .flatMap((recommendations) => {
      const clock = clockOf(recommendations, noticeOf(recommendations, notices));
      return clock === undefined ? [] : [() => response(recommendations, clock, responsesTo, terms)];
    });

/** From when the two months run, and on which law. */
interface Clock {
  readonly rule: DeadlineRule;
  readonly start: StartOfClock;
  readonly startedBy: string;
  /** When the recommendations were received, where the notice was given after that. */
  readonly receivedBefore?: StartOfClock;
}

/** The later of receipt and notice: nobody is given notice of what was not made. One alone where nothing is known of the other. */
const clockOf = ({ madeOn, fact }: MadeRecommendations, notice: Notice | undefined): Clock | undefined => {
  const received = startOn(madeOn);
  const noticed = notice === undefined ? undefined : startOn(notice.givenOn);
  if (notice === undefined || noticed === undefined)
    return received === undefined ? undefined : { rule: WITHOUT_NOTICE, start: received, startedBy: fact };
  if (received === undefined) return { rule: BY_NOTICE, start: noticed, startedBy: notice.fact };
  const later = { rule: BY_NOTICE, start: laterOf(received, noticed) };
  return noticed.day > received.day
    ? { ...later, startedBy: notice.fact, receivedBefore: received }
    : { ...later, startedBy: fact };
};

const response = (
  recommendations: MadeRecommendations,
  { rule, start, startedBy, receivedBefore }: Clock,
  responsesTo: ResponsesTo,
  terms: DeadlineTerms,
): DerivedDeadline => {
  const met = answered(recommendations, responsesTo);
  const told = {
    key: `R16/${recommendations.recommendations}`,
    title: `${recommendations.to} responds to the recommendations of ${recommendations.by}`,
    body: recommendations.by,
    startedBy,
    ...(met === undefined ? {} : { met }),
  };
  const twoMonths = () => {
    const date = countedFrom(start, (anchor) => count({ convention: 'BEGIN_M', amount: 2, anchor }, terms.calendar));
    if (receivedBefore === undefined) return date;
    const { day, assumed } = receivedBefore;
    const why = `the two months begin with the notice in writing, given after the recommendations of ${assumed?.known ?? longDay(day)}`;
    return { ...date, explained: `${date.explained}; ${why}` };
  };
  return deadlineOn(rule, told, twoMonths, terms);
};

/**
 * The day on which the last leaf was first answered by the body that was asked; nothing while one is not. Another body
 * cannot respond for it, and what it says later takes back no response.
 */
const answered = ({ recommendations, items, to }: MadeRecommendations, responsesTo: ResponsesTo): Met | undefined => {
  const leaves = leavesOf(items);
  const first = leaves.flatMap(({ path }) => firstOf(responsesTo({ recommendations, leaf: path }), to) ?? []);
  return first.length < leaves.length ? undefined : lastMet(first);
};

const firstOf = (responses: readonly Response[], to: BodyName): Met | undefined =>
  firstMet(
    responses
      .filter(({ answeredBy }) => isSameBody(answeredBy, to))
      .map(({ answeredOn, fact }) => metBy(answeredOn, fact)),
  );
