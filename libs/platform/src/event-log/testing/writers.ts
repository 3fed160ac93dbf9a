import { CONTEXT, type Stage, toldTimes } from './stage.js';

/** How many facts the appends of a writer hold, in turn: uneven, so that short ones overtake long ones. */
const SIZES = [1, 12, 1, 1, 40, 2, 1, 5] as const;

/**
 * Many callers, each writing to streams of its own and to one that all share. Resolves to the ids of all that was acknowledged,
 * once all is written.
 */
export const writeConcurrently = async (
  { log, stream, terms }: Stage,
  written: (ids: readonly string[]) => void = () => undefined,
): Promise<readonly string[]> => {
  const all: string[] = [];
  const write = async (writer: number): Promise<void> => {
    for (let turn = 0; turn < terms.appendsPerWriter; turn += 1) {
      const facts = toldTimes(SIZES[(turn + writer) % SIZES.length] ?? 1);
      const name = stream(turn % 7 === 3 ? 'shared' : `writer-${writer}-${Math.floor(turn / 5)}`);
      await log.append(name, facts, 'any', CONTEXT);
      const ids = facts.map(({ id }) => id);
      all.push(...ids);
      written(ids);
    }
  };
  await Promise.all(Array.from({ length: terms.writers }, (_, writer) => write(writer)));
  return all;
};
