import { malformed } from '#kernel';
import { type Deadline, type Deadlines } from './deadline.js';

/** The deadline that a command names by its key. @throws Malformed where there is none */
export const deadlineNamed = (key: string, deadlines: Deadlines): Deadline =>
  deadlines.find((held) => held.key === key) ??
  malformed('/key', 'There is no deadline with this key here: copy it from the list of deadlines.');
