import { malformed } from '#kernel';
import {
  type Check,
  CIVIL_DATE,
  formed,
  IDENTIFIER,
  line,
  MONTH_OR_DAY,
  nameOf,
  OCCURRENCE,
  oneOf,
  text,
} from '#kernel/input/checks';
import { type Correctable } from '../vocabulary/facet.js';
import { LIMITS } from '../vocabulary/references.js';
import { CLOSING_TIME } from '../vocabulary/window.js';

const FORMS: Readonly<Record<Extract<Correctable, string>, Check>> = {
  label: line(LIMITS.label),
  name: nameOf(LIMITS.name),
  title: line(LIMITS.title),
  reason: text(LIMITS.reason),
  text: text(LIMITS.text),
  'time of day': formed(CLOSING_TIME),
  day: CIVIL_DATE,
  'month or day': MONTH_OR_DAY,
  occurrence: OCCURRENCE,
  id: IDENTIFIER,
};

/**
 * Refuses a corrected value that the command which tells it would refuse as well, in its words.
 * @throws Malformed
 */
export const requireForm = (pointer: string, form: Correctable, value: string): void => {
  const wrong = (typeof form === 'string' ? FORMS[form] : oneOf(form)).wrong(value);
  if (wrong !== undefined) malformed(pointer, wrong);
};
