import { inWords, listed, shortDay } from './words.js';
import { type SkippedDay } from './working-days.js';

/** More named days than these are told as a number: a sentence is read, a list is looked up. */
const MOST_NAMED = 6;

/** Why days were passed over: `1 January is a bank holiday (New Year's Day), Saturdays and Sundays are not counted`. */
export const skippedInWords = (skipped: readonly SkippedDay[]): string => {
  const named = skipped.filter(({ reason }) => reason !== 'Saturday' && reason !== 'Sunday');
  const rest = (['Saturday', 'Sunday'] as const).filter((each) => skipped.some(({ reason }) => reason === each));
  const parts = [
    ...(named.length > MOST_NAMED ? [`${named.length} other days are not working days`] : named.map(namedDay)),
    ...(rest.length === 0 ? [] : [`${listed(rest.map((each) => `${each}s`))} are not counted`]),
  ];
  return parts.length === 0 ? `${inWords(0)} day is skipped` : parts.join(', ');
};

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
