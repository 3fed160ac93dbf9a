import { isCivilDate, type PlainDateText } from '#kernel';
import { cannotCompute } from './cannot-compute.js';

/** More than any rule counts, and little enough to answer at once. */
const MOST = 100_000;

/** Throws `CannotCompute` unless the amount is a whole number from `least` to 100,000. */
export const mustBeAmount = (amount: number, least: 0 | 1, convention: string): void => {
  if (!Number.isInteger(amount) || amount < 0 || amount > MOST)
    cannotCompute(`the amount must be a whole number up to ${MOST}, such as 5; it is ${amount}`);
  if (amount < least) cannotCompute(`${convention} needs an amount of at least 1: nothing can begin and last for none`);
};

/** Throws `CannotCompute` unless the text is a day that exists. */
export const mustBeDay = (text: string): PlainDateText =>
  isCivilDate(text) ? text : cannotCompute(`'${String(text)}' ${whyNoDay(String(text))}`);

const whyNoDay = (text: string): string => {
  if (isCivilDate(text.split('T', 1)[0]))
    return 'is a day with a time, and a day alone is wanted: write it as YYYY-MM-DD, such as 2024-07-10';
  if (text.startsWith('0000-')) return 'is in the year 0000, and days are counted in the years 0001 to 9999';
  return 'is not a day that exists; write it as YYYY-MM-DD, such as 2024-07-10';
};
