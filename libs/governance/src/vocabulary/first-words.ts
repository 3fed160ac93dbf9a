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
