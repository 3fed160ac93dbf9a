import { Temporal } from 'temporal-polyfill';
import { type DecisionContext, earliestDay, latestDay, malformed, type OccurredOn, precisionOf } from '#kernel';

/** Refuses an occurrence that has not come yet: the record tells of what has happened. */
export const requireHappened = (pointer: string, occurredOn: OccurredOn, context: DecisionContext): void => {
  if (lies(occurredOn, context))
    malformed(pointer, `must not lie in the future: today is ${context.today}, and only what has happened is recorded`);
};

const lies = (occurredOn: OccurredOn, { now, today }: DecisionContext): boolean =>
  precisionOf(occurredOn) === 'time'
    ? Temporal.Instant.compare(Temporal.Instant.from(occurredOn), Temporal.Instant.from(now)) > 0
    : (earliestDay(occurredOn) ?? today) > today;

/** Whether the first certainly came before the second; false wherever their precision leaves it open. */
export const certainlyBefore = (first: OccurredOn, second: OccurredOn): boolean => {
  const [latest, earliest] = [latestDay(first), earliestDay(second)];
  return latest !== undefined && earliest !== undefined && latest < earliest;
};
