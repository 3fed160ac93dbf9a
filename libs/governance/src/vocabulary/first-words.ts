/** A text as one line of so many characters at most; where it is longer, its beginning: `that the Director of Law ad…`. */
export const firstWords = (text: string, most: number): string => {
  const letters = Array.from(text.replaceAll(/\s+/gu, ' ').trim());
  return letters.length <= most
    ? letters.join('')
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};

/** A line of so many characters at most; where it is longer, its beginning, cut between words unless one takes half of it. */
export const wholeWords = (line: string, most: number): string => {
  const letters = Array.from(line);
  if (letters.length <= most) return line;
  const beginning = letters.slice(0, most - 1).join('');
  const words = letters[most - 1] === ' ' ? beginning : beginning.replace(/ [^ ]*$/u, '');
  return `${(2 * words.length > beginning.length ? words : beginning).replace(/[ ,;:]+$/u, '')}…`;
};

/** In characters. */
export const lengthOf = (text: string): number => Array.from(text).length;
