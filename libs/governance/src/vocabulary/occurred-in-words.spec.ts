import { describe, expect, it } from '@jest/globals';
import { occurredAtInWords, occurredInWords } from './occurred-in-words.js';

describe('when something happened, in words', () => {
  it.each([
    ['unknown', 'on a day that is not known', ''],
    ['2024-07', 'in July 2024', ''],
    ['2024-07-10', 'on Wednesday 10 July 2024', ''],
    ['2024-07-10T14:05+01:00', 'on Wednesday 10 July 2024', ' at 14:05'],
    ['2024-07-10T14:05:30+01:00', 'on Wednesday 10 July 2024', ' at 14:05:30'],
    ['2024-12-10T14:05:00Z', 'on Tuesday 10 December 2024', ' at 14:05'],
    ['2024-06-30T23:30Z', 'on Monday 1 July 2024', ' at 00:30'],
  ])('is, of %s, %s; and with the time that the clocks of London showed, where it is known', (text, day, time) => {
    expect([occurredInWords(text), occurredAtInWords(text)]).toEqual([day, `${day}${time}`]);
  });
});
