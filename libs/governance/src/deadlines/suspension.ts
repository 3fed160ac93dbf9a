import { type Fact, type OccurredOn, type PlainDateText, type RecordedFact } from '#kernel';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { stated } from '../vocabulary/stated.js';

/** On whose authority the clock stands still, or runs again. */
export interface Authorised {
  /** The body or office. */
  readonly by: string;
  readonly capacity: string;
  readonly reason: string;
  /** The document that records it. */
  readonly document?: string;
}

interface OfSuspension extends Authorised {
  readonly occurredOn: OccurredOn;
  readonly key: string;
  /** The version of the deadline's date. */
  readonly version: number;
  /** The first day that does not count. */
  readonly from: PlainDateText;
}

/** The clock stands still: nothing passes, and nobody is reminded. */
export type DeadlineSuspended = Fact<'DeadlineSuspended', OfSuspension>;

/** The clock runs again. By how much the date moves follows in a fact of its own, of which this one is the cause. */
export type DeadlineResumed = Fact<
  'DeadlineResumed',
  OfSuspension & {
    /** The first day that counts again. */
    readonly on: PlainDateText;
    /** Civil days that did not count: from the one, up to and without the other. */
    readonly days: number;
  }
>;

export type SuspensionFact = DeadlineSuspended | DeadlineResumed;

/** What is said of each fact: an officer's reason may tell of a person. */
export const suspensionFacts: FactDefinitions<SuspensionFact> = {
  DeadlineSuspended: { version: 1, personalData: ['/reason'], correctable: {} },
  DeadlineResumed: { version: 1, personalData: ['/reason'], correctable: {} },
};

/** One entry of a deadline's ledger of days. */
export interface Suspension extends Authorised {
  /** The first day that does not count. */
  readonly from: PlainDateText;
  /** The first day that counts again; left out while the suspension lasts. */
  readonly until?: PlainDateText;
  /** Civil days that did not count; 0 while the suspension lasts, since nobody knows them yet. */
  readonly days: number;
  /** Who let the clock run again, and why. */
  readonly resumed?: Authorised;
}

/** The ledger of one deadline: in the order of its days, of which none is in two entries, and only the last may be open. */
export type Ledger = readonly Suspension[];

/** The suspension that lasts; nothing when the clock is not suspended. */
export const openIn = (ledger: Ledger): Suspension | undefined => {
  const last = ledger.at(-1);
  return last?.until === undefined ? last : undefined;
};

/** By how many days the date is later than its rule alone would have it. */
export const daysIn = (ledger: Ledger): number => ledger.reduce((sum, { days }) => sum + days, 0);

/** The ledger after one of its facts. */
export const ledgerAfter = (ledger: Ledger, fact: SuspensionFact): Ledger => {
  if (fact.type === 'DeadlineSuspended') return [...ledger, { from: fact.data.from, days: 0, ...authorised(fact) }];
  const open = openIn(ledger);
  if (open === undefined) return ledger;
  const { on: until, days } = fact.data;
  return [...ledger.slice(0, -1), { ...open, until, days, resumed: authorised(fact) }];
};

const authorised = ({ data: { by, capacity, reason, document } }: SuspensionFact): Authorised =>
  stated({ by, capacity, reason, document });

export const isResumption = (fact: RecordedFact): fact is RecordedFact<DeadlineResumed> & DeadlineResumed =>
  fact.type === 'DeadlineResumed';
