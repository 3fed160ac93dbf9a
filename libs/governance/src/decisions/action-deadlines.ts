import { type StartedClock } from '../vocabulary/computable.js';
import { type DeadlineRule } from '../vocabulary/deadline.js';
import { deadlineOn, type DeadlineTerms, statedDate } from '../vocabulary/deadline-terms.js';
import { firstWords } from '../vocabulary/first-words.js';
import { metBy } from '../vocabulary/met.js';
import { type RequestedAction, requestedActions } from './action-rules.js';
import { type Decisions } from './resolution.js';

export const ACTION: DeadlineRule = {
  id: 'R44',
  version: 1,
  basis: 'resolution',
  citation: 'the part of the resolution that asks for the action, and the day that it states',
  hardness: 'promised',
};

/** So many characters of the part stand in a title; the resolution has them all. */
const LONGEST = 120;

/** The clocks of what resolutions asked to be done. What has no date has no deadline: it stands among the actions with none stated. */
export const actionDeadlines = (decisions: Decisions, terms: DeadlineTerms): readonly StartedClock[] =>
  requestedActions(decisions).flatMap((action) => requested(action, terms));

const requested = (action: RequestedAction, terms: DeadlineTerms): readonly StartedClock[] => {
  const { resolution, part, fact, askedBy, text, dueOn, taken } = action;
  if (dueOn === undefined) return [];
  const told = {
    key: `R44/${resolution}/${part}`,
    title: `Action for ${askedBy}: ${firstWords(text, LONGEST)}`,
    body: askedBy,
    startedBy: fact,
    ...(taken === undefined ? {} : { met: metBy(taken.takenOn, taken.fact) }),
  };
  return [() => deadlineOn(ACTION, told, statedDate(dueOn, 'STATED', 'the body asked for it by'), terms)];
};
