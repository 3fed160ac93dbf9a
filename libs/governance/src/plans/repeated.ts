import { CannotCompute, count, sentenceOfLast } from '#calendar';
import { type OccurredOn, type PlainDateText } from '#kernel';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { firstMet, type Met, metBy } from '../vocabulary/met.js';
import { plainData } from '../vocabulary/stated.js';
import { type DueOn, MOST_DATES, type Recurrence } from './periods.js';

/** What is done at one pace from an anchor on. */
export interface Repeating {
  readonly anchor: PlainDateText;
  readonly every: string;
  readonly due: DueOn;
}

/** A date of a recurrence with its receipt: how many there were until then, all counted from the anchor. */
export type Explained = Recurrence & Pick<DerivedDeadline, 'receipt' | 'explained'>;

/** One count serves all dates: each receipt holds the dates up to its own, and its sentence names its own alone. @throws CannotCompute of too many */
export const explained = (
  { anchor, every, due }: Repeating,
  dates: readonly Recurrence[],
  { calendar }: DeadlineTerms,
): readonly Explained[] => {
  const last = dates.at(-1);
  if (last === undefined) return [];
  if (dates.length > MOST_DATES)
    throw new CannotCompute(`there are more than ${MOST_DATES} dates every ${every} from ${anchor}`);
  const whole = count({ convention: 'EVERY', period: every, anchor, times: last.number, due }, calendar).receipt;
  return dates.map(({ number, dueOn }) => {
    const receipt = { ...whole, times: number, result: whole.result.slice(0, number) };
    return { number, dueOn, receipt: plainData(receipt), explained: sentenceOfLast(receipt) };
  });
};

/** A fact by which something was done, when, as far as that is known, and the day by which it had certainly been. */
export interface Done {
  readonly occurredOn: OccurredOn;
  readonly day: PlainDateText;
  readonly fact: string;
}

/** What stopped a clock: the earliest fact for that date. */
export const earliest = (done: readonly Done[]): Met | undefined =>
  firstMet(done.map(({ occurredOn, fact, day }) => metBy(occurredOn, fact, day)));
