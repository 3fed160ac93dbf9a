import { count } from '#calendar';
import { latestDay, type OccurredOn, type PlainDateText } from '#kernel';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { counted, deadlineOn, type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { leavesOf } from '../vocabulary/numbered.js';
import { type LeafRef } from '../vocabulary/references.js';
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

/** The last answer that a leaf was given. */
export type AnswerOf = (
  leaf: Readonly<LeafRef>,
) => { readonly answeredOn: OccurredOn; readonly fact: string } | undefined;

/** The executive's response to scrutiny. What was only noted asks nothing, and starts nothing. */
export const responseDeadlines = (
  { made }: Scrutiny,
  answerOf: AnswerOf,
  terms: DeadlineTerms,
): readonly DerivedDeadline[] => made.flatMap((recommendations) => response(recommendations, answerOf, terms));

const response = (
  recommendations: MadeRecommendations,
  answerOf: AnswerOf,
  terms: DeadlineTerms,
): readonly DerivedDeadline[] => {
  const received = latestDay(recommendations.madeOn);
  if (received === undefined || recommendations.items.length === 0) return [];
  const { noticeGivenOn } = recommendations;
  const anchor = noticeGivenOn !== undefined && noticeGivenOn > received ? noticeGivenOn : received;
  const met = answered(recommendations, answerOf);
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

/** The day on which the last leaf was answered; nothing while one is not. */
const answered = (
  { recommendations, items }: MadeRecommendations,
  answerOf: AnswerOf,
): { readonly on: PlainDateText; readonly by: string } | undefined => {
  const answers = leavesOf(items).map(({ path }) => answerOf({ recommendations, leaf: path }));
  const dated = answers.flatMap((answer) => {
    const on = answer === undefined ? undefined : latestDay(answer.answeredOn);
    return answer === undefined || on === undefined ? [] : [{ on, by: answer.fact }];
  });
  if (dated.length < answers.length) return undefined;
  return dated.reduce<(typeof dated)[number] | undefined>(
    (last, one) => (last === undefined || one.on > last.on ? one : last),
    undefined,
  );
};
