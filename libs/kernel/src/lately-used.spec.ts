import { describe, expect, it } from '@jest/globals';
import { LatelyUsed } from './lately-used.js';

describe('what was lately used', () => {
  it('is kept up to a weight, the longest unused going first', () => {
    const kept = new LatelyUsed<string>(10);
    kept.set('a', 'A', 4);
    kept.set('b', 'B', 4);
    expect(kept.get('a')).toBe('A');
    kept.set('c', 'C', 4);
    expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual(['A', undefined, 'C']);
    kept.set('a', 'longer', 11);
    expect(['a', 'c'].map((key) => kept.get(key))).toEqual([undefined, undefined]);
    kept.set('d', 'D', 10);
    expect(kept.get('d')).toBe('D');
  });
});
