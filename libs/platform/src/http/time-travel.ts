import { Temporal } from 'temporal-polyfill';
import { instantText, type InstantText, isCivilDate, londonMidnight, malformed, type PlainDateText } from '#kernel';
import { given, type Query } from './query.js';

/** As of when a question is asked. */
export interface AsOf {
  /** What had happened by the end of this civil day. */
  readonly asAt?: PlainDateText;
  /** What the log had recorded by this instant, itself included. */
  readonly knownAt?: InstantText;
}

/** As of when an answer is, in the words in which it was asked; what was not asked is left out. */
export interface AsAsked {
  /** The day by whose end all that is told had happened, as it was asked. */
  readonly asAt?: PlainDateText;
  /** The instant by which the log knew all that is told, or the day in London by whose end it did, as it was asked. */
  readonly knownAt?: string;
}

/** What each answer that tells of the past says of it. @throws Malformed as `single` does */
export const asAsked = (query: Query): AsAsked => given(query, ['asAt', 'knownAt']);

/**
 * `asAt` (a civil date) and `knownAt` (an instant, or a civil date that stands for its last moment in London).
 * @throws Malformed with the pointer `#query/asAt` or `#query/knownAt`
 */
export const asOf = (query: Query): AsOf => {
  const { asAt, knownAt } = asAsked(query);
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
