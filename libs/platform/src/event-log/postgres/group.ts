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
 * Takes from the queue what can be written in one transaction, in the order of arrival. What shares an id with an append
 * of the group waits for the next: only the log can tell whether it is a repeat.
 */
export const takeGroup = (queue: Waiting[]): readonly Waiting[] => {
  const group: Waiting[] = [];
  const put: Waiting[] = [];
  const ids = new Set<string>();
  let count = 0;
  let taken = 0;
  for (const waiting of queue) {
    const { facts } = waiting.append;
    if (taken > 0 && count + facts.length > MOST_FACTS) break;
    taken += 1;
    if (facts.some(({ id }) => ids.has(id))) {
      put.push(waiting);
      continue;
    }
    for (const { id } of facts) ids.add(id);
    count += facts.length;
    group.push(waiting);
  }
  queue.splice(0, taken, ...put);
  return group;
};
