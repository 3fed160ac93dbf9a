import { describe, expect, it } from '@jest/globals';
import { type RecordedFact } from './fact.js';
import { foldAll, grownBy } from './history.js';
import { recorded } from './testing/given.js';

const facts = (count: number, first = 0): readonly RecordedFact[] =>
  recorded(Array.from({ length: count }, (_, at) => ({ type: 'Said', data: { word: String(first + at) } })));

/** A fold that counts how often it is asked. */
const counting = () => {
  let asked = 0;
  return {
    asked: () => asked,
    fold: {
      initial: '',
      evolve: (words: string, { data }: RecordedFact) => {
        asked += 1;
        return `${words} ${(data as { word: string }).word}`;
      },
    },
  };
};

describe('a history', () => {
  it('is folded once, and where it has grown, on from there', () => {
    const { fold, asked } = counting();
    const history = facts(3);
    expect([foldAll(fold, history), foldAll(fold, history)]).toEqual([' 0 1 2', ' 0 1 2']);
    expect(asked()).toBe(3);
    const grown = grownBy(history, facts(2, 3));
    expect(foldAll(fold, grown)).toBe(' 0 1 2 3 4');
    expect(asked()).toBe(5);
    expect(foldAll(fold, history)).toBe(' 0 1 2');
    expect(asked()).toBe(5);
  });

  it('is folded by each fold for itself', () => {
    const [words, count] = [counting().fold, { initial: 0, evolve: (before: number) => before + 1 }];
    const history = facts(2);
    expect([foldAll(words, history), foldAll(count, history), foldAll(words, history)]).toEqual([' 0 1', 2, ' 0 1']);
    expect(foldAll(count, grownBy(history, facts(1, 2)))).toBe(3);
  });

  it('that has nothing in it is the beginning', () => {
    expect(foldAll(counting().fold, [])).toBe('');
  });
});
