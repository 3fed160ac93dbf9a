import { expect } from '@jest/globals';
import { expectSeenOnceInOrder, followUntil, from, Seen } from './readers.js';
import { CONTEXT, type ContractCase, type Stage, toldTimes } from './stage.js';
import { writeConcurrently } from './writers.js';

/** Follows until everything that was written has come, leaving and resuming from the checkpoint after every few facts. */
const followInPieces = async (stage: Stage, seen: Seen, piece: number, isOver: (count: number) => boolean) => {
  const { log, prefix, terms } = stage;
  const deadline = performance.now() + terms.patience;
  while (!isOver(seen.of(prefix).length) && performance.now() < deadline) {
    const goal = seen.of(prefix).length + piece;
    await followUntil(
      log,
      seen,
      { prefixes: [prefix], batchSize: 60, patience: Math.max(1, deadline - performance.now()) },
      () => seen.of(prefix).length >= goal || isOver(seen.of(prefix).length),
    );
  }
};

/** Writes while a subscriber follows in pieces; each fact must come once. */
const writeAndFollow = async (stage: Stage, piece: number, meanwhile: () => Promise<void>): Promise<void> => {
  const { log, stream, prefix } = stage;
  const seen = new Seen(await log.head());
  const { facts: early } = await log.append(stream('early'), toldTimes(30), 'no stream', CONTEXT);
  let total = Number.POSITIVE_INFINITY;
  const writing = writeConcurrently(stage).then(async (ids) => {
    // Only with something still to come is it certain that the subscriber looks at the total again.
    total = ids.length + early.length + 1;
    const { facts: last } = await log.append(stream('last'), toldTimes(1), 'no stream', CONTEXT);
    return [...ids, ...last.map(({ id }) => id)];
  });
  const [ids] = await Promise.all([
    writing,
    followInPieces(stage, seen, piece, (count) => count >= total),
    meanwhile(),
  ]);
  expectSeenOnceInOrder(seen, prefix, [...early.map(({ id }) => id), ...ids]);
};

export const subscriptionCases: readonly ContractCase[] = [
  {
    name: 'lets a subscriber catch up, go live, leave, and resume from its checkpoint without loss',
    run: (stage) => writeAndFollow(stage, 150, () => Promise.resolve()),
  },
  {
    name: 'wakes a subscriber that has caught up when something comes',
    run: async ({ log, stream, prefix, terms }) => {
      const seen = new Seen(await log.head());
      const { facts } = await log.append(stream('live'), toldTimes(1), 'no stream', CONTEXT);
      const following = followUntil(
        log,
        seen,
        { prefixes: [prefix], patience: terms.patience },
        () => seen.of(prefix).length === 11,
      );
      for (let n = 0; n < 10; n += 1) await log.append(stream('live'), toldTimes(1), { revision: n }, CONTEXT);
      await following;
      expect(seen.of(prefix)).toEqual(await log.readStream(stream('live')));
      expect(seen.of(prefix)[0]).toEqual(facts[0]);
    },
  },
  {
    name: 'moves a filtered subscriber’s checkpoint past what it skips, also when nothing comes through',
    run: async ({ log, stream, prefix, terms }) => {
      const seen = new Seen(await log.head());
      const { facts } = await log.append(stream('theirs'), toldTimes(40), 'no stream', CONTEXT);
      const last = facts.at(-1)?.position ?? '';
      await followUntil(
        log,
        seen,
        { prefixes: [`${prefix}-mine`], patience: terms.patience },
        ({ checkpoint }) => (checkpoint ?? '') >= last,
      );
      expect((seen.checkpoint ?? '') >= last).toBe(true);
      expect(seen.facts).toEqual([]);
    },
  },
  {
    name: 'ends a subscription quietly when its signal is aborted, before it begins or while it waits',
    run: async ({ log, stream, prefix, terms }) => {
      const start = await log.head();
      await log.append(stream('idle'), toldTimes(2), 'no stream', CONTEXT);
      for (const moment of ['before', 'while waiting']) {
        const stop = new AbortController();
        const impatience = setTimeout(() => {
          stop.abort();
        }, terms.patience);
        if (moment === 'before') stop.abort();
        const seen = new Seen(start);
        for await (const batch of log.subscribe({ ...from(start), prefixes: [prefix], signal: stop.signal })) {
          seen.take(batch);
          if (seen.of(prefix).length === 2)
            setTimeout(() => {
              stop.abort();
            }, 20);
        }
        clearTimeout(impatience);
        expect(seen.of(prefix)).toHaveLength(moment === 'before' ? 0 : 2);
      }
    },
  },
];

/** The case of connections that are severed; only where the one who runs the contract can sever them. */
export const cutOffCases: readonly ContractCase[] = [
  {
    name: 'mends a severed connection: a subscriber misses nothing and gets nothing twice',
    run: async (stage) => {
      const { log, stream, prefix, terms, cutOff } = stage;
      const seen = new Seen(await log.head());
      const following = followUntil(
        log,
        seen,
        { prefixes: [prefix], patience: terms.patience },
        () => seen.of(prefix).length === 60,
      );
      const ids: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const facts = toldTimes(10);
        ids.push(...facts.map(({ id }) => id));
        await persistently(() => log.append(stream('cut'), facts, 'any', CONTEXT), terms.patience);
        await cutOff?.();
      }
      await following;
      expectSeenOnceInOrder(seen, prefix, ids);
    },
  },
];

/** Tries again with the same ids where the log did not answer. */
const persistently = async (attempt: () => Promise<unknown>, patience: number): Promise<void> => {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if ((error as Error).name !== 'LogUnavailable' || performance.now() > deadline) throw error;
    }
  }
};
