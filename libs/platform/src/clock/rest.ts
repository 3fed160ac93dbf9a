import { setTimeout as pause } from 'node:timers/promises';
import { type EventLog } from '../event-log/event-log.js';
import { type Processes } from '../processes/index.js';
import { type Projections } from '../projections/projections.js';

/** What must have come to rest before a demo's clock goes on. */
export interface RestParts {
  readonly log: Pick<EventLog, 'head'>;
  readonly processes: Pick<Processes, 'behind'>;
  readonly projections: Pick<Projections, 'waitUntilSeen'>;
}

const LOOK_AGAIN_MS = 5;
const PATIENCE_MS = 1_000;
/** So many looks pass before it is said what is waited for. */
const LOOKS_UNTOLD = 100;

/**
 * Waits until every process has taken every fact, what they wrote about them included, and every read model shows it all.
 * @param tell what is waited for, in plain words
 * @throws the signal's reason when it is aborted
 */
export const untilAtRest = async (
  { log, processes, projections }: RestParts,
  { tell, signal }: { readonly tell: (doing: string) => Promise<void>; readonly signal: AbortSignal },
): Promise<void> => {
  for (let looks = 1; ; looks += 1) {
    signal.throwIfAborted();
    const head = await log.head();
    if (head === undefined) return;
    const behind = await processes.behind();
    if (behind.length > 0) {
      if (looks % LOOKS_UNTOLD === 0) await tell(`waits for what follows the facts: ${behind.join(', ')}`);
      await pause(LOOK_AGAIN_MS);
    } else if ((await log.head()) === head) {
      if (await projections.waitUntilSeen('all', head, { timeoutMs: PATIENCE_MS, signal })) return;
      await tell('waits for the read models');
    }
  }
};
