import { expect } from '@jest/globals';
import { batchesOf, expectSeenOnceInOrder, from, Seen } from './readers.js';
import { CONTEXT, type ContractCase, gist, told, toldTimes } from './stage.js';
import { writeConcurrently } from './writers.js';

export const readingCases: readonly ContractCase[] = [
  {
    name: 'shows a reader of everything each fact once and in order while many write',
    run: async (stage) => {
      const { log, prefix } = stage;
      const seen = new Seen(await log.head());
      const writing = { over: false };
      const readOn = async (): Promise<void> => {
        for (const batch of await batchesOf(log, { ...from(seen.checkpoint), batchSize: 200 })) seen.take(batch);
      };
      const ids = writeConcurrently(stage).finally(() => {
        writing.over = true;
      });
      ids.catch(() => undefined);
      while (!writing.over) await readOn();
      await readOn();
      expectSeenOnceInOrder(seen, prefix, await ids);
    },
  },
  {
    name: 'gives the positions that a reader finds, rising within an append',
    run: async ({ log, stream, prefix }) => {
      const start = await log.head();
      const one = await log.append(stream('one'), toldTimes(3), 'no stream', CONTEXT);
      const two = await log.append(stream('two'), toldTimes(2), 'no stream', CONTEXT);
      const batches = await batchesOf(log, { ...from(start), prefixes: [prefix] });
      expect(batches.flatMap(({ facts }) => facts)).toEqual([...one.facts, ...two.facts]);
      const positions = [...one.facts, ...two.facts].map(({ position }) => position);
      expect([...new Set(positions)].sort()).toEqual(positions);
      expect(((await log.head()) ?? '') >= (positions.at(-1) ?? '-')).toBe(true);
    },
  },
  {
    name: 'reads a stream from a revision on, as far as is asked',
    run: async ({ log, stream }) => {
      const { facts } = await log.append(stream('long'), toldTimes(9), 'no stream', CONTEXT);
      expect(await log.readStream(stream('long'))).toEqual(facts);
      expect(await log.readStream(stream('long'), { from: 4 })).toEqual(facts.slice(4));
      expect(await log.readStream(stream('long'), { from: 2, limit: 3 })).toEqual(facts.slice(2, 5));
      expect(await log.readStream(stream('long'), { from: 9 })).toEqual([]);
      expect(await log.readStream(stream('never-written'))).toEqual([]);
    },
  },
  {
    name: 'reads several streams in the order named, and of a later one what a fact of an earlier one speaks of',
    run: async ({ log, stream }) => {
      const [cause, effect] = [stream('cause'), stream('effect')];
      expect(await log.readStreams([cause, stream('never-written'), effect])).toEqual([[], [], []]);
      const writing = { over: false };
      const told = async (): Promise<void> => {
        for (let round = 0; round < 60; round += 1)
          for (const each of [cause, effect]) await log.append(each, toldTimes(1), 'any', CONTEXT);
        writing.over = true;
      };
      const lengths: (readonly number[])[] = [];
      const readOn = async (): Promise<void> => {
        const read = await log.readStreams([effect, stream('never-written'), cause]);
        lengths.push(read.map(({ length }) => length));
        if (!writing.over) await readOn();
      };
      await Promise.all([told(), readOn()]);
      expect(lengths.filter(([effects = 0, none, causes = 0]) => none !== 0 || causes < effects)).toEqual([]);
      const both = await log.readStreams([effect, cause]);
      expect(both).toEqual([await log.readStream(effect), await log.readStream(cause)]);
      expect(both.map(({ length }) => length)).toEqual([60, 60]);
    },
  },
  {
    name: 'reads in batches of the size asked for, of which the last alone has caught up',
    run: async ({ log, stream, prefix }) => {
      const start = await log.head();
      await log.append(stream('many'), toldTimes(25), 'no stream', CONTEXT);
      const batches = await batchesOf(log, { ...from(start), prefixes: [prefix], batchSize: 10 });
      expect(Math.max(...batches.map(({ facts }) => facts.length))).toBeLessThanOrEqual(10);
      expect(batches.flatMap(({ facts }) => facts)).toHaveLength(25);
      expect(batches.map(({ caughtUp }) => caughtUp)).toEqual(batches.map((_, index) => index === batches.length - 1));
    },
  },
  {
    name: 'moves a filtered reader’s checkpoint past what it skips',
    run: async ({ log, stream, prefix }) => {
      const start = await log.head();
      const mine = toldTimes(3);
      await log.append(stream('mine'), mine, 'no stream', CONTEXT);
      let last = '';
      for (let n = 0; n < 12; n += 1) {
        const { facts } = await log.append(stream(`theirs-${n}`), toldTimes(50), 'no stream', CONTEXT);
        last = facts.at(-1)?.position ?? '';
      }
      const prefixes = [`${prefix}-mine`, `${prefix}-absent`];
      const batches = await batchesOf(log, { ...from(start), prefixes, batchSize: 20 });
      expect(gist(batches.flatMap(({ facts }) => facts))).toEqual(gist(mine));
      const end = batches.at(-1);
      expect((end?.checkpoint ?? '') >= last).toBe(true);
      expect(end?.caughtUp).toBe(true);
      await log.append(stream('mine'), [told({ n: 'more' })], 'stream exists', CONTEXT);
      const more = await batchesOf(log, { ...from(end?.checkpoint), prefixes });
      expect(more.flatMap(({ facts }) => facts.map(({ data }) => data))).toEqual([{ n: 'more' }]);
    },
  },
  {
    name: 'takes a prefix for what it says, not for a pattern',
    run: async ({ log, stream, prefix }) => {
      const start = await log.head();
      await log.append(stream('a_b%c'), [told({ which: 'meant' })], 'no stream', CONTEXT);
      await log.append(stream('axbyc'), [told({ which: 'not meant' })], 'no stream', CONTEXT);
      await log.append(stream('A_B%C'), [told({ which: 'not meant' })], 'no stream', CONTEXT);
      const batches = await batchesOf(log, { ...from(start), prefixes: [`${prefix}-a_b%`] });
      expect(batches.flatMap(({ facts }) => facts.map(({ data }) => data))).toEqual([{ which: 'meant' }]);
    },
  },
];
