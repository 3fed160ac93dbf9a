import { count } from '#calendar';
import { latestDay, type OccurredOn, type PlainDateText } from '#kernel';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { counted, deadlineOn, type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { leavesOf } from '../vocabulary/numbered.js';
import { type BodyName, type LeafRef } from '../vocabulary/references.js';
import { type MadeRecommendations, type Scrutiny } from './recommendations.js';

const BY_NOTICE: DeadlineRule = {
  id: 'R16',
  version: 1,
  basis: 'statute',
  citation: 'Local Government Act 2000 s.9FE: two months beginning with receipt or, if later, the notice',
  hardness: 'hard',
};

/** Without a notice in writing the statutory clock does not run: the same two months are kept as a target. */
const WITHOUT_NOTICE: DeadlineRule = {
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
  { made }: Scrutiny,
  responsesTo: ResponsesTo,
  terms: DeadlineTerms,
): readonly DerivedDeadline[] => made.flatMap((recommendations) => response(recommendations, responsesTo, terms));

const response = (
  recommendations: MadeRecommendations,
  responsesTo: ResponsesTo,
  terms: DeadlineTerms,
): readonly DerivedDeadline[] => {
  const received = latestDay(recommendations.madeOn);
  if (received === undefined || recommendations.items.length === 0) return [];
  const { noticeGivenOn } = recommendations;
  const anchor = noticeGivenOn !== undefined && noticeGivenOn > received ? noticeGivenOn : received;
  const met = answered(recommendations, responsesTo);
  const told = {
    key: `R16/${recommendations.recommendations}`,
    title: `${recommendations.to} responds to the recommendations of ${recommendations.by}`,
    body: recommendations.by,
    startedBy: recommendations.fact,
    ...(met === undefined ? {} : { met }),
  };
  const date = counted(count({ convention: 'BEGIN_M', amount: 2, anchor }, terms.calendar));
  return [deadlineOn(noticeGivenOn === undefined ? WITHOUT_NOTICE : BY_NOTICE, told, date, terms)];
};

/** A day, and the fact that gives it. */
interface Dated {
  readonly on: PlainDateText;
  readonly by: string;
}

/**
 * The day on which the last leaf was first answered by the body that was asked; nothing while one is not. Another body
 * cannot respond for it, and what it says later takes back no response.
 */
const answered = ({ recommendations, items, to }: MadeRecommendations, responsesTo: ResponsesTo): Dated | undefined => {
  const leaves = leavesOf(items);
  const first = leaves.flatMap(({ path }) => firstOf(responsesTo({ recommendations, leaf: path }), to));
  if (first.length < leaves.length) return undefined;
  return first.reduce<Dated | undefined>(
    (last, one) => (last === undefined || one.on > last.on ? one : last),
    undefined,
  );
};

const firstOf = (responses: readonly Response[], to: BodyName): readonly Dated[] =>
  responses
    .filter(({ answeredBy }) => answeredBy === to)
    .flatMap(({ answeredOn, fact }) => {
      const on = latestDay(answeredOn);
      return on === undefined ? [] : [{ on, by: fact }];
    })
    .slice(0, 1);
