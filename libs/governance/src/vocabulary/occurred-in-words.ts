import { longDate, longDay, timeInLondon } from '#calendar';
import { earliestDay, latestDay, type OccurredOn, precisionOf } from '#kernel';

/** `on Tuesday 9 July 2024`, `in July 2024`, `on a day that is not known`: of what is known of when something happened. */
export const occurredInWords = (occurredOn: unknown): string => {
  const known = typeof occurredOn === 'string' ? occurredOn : 'unknown';
  const [earliest, latest] = [earliestDay(known), latestDay(known)];
  if (earliest === undefined) return 'on a day that is not known';
  return earliest === latest ? `on ${longDay(earliest)}` : `in ${longDate(known)}`;
};

/** The same with its time, where that is known: `on Wednesday 10 July 2024 at 14:05`. */
export const occurredAtInWords = (occurredOn: OccurredOn): string =>
  precisionOf(occurredOn) === 'time'
    ? `${occurredInWords(occurredOn)} at ${timeInLondon(occurredOn)}`
    : occurredInWords(occurredOn);
