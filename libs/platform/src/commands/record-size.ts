import { type Json, type JsonObject, type NewFact, type RecordedFact, refuse } from '#kernel';

/** What a record may come to, in bytes as JSON, unless told otherwise: hundreds of the longest resolutions there are. */
export const LARGEST_RECORD = 8_388_608;

/** What a fact comes to beside its data: ids, times, hashes and who told it. */
const BESIDE_DATA = 1_024;

/**
 * Facts are kept for ever and a record is read whole, so that nobody can be let make one that no process can read.
 * @throws Refusal where the facts would make the record larger than that
 */
export const mustStayReadable = (
  history: readonly RecordedFact[],
  facts: readonly NewFact[],
  largest: number,
): void => {
  const size = [...history, ...facts].reduce((sum, { data }) => sum + BESIDE_DATA + sizeOf(data as Json), 0);
  if (size > largest)
    refuse({
      reason: `with this the record would come to ${size} bytes, and one record may have ${largest}`,
      rule: 'commands/record-stays-readable',
      satisfiedBy:
        'shorter texts, a record of its own for what is new, or an operator who sets MINUTEBOOK_RECORD_LIMIT higher',
    });
};

/** About what a value comes to as JSON: a character that UTF-8 writes in several bytes counts as one. */
const sizeOf = (value: Json | undefined): number => {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 6;
  return Object.entries(value as JsonObject).reduce((sum, [name, inner]) => sum + name.length + 4 + sizeOf(inner), 2);
};
