import { lengthOf, wholeWords } from './first-words.js';

/**
 * What is due, before the matter or plan to which it belongs: a short line tells the deadlines of one plan apart.
 * `Monitoring of quarter 1: Community Safety Plan` for `Community Safety Plan: monitoring of quarter 1`.
 * @param most In characters: where both take more, the beginning of each is kept, and a third of it is left to the matter or plan.
 */
export const whatFirst = (title: string, of: string, most = Infinity): string => {
  const before = `${of}: `;
  if (title.startsWith(before)) return both(capitalised(title.slice(before.length)), of, most);
  return title.startsWith(`${of} `) ? verbLast(of, title.slice(of.length), most) : both(title, of, most);
};

const both = (what: string, of: string, most: number): string => {
  const room = most - 2;
  const due = wholeWords(what, room - Math.min(lengthOf(of), Math.floor(room / 3)));
  return `${due}: ${wholeWords(of, room - lengthOf(due))}`;
};

/** `A plan of many words… commences`. */
const verbLast = (of: string, rest: string, most: number): string =>
  wholeWords(`${wholeWords(of, Math.max(Math.floor(most / 3), most - lengthOf(rest)))}${rest}`, most);

export const capitalised = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
