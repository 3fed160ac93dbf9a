import { leavesOf } from '../vocabulary/numbered.js';
import { type LeafRef } from '../vocabulary/references.js';
import { isSameBody } from '../vocabulary/same-body.js';
import { type Scrutiny } from './recommendations.js';

/** The answers to a leaf that respond to it, by the bodies that gave them. */
type AnswersTo = (leaf: Readonly<LeafRef>) => readonly { readonly answeredBy: string }[];

const RESPONSE = 'R16/';

/** Whether a deadline, by its key, is the response to recommendations. */
export const isResponse = (deadline: string): boolean => deadline.startsWith(RESPONSE);

/** The recommendations to which the body that was asked has not responded, by their labels: by the key of the deadline for the response. */
export const unanswered = ({ made }: Scrutiny, answersTo: AnswersTo): ReadonlyMap<string, readonly string[]> =>
  new Map(
    made.map(({ recommendations, items, to }) => [
      `${RESPONSE}${recommendations}`,
      leavesOf(items)
        .map(({ path }) => path)
        .filter((leaf) => !answersTo({ recommendations, leaf }).some(({ answeredBy }) => isSameBody(answeredBy, to))),
    ]),
  );
