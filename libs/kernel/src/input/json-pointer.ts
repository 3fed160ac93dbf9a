/** A JSON pointer (RFC 6901): `/parts/0/answers`; the empty text is the whole document. */
export type JsonPointer = string;

/** The pointer to what stands under `key` in the value at `pointer`. */
export const pointerTo = (pointer: JsonPointer, key: string | number): JsonPointer =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
