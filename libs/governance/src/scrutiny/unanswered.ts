import { leavesOf } from '../vocabulary/numbered.js';
import { type LeafRef } from '../vocabulary/references.js';
import { type Scrutiny } from './recommendations.js';

/** The answers to a leaf that respond to it, by the bodies that gave them. */
type AnswersTo = (leaf: Readonly<LeafRef>) => readonly { readonly answeredBy: string }[];

const RESPONSE = 'R16/';

/** Whether a deadline, by its key, is the response to recommendations. */
export const isResponse = (deadline: string): boolean => deadline.startsWith(RESPONSE);

/**
 * The recommendations to which the body that was asked has not responded, by their labels: of those whose response has this
 * deadline (`R16/…`). None where the deadline is of something else.
 */
export const unanswered = ({ made }: Scrutiny, answersTo: AnswersTo, deadline: string): readonly string[] =>
  made
    .filter(({ recommendations }) => deadline === `${RESPONSE}${recommendations}`)
    .flatMap(({ recommendations, items, to }) =>
      leavesOf(items)
        .map(({ path }) => path)
        .filter((leaf) => !answersTo({ recommendations, leaf }).some(({ answeredBy }) => answeredBy === to)),
    );
