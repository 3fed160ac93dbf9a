/** Object ids of PostgreSQL's element types. */
const TEXT = 25;
const INTEGER = 23;
const HEADER = 20;

/**
 * A list of texts as PostgreSQL takes it in binary form: no quoting here and no parsing there, which for the JSON of a
 * fact is most of the work.
 */
export const textArray = (texts: readonly string[]): Buffer => {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const size = lengths.reduce((sum, length) => sum + 4 + length, HEADER);
  const array = header(size, TEXT, texts.length);
  let offset = HEADER;
  for (const [index, text] of texts.entries()) {
    offset = array.writeInt32BE(lengths[index] ?? 0, offset);
    offset += array.write(text, offset);
  }
  return array;
};

/** A list of whole numbers of 32 bits in the same form. */
export const integerArray = (numbers: readonly number[]): Buffer => {
  const array = header(HEADER + 8 * numbers.length, INTEGER, numbers.length);
  let offset = HEADER;
  for (const number of numbers) {
    offset = array.writeInt32BE(4, offset);
    offset = array.writeInt32BE(number, offset);
  }
  return array;
};

/** One dimension, no nulls, counted from 1. */
const header = (size: number, element: number, length: number): Buffer => {
  const array = Buffer.allocUnsafe(size);
  for (const [index, word] of [1, 0, element, length, 1].entries()) array.writeInt32BE(word, 4 * index);
  return array;
};
