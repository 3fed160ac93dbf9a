import { CannotCompute, count, sentenceOfLast } from '#calendar';
import { type PlainDateText } from '#kernel';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type DeadlineTerms } from '../vocabulary/deadline-terms.js';
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

/** A fact by which something was done, and the day by which it was. */
export interface Done {
  readonly day: PlainDateText;
  readonly fact: string;
}

/** What stopped a clock: the earliest fact for that date. */
type Met = NonNullable<DerivedDeadline['met']>;

export const earliest = (done: readonly Done[]): Met | undefined => {
  const [first] = done.toSorted((one, other) => (one.day < other.day ? -1 : 1));
  return first === undefined ? undefined : { on: first.day, by: first.fact };
};
