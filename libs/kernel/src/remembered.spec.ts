import { describe, expect, it } from '@jest/globals';
import { londonMidnight } from './civil-date.js';
import { remembered, rememberedOf } from './remembered.js';

describe('a function that remembers', () => {
  it('asks once about the same text, and keeps no more than it should', () => {
    const asked: string[] = [];
    const shout = remembered((text) => {
      asked.push(text);
      return text.toUpperCase();
    });
    expect([shout('a'), shout('b'), shout('a')]).toEqual(['A', 'B', 'A']);
    expect(asked).toEqual(['a', 'b']);
    for (let at = 0; at < 5_000; at += 1) shout(`word ${at}`);
    expect(shout('a')).toBe('A');
    expect(asked.filter((text) => text === 'a')).toHaveLength(2);
  });

  it('asks once about the same thing, whatever it answers, and again about one that looks like it', () => {
    const asked: object[] = [];
    const isLong = rememberedOf((list: readonly string[]) => {
      asked.push(list);
      return list.length > 1 ? true : undefined;
    });
    const [short, long] = [['a'], ['a', 'b']];
    expect([isLong(short), isLong(long), isLong(short), isLong(long), isLong(['a'])]).toEqual([
      ...[undefined, true, undefined, true, undefined],
    ]);
    expect(asked).toEqual([short, long, ['a']]);
  });

  it('throws every time what is thrown once', () => {
    const ask = () => londonMidnight('2024-02-30');
    expect(ask).toThrow(RangeError);
    expect(ask).toThrow(RangeError);
  });

  it('says of both clock changes what the time zone says', () => {
    const midnights = ['2025-03-30', '2025-03-31', '2025-10-26', '2025-10-27'];
    for (const _twice of [1, 2])
      expect(midnights.map(londonMidnight)).toEqual([
        '2025-03-30T00:00:00.000Z',
        '2025-03-30T23:00:00.000Z',
        '2025-10-25T23:00:00.000Z',
        '2025-10-27T00:00:00.000Z',
      ]);
  });
});
