import { type Fact, type OccurredOn } from '#kernel';

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
