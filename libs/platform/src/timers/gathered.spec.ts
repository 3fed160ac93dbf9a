import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

/** Work that waits to be let go on, and remembers what it was given. */
const held = () => {
  const given: (readonly string[])[] = [];
  const goOn: (() => void)[] = [];
  return {
    given,
    goOn: () => goOn.shift()?.(),
    work: (items: readonly string[]): Promise<void> => {
      given.push(items);
      return new Promise((resolve) => goOn.push(resolve));
    },
  };
};

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what is gathered', () => {
  it('is done at once for who comes alone, and together for those who come meanwhile', async () => {
    const { given, goOn, work } = held();
    const gathered = new Gathered(10, work);
    const first = gathered.add(['a']);
    await soon();
    const others = [gathered.add(['b', 'c']), gathered.add(['d'])];
    await soon();
    expect(given).toEqual([['a']]);
    goOn();
    await first;
    await soon();
    expect(given).toEqual([['a'], ['b', 'c', 'd']]);
    goOn();
    await Promise.all(others);
  });

  it('goes so many at a time, and what one caller brings is never parted', async () => {
    const given: (readonly number[])[] = [];
    const gathered = new Gathered<number>(3, async (items) => void given.push(items));
    await Promise.all([[1], [2, 3], [4], [5, 6, 7, 8], [9]].map((items) => gathered.add(items)));
    expect(given).toEqual([[1, 2, 3], [4], [5, 6, 7, 8], [9]]);
  });

  it('fails for those whose items it failed with, and goes on for the others', async () => {
    const gathered = new Gathered<string>(1, async ([item]) => {
      if (item === 'bad') throw new Error('not this one');
    });
    const ends = await Promise.allSettled(['good', 'bad', 'better'].map((item) => gathered.add([item])));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
