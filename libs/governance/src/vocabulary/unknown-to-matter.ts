import { malformed } from '#kernel';

/**
 * Refuses the id of what a matter does not have. Receipts tell the ids of facts; what a fact tells of has an id of its own.
 * @throws Malformed
 */
export const unknownToMatter = (pointer: string, what: string): never =>
  malformed(pointer, `must be ${what} that this matter has, by the id on its page: the id of a fact is another`);
