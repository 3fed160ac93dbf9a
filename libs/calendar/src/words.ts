import { type PlainDateText } from '#kernel';
import { weekday } from './civil-arithmetic.js';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `five`, `11`: a word up to ten, digits beyond. */
export const inWords = (number: number): string => NUMBERS[number] ?? String(number);

/** `fifth`, `12th`, `21st`: a word up to ten, digits beyond. */
export const ordinal = (number: number): string => ORDINALS[number - 1] ?? `${number}${endingOf(number)}`;

const endingOf = (number: number): string => {
  const isTeen = Math.floor(number / 10) % 10 === 1;
  return (isTeen ? undefined : ['th', 'st', 'nd', 'rd'][number % 10]) ?? 'th';
};

/** `one day`, `five days`, `no days`. */
export const many = (number: number, noun: string): string => `${inWords(number)} ${noun}${number === 1 ? '' : 's'}`;

/** `Tuesday 7 January 2025`. */
export const longDay = (day: PlainDateText): string =>
  `${WEEKDAYS[weekday(day) - 1] ?? ''} ${shortDay(day)} ${day.slice(0, 4)}`;

/** `August 2024` for `2024-08`; a day in full. */
export const longDate = (date: string): string =>
  date.length === 7 ? `${MONTHS[Number(date.slice(5)) - 1] ?? ''} ${date.slice(0, 4)}` : longDay(date);

/** `7 January`. */
export const shortDay = (day: PlainDateText): string =>
  `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`;

/** `19:00 on Thursday 27 March 2025`. */
export const longTime = (local: string): string => `${local.slice(11)} on ${longDay(local.slice(0, 10))}`;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
