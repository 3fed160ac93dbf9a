import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Position } from '#kernel';
import { Bell } from '../bell.js';
import { placeOf } from '../position.js';
import { type CountedLog, openCountedLog } from '../testing/counted-connections.js';
import { CONTEXT, told } from '../testing/stage.js';
import { LatestFacts } from './latest-facts.js';
import { type NextBatch, nextBatch } from './reading.js';

let counted: CountedLog;
let bell: Bell;
beforeEach(async () => {
  counted = await openCountedLog();
  bell = new Bell();
});
afterEach(async () => {
  await counted.close();
});

const PREFIXES = ['petition-'];

/** Appends so many facts, every other one to a stream that nobody here follows, and rings. */
const append = async (facts: number): Promise<void> => {
  for (let at = 0; at < facts; at += 1)
    await counted.log.append(at % 2 === 0 ? 'petition-coventry-a' : 'motion-coventry-a', [told()], 'any', CONTEXT);
  bell.ring();
};

const readerOf = (latest: LatestFacts, prefixes: readonly string[] | undefined, batchSize = 100): NextBatch =>
  latest.nextBatch(nextBatch(counted.connections, { ...(prefixes && { prefixes }), batchSize }), prefixes, batchSize);

/** The places of the facts that a reader finds from where it stands, and where it stands then. */
const readOn = async (
  next: NextBatch,
  from?: Position,
): Promise<{ places: readonly number[]; at: Position | undefined; batches: number }> => {
  const places: number[] = [];
  let at = from;
  for (let batches = 0; ; batches += 1) {
    const batch = await next(at);
    if (batch === undefined) return { places, at, batches };
    places.push(...batch.facts.map(({ position }) => placeOf(position)));
    at = batch.checkpoint;
    if (batch.caughtUp) return { places, at, batches: batches + 1 };
  }
};

const upTo = (last: number, first = 1): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);
const odd = (places: readonly number[]): readonly number[] => places.filter((place) => place % 2 === 1);

describe('the latest facts', () => {
  it('are read once for all who stand at the end, whatever each of them follows', async () => {
    const latest = new LatestFacts({ connections: counted.connections, bell });
    await append(10);
    const all = readerOf(latest, undefined);
    const some = [readerOf(latest, PREFIXES), readerOf(latest, PREFIXES), readerOf(latest, ['motion-'])];
    const { at } = await readOn(all);
    await append(6);
    counted.connections.asked = [];
    const found = await Promise.all([all, ...some].map((next) => readOn(next, at)));
    expect(counted.connections.asked).toEqual(['log-everything']);
    const [everything, petitions, again, motions] = found.map(({ places }) => places);
    expect([everything, petitions, again, motions]).toEqual([
      upTo(16, 11),
      odd(upTo(16, 11)),
      odd(upTo(16, 11)),
      [12, 14, 16],
    ]);
    expect(new Set(found.map((each) => each.at))).toEqual(new Set([await counted.log.head()]));
  });

  it('are in batches of the size asked for, of which the last alone has caught up', async () => {
    const latest = new LatestFacts({ connections: counted.connections, bell });
    const next = readerOf(latest, PREFIXES, 4);
    const start = await readOn(next);
    await append(11);
    expect(await readOn(next, start.at)).toEqual({ places: odd(upTo(11)), at: await counted.log.head(), batches: 3 });
  });

  it('are not taken for the end once the bell has rung again', async () => {
    const latest = new LatestFacts({ connections: counted.connections, bell });
    const [one, other] = [readerOf(latest, undefined), readerOf(latest, undefined)];
    await append(2);
    const { at } = await readOn(one);
    await append(2);
    await readOn(one, at);
    await append(2);
    expect(await other(at)).toMatchObject({ caughtUp: false });
    expect(await readOn(other, at)).toMatchObject({ places: [3, 4, 5, 6] });
  });

  it('are read by itself by who is further behind than they reach', async () => {
    const latest = new LatestFacts({ connections: counted.connections, bell, kept: 5 });
    const [ahead, behind] = [readerOf(latest, undefined), readerOf(latest, PREFIXES, 3)];
    const { at } = await readOn(ahead);
    for (let round = 0; round < 4; round += 1) {
      await append(7);
      await readOn(ahead, at);
    }
    expect((await readOn(behind, at)).places).toEqual(
      Array.from({ length: 28 }, (_, index) => index + 1).filter((place) => ((place - 1) % 7) % 2 === 0),
    );
  });

  it('are read again after a reading that failed', async () => {
    const latest = new LatestFacts({ connections: counted.connections, bell });
    const next = readerOf(latest, undefined);
    const { at } = await readOn(next);
    await append(3);
    counted.connections.areAway = true;
    const found = await Promise.allSettled([next(at), next(at)]);
    expect(found.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    counted.connections.areAway = false;
    expect((await readOn(next, at)).places).toEqual([1, 2, 3]);
  });
});
