import { type OccurredOn } from '#kernel';
import { type CommissionRef, isSameCommission } from '../vocabulary/references.js';
import { fulfilmentsOf, type Requests } from './request.js';

/** A report that is what somebody asked for, as a person judged it. */
export interface Received {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly report: string;
  readonly because: string;
  readonly fulfilledOn: OccurredOn;
}

/** What was forecast of a report, for all who asked for it. */
export interface Awaited {
  readonly meets: readonly Readonly<CommissionRef>[];
  /** By a report, or by a decision where that was forecast. */
  readonly fulfilled?: Omit<Received, 'report'> & Partial<Pick<Received, 'report'>>;
}

/** Whether something is for a commission, perhaps among others: one deliverable, many recipients. */
export const meets =
  (commission: Readonly<CommissionRef>) =>
  ({ meets: many }: Pick<Awaited, 'meets'>): boolean =>
    many.some((met) => isSameCommission(met, commission));

/**
 * Every report by which a commission was fulfilled: those of which that was said itself, then those that are what was
 * forecast for it. A report that was told both ways is one.
 */
export const receivedFor = (
  commission: Readonly<CommissionRef>,
  requests: Requests,
  forecasts: readonly Awaited[],
): readonly Received[] => {
  const direct = fulfilmentsOf(requests, commission);
  const asForecast = forecasts
    .filter(meets(commission))
    .flatMap(({ fulfilled }) => (isReceived(fulfilled) ? [fulfilled] : []))
    .filter(({ report }) => !direct.some((known) => known.report === report));
  return [...direct, ...asForecast];
};

const isReceived = (fulfilled: Awaited['fulfilled']): fulfilled is Received => fulfilled?.report !== undefined;
