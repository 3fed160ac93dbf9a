import { type Fact, type InstantText, type OccurredOn } from '#kernel';
import { type Deadline } from './deadline.js';
import { plannedAgain } from './reminder.js';

/**
 * What met it no longer does, and its date is the same; or the fact that waived it no longer says so. It is to be done
 * still, and the steps of its ladder to come are owed again.
 */
export type DeadlineReopened = Fact<
  'DeadlineReopened',
  {
    readonly occurredOn: OccurredOn;
    readonly key: string;
    /** Of the date that it has. */
    readonly version: number;
    readonly cause: string;
  }
>;

/** It was taken for done or for waived, and is not. */
export interface Reopening {
  readonly of: 'reopening';
  readonly version: number;
  readonly cause: string;
}

/** What had gone by before it was met has gone by again; anything else runs. */
export const reopened = (
  { met: _, waived: _waived, ...deadline }: Deadline,
  { version, cause }: Pick<Reopening, 'version' | 'cause'>,
  recordedAt: InstantText,
): Deadline => ({
  ...deadline,
  status: deadline.passed === undefined ? 'running' : 'passed',
  reminders: plannedAgain(deadline, deadline.rungs, recordedAt),
  changes: [...deadline.changes, { of: 'reopening', version, cause }],
});
