import { type DecisionContext, malformed, type OccurredOn, refuse } from '#kernel';
import { requireHappened, requireNotBefore } from '../vocabulary/happened.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { type BodyName } from '../vocabulary/references.js';
import { isSameBody } from '../vocabulary/same-body.js';
import { stated } from '../vocabulary/stated.js';
import { unknownToMatter } from '../vocabulary/unknown-to-matter.js';
import { type Notice, noticeOf, type NoticeGiven } from './notice.js';
import { type RecordNoticeGiven } from './recommendation-commands.js';
import { type MadeRecommendations, type Scrutiny } from './recommendations.js';

const CITATION = 'Local Government Act 2000 s.9FE';

/** Notice is given once; another day contradicts the first, and so does another document. One that was not told then is added. */
export const recordNoticeGiven = (
  { occurredOn, recommendations, by, document }: RecordNoticeGiven,
  { made: known, notices }: Scrutiny,
  context: DecisionContext,
): readonly NoticeGiven[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const made =
    known.find((one) => one.recommendations === recommendations) ??
    unknownToMatter('/recommendations', 'recommendations');
  requireAsks(made, by);
  requireNotBefore('/occurredOn', occurredOn, 'the recommendations were made', made.madeOn);
  const before = noticeOf(made, notices);
  if (before !== undefined && isToldAgain(before, occurredOn, document)) return [];
  return [{ type: 'NoticeGiven', data: stated({ occurredOn, recommendations, by, document }) }];
};

/** Only who asked something may require an answer to it. */
const requireAsks = ({ items, by: maker }: MadeRecommendations, by: BodyName): void => {
  if (items.length === 0)
    malformed('/recommendations', 'must be recommendations that ask something: these are follow-ups only');
  if (!isSameBody(by, maker))
    refuse({
      reason: `the recommendations are of ${maker}, and only ${maker} can require a response to them`,
      rule: 'scrutiny/notice-by-who-recommended',
      citation: CITATION,
      satisfiedBy: `a notice by ${maker}, or a correction of who made the recommendations, if that is wrong`,
      pointer: '/by',
    });
};

const isToldAgain = (before: Notice, occurredOn: OccurredOn, document: string | undefined): boolean => {
  if (before.givenOn !== occurredOn)
    refuse({
      reason: `notice to respond was recorded as given ${occurredInWords(before.givenOn)} already`,
      rule: 'scrutiny/notice-given-once',
      satisfiedBy: 'a correction of that record, if its date is wrong',
      pointer: '/occurredOn',
    });
  if (document === undefined || document === before.document) return true;
  if (before.document !== undefined)
    refuse({
      reason: `notice to respond was recorded as given by ${before.document} already`,
      rule: 'scrutiny/notice-given-once',
      satisfiedBy: 'a correction of that record, if its document is wrong',
      pointer: '/document',
    });
  return false;
};
