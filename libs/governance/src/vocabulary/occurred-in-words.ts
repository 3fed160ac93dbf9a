import { longDate, longDay } from '#calendar';
import { earliestDay, latestDay } from '#kernel';

/** `on Tuesday 9 July 2024`, `in July 2024`, `on a day that is not known`: of what is known of when something happened. */
export const occurredInWords = (occurredOn: unknown): string => {
  const known = typeof occurredOn === 'string' ? occurredOn : 'unknown';
  const [earliest, latest] = [earliestDay(known), latestDay(known)];
  if (earliest === undefined) return 'on a day that is not known';
  return earliest === latest ? `on ${longDay(earliest)}` : `in ${longDate(known)}`;
};
