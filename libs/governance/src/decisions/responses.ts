import { type LeafRef } from '../vocabulary/references.js';
import { answersTo, type Decisions, type StandingAnswer } from './resolution.js';
import { type Answer } from './resolution-commands.js';

/**
 * Whether an answer says what action is to be taken, if any, which is what Local Government Act 2000 s.9FE asks of the
 * executive. What is noted is answered: no action is proposed. What is deferred is put off.
 */
const IS_RESPONSE: Readonly<Record<Answer, boolean>> = {
  accepted: true,
  'accepted in part': true,
  rejected: true,
  noted: true,
  deferred: false,
};

/** The answers to a leaf that respond to it, in the order of the resolutions. */
export const responsesTo = (decisions: Decisions, leaf: Readonly<LeafRef>): readonly StandingAnswer[] =>
  answersTo(decisions, leaf).filter(({ answer }) => IS_RESPONSE[answer]);
