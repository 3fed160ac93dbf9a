import { Temporal } from 'temporal-polyfill';
import { instantText, type InstantText, isCivilDate, londonMidnight, malformed, type PlainDateText } from '#kernel';
import { type Query, single } from './query.js';

/** As of when a question is asked. */
export interface AsOf {
  /** What had happened by the end of this civil day. */
  readonly asAt?: PlainDateText;
  /** What the log had recorded by this instant, itself included. */
  readonly knownAt?: InstantText;
}

/**
 * `asAt` (a civil date) and `knownAt` (an instant, or a civil date that stands for its last moment in London).
 * @throws Malformed with the pointer `#query/asAt` or `#query/knownAt`
 */
export const asOf = (query: Query): AsOf => {
  const asAt = single(query, 'asAt');
  const knownAt = single(query, 'knownAt');
  if (asAt !== undefined && !isCivilDate(asAt))
    malformed('#query/asAt', 'must be a day that exists, as YYYY-MM-DD, such as 2024-07-15');
  return {
    ...(asAt === undefined ? {} : { asAt }),
    ...(knownAt === undefined ? {} : { knownAt: instantOf(knownAt) }),
  };
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const instantOf = (text: string): InstantText => {
  if (isCivilDate(text)) return lastMomentOf(text);
  try {
    if (INSTANT.test(text)) return instantText(Temporal.Instant.from(text));
  } catch {
    // Told below, as for any other text.
  }
  return malformed('#query/knownAt', 'must be an instant such as 2024-07-15T09:30:00Z, or a day such as 2024-07-15');
};

const lastMomentOf = (day: PlainDateText): InstantText => {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  return instantText(Temporal.Instant.from(londonMidnight(next)).subtract({ milliseconds: 1 }));
};
