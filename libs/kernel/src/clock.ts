import { type InstantText } from './civil-date.js';

/** The only source of time. Production reads the system's clock; tests and demo stores move theirs by hand. */
export interface Clock {
  now(): InstantText;
}
