import { calendarNamed } from '#calendar';
import { foldAll } from '#kernel';
import { type Past, recorded } from '#kernel/testing/given';
import { matterSubject, matterTold } from '../matter.js';
import { matterDeadlines } from '../matter-deadlines.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type DeadlineTerms } from '../vocabulary/deadline-terms.js';

const NOBODY_REMINDED: DeadlineTerms = { calendar: calendarNamed('england-and-wales'), rules: {} };

/** The deadlines that a matter's facts have set running, all recorded on 1 January 2028, under terms that remind nobody. */
export const derivedFrom = (facts: readonly Past[]): readonly DerivedDeadline[] => {
  const { entries } = foldAll(matterSubject, recorded(facts, { at: '2028-01-01T12:00:00.000Z' }));
  return matterDeadlines(matterTold(entries).matter, NOBODY_REMINDED);
};
