import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../../../test/support/eventually.js';
import { Rush } from './rush.js';

/** Something that ends when it is told to. */
const endless = (): { readonly work: () => Promise<void>; readonly end: () => void } => {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  return {
    work: () => over,
    end: () => {
      end();
    },
  };
};

const numbers = async function* (): AsyncGenerator<number> {
  yield* [1, 2, 3];
};

/** What a follower that gives way has come to see, one after another. */
const followed = (rush: Rush, signal = new AbortController().signal): readonly number[] => {
  const seen: number[] = [];
  void (async () => {
    for await (const item of rush.givenWay(numbers(), signal)) seen.push(item);
  })();
  return seen;
};

const NOT_YET_MS = 50;

describe('a rush', () => {
  it('is given way to until it is over, and nobody waits without one', async () => {
    const rush = new Rush();
    const { work, end } = endless();
    const going = rush.during(work);
    const seen = followed(rush);
    await pause(NOT_YET_MS);
    expect(seen).toEqual([1]);
    end();
    await going;
    await eventually(() => seen.length === 3);
  });

  it('is over when what went first has failed', async () => {
    const rush = new Rush();
    await expect(rush.during(() => Promise.reject(new Error('the log is away')))).rejects.toThrow('the log is away');
    const seen = followed(rush);
    await eventually(() => seen.length === 3);
  });

  it('keeps nobody back for longer than its time', async () => {
    const rush = new Rush(2 * NOT_YET_MS);
    const { work, end } = endless();
    const going = rush.during(work);
    const began = performance.now();
    const seen = followed(rush);
    await eventually(() => seen.length === 3);
    expect(performance.now() - began).toBeGreaterThanOrEqual(4 * NOT_YET_MS - 10);
    end();
    await going;
  });

  it('keeps nobody back while somebody waits for what follows', async () => {
    const rush = new Rush();
    const [first, waiting] = [endless(), endless()];
    const going = rush.during(first.work);
    const seen = followed(rush);
    await pause(NOT_YET_MS);
    expect(seen).toEqual([1]);
    const waited = rush.nonetheless(waiting.work);
    await eventually(() => seen.length === 3);
    waiting.end();
    await waited;
    const later = followed(rush);
    await pause(NOT_YET_MS);
    expect(later).toEqual([1]);
    first.end();
    await going;
  });

  it('keeps back nobody who is to stop', async () => {
    const rush = new Rush();
    const { work, end } = endless();
    const going = rush.during(work);
    const seen = followed(rush, AbortSignal.abort());
    await eventually(() => seen.length === 3);
    end();
    await going;
  });
});
