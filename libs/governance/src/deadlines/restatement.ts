import { type Fact, type InstantText, type JsonObject, type OccurredOn } from '#kernel';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';

/** What is told of a deadline beside its date: what is due, to which body or bodies, and on what rule it stands. */
export type Statement = Pick<DerivedDeadline, 'title' | 'body' | 'bodies' | 'rule'>;

/**
 * Something else is told of it now: what is due is called otherwise, it is owed to another body or to more, or it stands on
 * another rule, or stands more or less firmly. Its date stays, or has moved by a fact of its own. Given in full. Or what
 * had started its clock was struck out, and another fact has started it as well.
 */
export type DeadlineRestated = Fact<
  'DeadlineRestated',
  Statement & {
    readonly occurredOn: OccurredOn;
    readonly key: string;
    /** Of the date that it has now. */
    readonly version: number;
    readonly cause: string;
    /** Id of the fact that has started its clock, where the former one was struck out. @factVersion 2 */
    readonly startedBy?: string;
  }
>;

/** How a deadline was told before, and is told now. */
export interface Restatement {
  readonly of: 'statement';
  readonly from: Statement;
  readonly to: Statement;
  readonly cause: string;
}

export const statementOf = ({ title, body, bodies, rule }: Statement): Statement =>
  stated({ title, body, bodies, rule });

export const isStatedAlike = (one: Statement, other: Statement): boolean =>
  saysTheSame(statementOf(one), statementOf(other));

/**
 * What was done has its date for good, whatever becomes of calendars and settings, and of what is decided afterwards. But a
 * count from another day on record, or another window, by what had happened before it was done, is the count that it should
 * have had: no matter in which order the two were told.
 */
export const keepsDate = (
  held: { readonly status: string; readonly receipt: JsonObject },
  { met, receipt }: Pick<DerivedDeadline, 'met' | 'receipt'>,
): boolean =>
  held.status === 'met' &&
  met !== undefined &&
  (met.isBeforeStart === true || saysTheSame(onRecordIn(held.receipt), onRecordIn(receipt)));

/** What a count takes from the record alone: the day from which it goes, or both days of a window. */
const onRecordIn = ({ convention, start, result }: JsonObject): unknown =>
  convention === 'WINDOW' ? { start, result } : { start };

/** What is told now of a deadline: with a date that is kept goes the rule by which it was counted; its names follow. */
export const toldNow = (
  held: Statement & { readonly status: string; readonly dueAt: InstantText; readonly receipt: JsonObject },
  now: Pick<DerivedDeadline, keyof Statement | 'dueAt' | 'met' | 'receipt'>,
): Statement => statementOf(keepsDate(held, now) && held.dueAt !== now.dueAt ? { ...now, rule: held.rule } : now);
