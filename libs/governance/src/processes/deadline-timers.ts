import { v5 as uuidv5 } from 'uuid';
import { type InstantText, type JsonObject, type StreamSubject } from '#kernel';
import { deadlinesStreamOf } from '../deadlines/index.js';
import { type Due } from './pass-deadlines-in-time.js';

/** Names the timers of deadlines among all timers. */
export const DEADLINE = 'deadline';

/** A timer, as queues take it. */
export interface DeadlineTimer {
  readonly id: string;
  readonly dueAt: InstantText;
  readonly data: JsonObject;
}

/**
 * The timer of one date. Its id holds the date's version and instant, since a queue that has fired an id never fires it
 * again; a deadline's key may hold what ids must not, and stands in it by its digest.
 */
export const timerOf = ({ subject, key, version, dueAt }: Due & { readonly dueAt: InstantText }): DeadlineTimer => ({
  id: [
    DEADLINE,
    deadlinesStreamOf(subject),
    uuidv5(key, uuidv5.URL),
    `v${version}`,
    dueAt.replaceAll(/[^0-9]/g, ''),
  ].join('.'),
  dueAt,
  data: { kind: DEADLINE, subject: { ...subject }, key, version },
});

/** The date that a timer is for. */
export const dueOf = ({ data }: Pick<DeadlineTimer, 'data'>): Due => {
  const { subject, key, version } = data as unknown as { subject: StreamSubject; key: string; version: number };
  return { subject, key, version };
};
