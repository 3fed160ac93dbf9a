import { inWords, listed, shortDay } from './words.js';
import { type SkippedDay } from './working-days.js';

/** More named days than these are told as a number: a sentence is read, a list is looked up. */
const MOST_NAMED = 6;

/** Why days were passed over: `1 January is a bank holiday (New Year's Day), Saturdays and Sundays are not counted`. */
export const skippedInWords = (skipped: readonly SkippedDay[]): string => {
  const named = skipped.filter(({ reason }) => reason !== 'Saturday' && reason !== 'Sunday');
  const isLong = named.length > MOST_NAMED;
  const uncounted = [...(isLong ? [numberOf(named)] : []), ...restDaysIn(skipped)];
  const parts = [
    ...(isLong ? [] : named.map(namedDay)),
    ...(uncounted.length === 0 ? [] : [`${listed(uncounted)} are not counted`]),
  ];
  return parts.length === 0 ? 'no day is skipped' : parts.join(', ');
};

const restDaysIn = (skipped: readonly SkippedDay[]): readonly string[] =>
  (['Saturday', 'Sunday'] as const)
    .filter((each) => skipped.some(({ reason }) => reason === each))
    .map((each) => `${each}s`);

const numberOf = (named: readonly SkippedDay[]): string =>
  named.every(({ reason }) => reason === 'bank holiday')
    ? `${inWords(named.length)} bank holidays`
    : `${inWords(named.length)} holidays and closed days`;

const namedDay = ({ day, reason, name }: SkippedDay): string => {
  const called = name === undefined ? '' : ` (${name})`;
  switch (reason) {
    case 'bank holiday':
      return `${shortDay(day)} is a bank holiday${called}`;
    case 'Christmas Eve':
      return `${shortDay(day)} is Christmas Eve`;
    case 'local closure':
      return `the offices are closed on ${shortDay(day)}${called}`;
    case 'recess':
      return `${shortDay(day)} is in recess${called}`;
    case 'Saturday':
    case 'Sunday':
      return `${shortDay(day)} is a ${reason}`;
  }
};
