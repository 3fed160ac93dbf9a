import { isEmail } from 'class-validator';
import { isCivilDate } from '../civil-date.js';
import { isMonthOrDay, precisionOf } from '../occurrence.js';
import { type Wrong } from './schema.js';

/** How a value is told from a wrong one. */
export interface Check {
  readonly name: string;
  readonly wrong: Wrong;
}

const unless =
  (holds: (value: unknown) => boolean, message: string): Wrong =>
  (value) =>
    holds(value) ? undefined : message;

const matching =
  (pattern: RegExp) =>
  (value: unknown): value is string =>
    typeof value === 'string' && pattern.test(value);

/** Something to be seen: neither space nor what has no shape of its own, such as a zero-width space. */
const VISIBLE = /[^\p{Z}\p{C}]/u;

/** What text holds that cannot be kept; nothing where it is sound. */
export const unsoundIn = (text: string): string | undefined => {
  if (text.includes('\u0000')) return 'U+0000';
  return text.isWellFormed() ? undefined : 'broken surrogate pairs';
};

/** What is wrong with a text, the first thing alone; nothing where nothing is. */
export const wrongWithText = (
  value: unknown,
  max: number,
  right = `text of 1 to ${max} characters`,
): string | undefined => {
  if (typeof value !== 'string') return `must be ${right}`;
  const unsound = unsoundIn(value);
  if (unsound !== undefined) return `must be text without ${unsound}`;
  if (value === '') return `is empty: it must be ${right}`;
  if (!VISIBLE.test(value)) return `is blank: it must be ${right}`;
  const { length } = Array.from(value);
  return length > max ? `is too long, with ${length} characters: it must be ${right}` : undefined;
};

export const text = (max: number): Check => ({ name: 'text', wrong: (value) => wrongWithText(value, max) });

export const textOrEmpty = (max: number): Check => ({
  name: 'textOrEmpty',
  wrong: (value) => (value === '' ? undefined : wrongWithText(value, max, `empty, or text of 1 to ${max} characters`)),
});

/** What ends a line, hides in it, or turns it round: controls (Cc), separators of lines and paragraphs, overrides of direction. */
export const ONE_LINE = /^[^\p{Cc}\u2028-\u202E\u2066-\u2069]*$/u;

/** Whether text is one line: without line breaks and other control characters. */
export const isOneLine = (words: string): boolean => ONE_LINE.test(words);

export const line = (max: number): Check => ({
  name: 'line',
  wrong: (value) =>
    wrongWithText(value, max, `one line of text of 1 to ${max} characters`) ??
    (isOneLine(value as string) ? undefined : 'must be one line, without line breaks and other control characters'),
});

/** One line that begins and ends with something to be seen. */
export const NAME = /^[^\p{Z}\p{C}](?:[^\p{Cc}\u2028-\u202E\u2066-\u2069]*[^\p{Z}\p{C}])?$/u;

export const nameOf = (max: number): Check => ({
  name: 'name',
  wrong: (value) =>
    line(max).wrong(value) ??
    (NAME.test(value as string)
      ? undefined
      : 'must not begin or end with a space, or with what nobody sees: by that it would be another name'),
});

/** Text of one form: `P6M`. `holds` says what the pattern cannot. */
export interface Form {
  readonly pattern: RegExp;
  readonly holds?: (text: string) => boolean;
  readonly examples: readonly string[];
  /** What would be right. */
  readonly message: string;
}

export const formed = ({ pattern, holds = () => true, message }: Form): Check => ({
  name: 'formed',
  wrong: unless((value) => matching(pattern)(value) && holds(value), message),
});

export const oneOf = (words: readonly string[]): Check => ({
  name: 'oneOf',
  wrong: unless((value) => words.includes(value as string), `must be one of: ${words.join(', ')}`),
});

/** A whole number that JSON carries exactly. */
export const count = (min: number, max: number): Check => ({
  name: 'count',
  wrong: unless(
    (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
    `must be a whole number from ${min} to ${max}`,
  ),
});

export const CIVIL_DATE: Check = {
  name: 'civilDate',
  wrong: unless(isCivilDate, 'must be a day that exists, as YYYY-MM-DD, such as 2024-07-10'),
};

export const OCCURRENCE: Check = {
  name: 'occurrence',
  wrong: unless(
    (value) => precisionOf(value) !== undefined,
    'must be a day (2024-07-09), a month (2021-03), a local time with its offset (2024-07-09T14:05+01:00), or unknown',
  ),
};

export const MONTH_OR_DAY: Check = {
  name: 'monthOrDay',
  wrong: unless(isMonthOrDay, 'must be a day (2025-01-07) or a month (2021-03) that exists'),
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const IDENTIFIER: Check = { name: 'identifier', wrong: unless(matching(UUID), 'must be a lower-case UUID') };

export const OFFICE = /^[a-z0-9-]{1,60}$/;

export const OFFICE_NAME: Check = {
  name: 'officeName',
  wrong: unless(matching(OFFICE), 'must be 1 to 60 of a-z, 0-9 and -, such as democratic-services'),
};

/** What a quoted local part could hold beside an address, and what separates addresses: never part of one here. */
const UNSOUND = /[\s"()<>,;:\\]|[^\x20-\x7e]/;

export const MAIL_ADDRESS: Check = {
  name: 'mailAddress',
  wrong: unless(
    (value) => typeof value === 'string' && !UNSOUND.test(value) && isEmail(value),
    'must be a mail address, such as democratic-services@council.example',
  ),
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

export const OBJECT: Check = {
  name: 'object',
  wrong: unless(isObject, 'must be an object with the documented fields'),
};
