import { type Fact, type InstantText, type OccurredOn } from '#kernel';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';

/** What is told of a deadline beside its date: what is due, to which body or bodies, and on what rule it stands. */
export type Statement = Pick<DerivedDeadline, 'title' | 'body' | 'bodies' | 'rule'>;

/**
 * Something else is told of it now: what is due is called otherwise, it is owed to another body or to more, or it stands on
 * another rule, or stands more or less firmly. Its date stays, or has moved by a fact of its own. Given in full.
 */
export type DeadlineRestated = Fact<
  'DeadlineRestated',
  Statement & {
    readonly occurredOn: OccurredOn;
    readonly key: string;
    /** Of the date that it has now. */
    readonly version: number;
    readonly cause: string;
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
 * What is told now of a deadline. What was done has its date for good, and with it the rule by which that was counted, also
 * where it would fall due on another day now; its names follow.
 */
export const toldNow = (
  held: Statement & { readonly status: string; readonly dueAt: InstantText },
  now: Pick<DerivedDeadline, keyof Statement | 'dueAt' | 'met'>,
): Statement =>
  statementOf(
    held.status === 'met' && now.met !== undefined && held.dueAt !== now.dueAt ? { ...now, rule: held.rule } : now,
  );
