import { type PreparedAppend } from '../appending/preparation.js';
import { type Appended } from '../event-log.js';

/** An append and the caller who waits for its outcome. */
export interface Waiting {
  readonly append: PreparedAppend;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (reason: unknown) => void;
}

/** Facts in one group, at most; a single append may have more. */
const MOST_FACTS = 1_000;

/**
 * Takes from the queue at most so many appends as can be written in one transaction, in the order of arrival. What shares an id with an append
 * of the group waits for the next: only the log can tell whether it is a repeat. So does what shares a stream or an id
 * with a group that is being written: nothing is built on what may yet fail. Nor does anybody go past one who waits for
 * the same stream.
 */
export const takeGroup = (
  queue: Waiting[],
  inFlight: Iterable<readonly Waiting[]>,
  most: number,
): readonly Waiting[] => {
  const busy = new Set<string>();
  for (const { append } of [...inFlight].flat()) {
    busy.add(append.stream);
    for (const { id } of append.facts) busy.add(id);
  }
  const group: Waiting[] = [];
  const later: Waiting[] = [];
  let count = 0;
  for (const waiting of queue) {
    const { stream, facts } = waiting.append;
    const isFull = group.length === most || (group.length > 0 && count + facts.length > MOST_FACTS);
    if (isFull || busy.has(stream) || facts.some(({ id }) => busy.has(id))) {
      later.push(waiting);
      busy.add(stream);
      continue;
    }
    for (const { id } of facts) busy.add(id);
    count += facts.length;
    group.push(waiting);
  }
  queue.splice(0, queue.length, ...later);
  return group;
};
