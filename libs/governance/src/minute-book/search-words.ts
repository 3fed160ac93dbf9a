const MARKS = /\p{M}/gu;
const INVISIBLE = /\p{Cf}/gu;
const APOSTROPHES = /[‘’‛ʼ′`´]/g;
const QUOTES = /[“”„‟″]/g;
const DASHES = /[‐-―−]/g;
/** What stands within a word, or between the parts of a reference: `Co-ordination`, `REF/2024-17`, `St John's`. */
const WITHIN = /(?<=[\p{L}\p{N}])[-/'](?=[\p{L}\p{N}])/gu;

/** What a plain keyboard types as it is. */
const TYPED = /^[ -~]*$/;

/** A text as it is typed on a plain keyboard: no accents, straight quotes, one kind of dash. */
const asTyped = (text: string): string => (TYPED.test(text) ? text : retyped(text));

const retyped = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(MARKS, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll(APOSTROPHES, "'")
    .replaceAll(QUOTES, '"')
    .replaceAll(DASHES, '-');

const apart = (text: string): string => text.replaceAll(WITHIN, ' ');
const together = (text: string): string => text.replaceAll(WITHIN, '');

const JOINS = /[-/']/;
const readingsOf = (typed: string): readonly string[] =>
  JOINS.test(typed) ? [...new Set([apart(typed), together(typed)])] : [typed];

/** What a row of a register is found by, one text a line: the words of each as they are typed, in parts and put together. */
export const searchable = (texts: readonly (string | undefined)[]): string =>
  [...new Set(texts)].flatMap((text) => (text === undefined ? [] : readingsOf(asTyped(text)))).join('\n');

/** What is asked for, read in the same two ways. */
export const searchedFor = (search: string): { readonly apart: string; readonly together: string } => {
  const typed = asTyped(search);
  return { apart: apart(typed), together: together(typed) };
};
