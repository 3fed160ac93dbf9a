import { type PlainDateText } from '#kernel';
import { type Calendar } from './calendar.js';
import {
  type CalendarDayReceipt,
  type Counted,
  type Reading,
  type Receipt,
  type WorkingDayReceipt,
} from './receipt.js';
import { type SkippedDay } from './working-days.js';

/** The result that a receipt explains. */
export const answered = <R extends Receipt>(receipt: R): Counted<R> => ({ result: receipt.result, receipt });

/** The readings of a contested day, the earlier one marked as acted on. */
export const readingsOf = (
  one: Omit<Reading, 'actedOn'>,
  other: Omit<Reading, 'actedOn'>,
): readonly [Reading, Reading] => {
  const [earlier, later] = one.result <= other.result ? [one, other] : [other, one];
  return [
    { ...earlier, actedOn: true },
    { ...later, actedOn: false },
  ];
};

/** The answer to a question that the law leaves open: the receipt's result is the reading acted on. */
export const contested = <R extends CalendarDayReceipt | WorkingDayReceipt>(
  receipt: R,
  readings: readonly Reading[],
): Counted<R> => ({
  ...answered({ ...receipt, readings }),
  contested: true,
  alternatives: readings.filter(({ actedOn }) => !actedOn).map(({ result }): PlainDateText => result),
});

/** Name and version of a calendar, as receipts cite it. */
export const cited = ({ name, version }: Calendar): { name: string; version: number } => ({ name, version });

export const inOrder = (skipped: readonly SkippedDay[]): readonly SkippedDay[] =>
  skipped.toSorted((one, other) => (one.day < other.day ? -1 : 1));
