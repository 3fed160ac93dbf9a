import { longDay } from '#calendar';
import { type Fact, type OccurredOn, type PlainDateText, type RecordedFact } from '#kernel';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { type Authorised, isResumption } from './suspension.js';

/**
 * What met it no longer does, and its date is the same; the fact that waived it no longer says so; or another body asks
 * for what others have waived. It is to be done still, and the steps of its ladder to come are owed again.
 */
export type DeadlineReopened = Fact<
  'DeadlineReopened',
  {
    readonly occurredOn: OccurredOn;
    readonly key: string;
    /** Of the date that it has. */
    readonly version: number;
    readonly cause: string;
    /** The bodies that ask for it now and have not waived it, where others have: their waivers stand, each for its own. @factVersion 2 */
    readonly stillOwedTo?: readonly string[];
  }
>;

/** It was waived by mistake, and is not. What else follows, since it is to be done still, follows in facts of which this one is the cause. */
export type DeadlineWaiverWithdrawn = Fact<
  'DeadlineWaiverWithdrawn',
  Authorised & {
    readonly occurredOn: PlainDateText;
    readonly key: string;
    /** Of the date that it has. */
    readonly version: number;
    /** Id of the fact that tells of the waiver. */
    readonly waiver: string;
  }
>;

/** What is said of the fact: an officer's reason may tell of a person. */
export const withdrawalFacts: FactDefinitions<DeadlineWaiverWithdrawn> = {
  DeadlineWaiverWithdrawn: { version: 1, personalData: ['/reason'], correctable: {} },
};

/** It was taken for done or for waived, and is not. */
export interface Reopening {
  readonly of: 'reopening';
  readonly version: number;
  readonly cause: string;
  /** The waiver that was withdrawn, and on whose authority; left out where facts of the subject opened it again. */
  readonly withdrawn?: WithdrawnWaiver;
}

/** On whose authority a waiver was withdrawn, and the waiver. */
export type WithdrawnWaiver = Authorised & { readonly waiver: Authorised };

export const isWaiverWithdrawn = (
  fact: RecordedFact,
): fact is RecordedFact<DeadlineWaiverWithdrawn> & DeadlineWaiverWithdrawn => fact.type === 'DeadlineWaiverWithdrawn';

/** By which an office lets a deadline run that it had stopped or waived: what came meanwhile is brought in line after it. */
export const letsRunAgain = (fact: RecordedFact): boolean => isResumption(fact) || isWaiverWithdrawn(fact);

/** Why it is open again. */
export const withdrawalInWords = ({ occurredOn, by, capacity, reason }: DeadlineWaiverWithdrawn['data']): string =>
  `its waiver was withdrawn on ${longDay(occurredOn)} by ${by} (${capacity}): ${reason}`;
