const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
const CONTROLS = /[^\P{Cc}\n\t]/gu;
/** Marks that turn round what stands after them (Unicode Standard Annex 9, 2), so that another thing is read than is written. */
const TURNING = /\p{Bidi_Control}/gu;

/**
 * Free text as mails and calendars show it: without half characters, without what turns it round, and without control
 * characters but tabs and ends of lines (RFC 5545, 3.3.11).
 */
export const plainText = (text: string): string =>
  text.toWellFormed().replaceAll(LINE_ENDS, '\n').replaceAll(CONTROLS, ' ').replaceAll(TURNING, '');

/** The same as one line, without what could hide in it. */
export const plainLine = (text: string): string =>
  plainText(text)
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim();
