import { Temporal } from 'temporal-polyfill';
import { type DecisionContext, earliestDay, latestDay, malformed, type OccurredOn, precisionOf } from '#kernel';
import { occurredAtInWords } from './occurred-in-words.js';

/** Refuses an occurrence that has not come yet: the record tells of what has happened. */
export const requireHappened = (pointer: string, occurredOn: OccurredOn, context: DecisionContext): void => {
  if (lies(occurredOn, context))
    malformed(pointer, `must not lie in the future: today is ${context.today}, and only what has happened is recorded`);
};

const lies = (occurredOn: OccurredOn, { now, today }: DecisionContext): boolean =>
  precisionOf(occurredOn) === 'time'
    ? Temporal.Instant.compare(Temporal.Instant.from(occurredOn), Temporal.Instant.from(now)) > 0
    : (earliestDay(occurredOn) ?? today) > today;

/** Whether the first certainly came before the second: by its day, or on that day by its time; false wherever their precision leaves it open. */
export const certainlyBefore = (first: OccurredOn, second: OccurredOn): boolean => {
  const [latest, earliest] = [latestDay(first), earliestDay(second)];
  if (latest === undefined || earliest === undefined) return false;
  return latest < earliest || (isTimed(first) && isTimed(second) && instantsOrder(first, second) < 0);
};

/** Refuses what certainly came before what it presupposes: `since`, as in `the request was made`. */
export const requireNotBefore = (pointer: string, occurredOn: OccurredOn, since: string, sinceOn: OccurredOn): void => {
  if (certainlyBefore(occurredOn, sinceOn))
    malformed(pointer, `must not come before ${since}, ${occurredAtInWords(sinceOn)}`);
};

const isTimed = (occurredOn: OccurredOn): boolean => precisionOf(occurredOn) === 'time';

const instantsOrder = (first: OccurredOn, second: OccurredOn): number =>
  Temporal.Instant.compare(Temporal.Instant.from(first), Temporal.Instant.from(second));
