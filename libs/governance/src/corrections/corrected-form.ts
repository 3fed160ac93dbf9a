import { isCivilDate, isMonthOrDay, malformed, precisionOf } from '#kernel';
import { isOneLine } from '#kernel/input/fields';
import { type Correctable } from '../vocabulary/facet.js';
import { LIMITS } from '../vocabulary/references.js';
import { CLOSING_TIME } from '../vocabulary/window.js';

/**
 * Refuses a corrected value that the command which tells it would refuse as well.
 * @throws Malformed
 */
export const requireForm = (pointer: string, form: Correctable, value: string): void => {
  const { holds, name } = formOf(form);
  if (!holds(value)) malformed(pointer, `must be ${name}`);
};

interface Form {
  readonly holds: (value: string) => boolean;
  /** What would be right. */
  readonly name: string;
}

const formOf = (form: Correctable): Form =>
  typeof form === 'string'
    ? FORMS[form]
    : { holds: (value) => form.includes(value), name: `one of: ${form.join(', ')}` };

const text = (max: number): Form => ({
  holds: (value) => Array.from(value).length <= max,
  name: `text of at most ${max} characters`,
});

const line = (max: number): Form => ({
  holds: (value) => text(max).holds(value) && isOneLine(value),
  name: `one line of text of at most ${max} characters, without line breaks or control characters`,
});

const FORMS: Readonly<Record<Extract<Correctable, string>, Form>> = {
  label: line(LIMITS.label),
  name: line(LIMITS.name),
  title: line(LIMITS.title),
  reason: text(LIMITS.reason),
  text: text(LIMITS.text),
  'time of day': {
    holds: (value) => CLOSING_TIME.pattern.test(value),
    name: 'a time of day in London, as HH:MM: 17:00',
  },
  day: { holds: isCivilDate, name: 'a day that exists, as YYYY-MM-DD' },
  'month or day': { holds: isMonthOrDay, name: 'a day (2025-01-07) or a month (2021-03)' },
  occurrence: {
    holds: (value) => precisionOf(value) !== undefined,
    name: 'a day, a month, a local time with its offset, or unknown',
  },
};
