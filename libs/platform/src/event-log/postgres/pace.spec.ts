import { beforeEach, describe, expect, it } from '@jest/globals';
import { Pace } from './pace.js';

let pace: Pace;
let now: number;
beforeEach(() => {
  pace = new Pace();
  now = 0;
});

/** Groups of 16 facts, one after the other, each answered so many milliseconds after it was sent. */
const answered = (groups: number, afterMs: number): void => {
  for (let left = groups; left > 0; left -= 1) {
    pace.answered(16, now, now + afterMs);
    now += afterMs;
  }
};

describe('the pace of groups', () => {
  it('is one at a time until a group was answered', () => {
    expect(pace.isForTwo(1_000)).toBe(false);
    answered(1, 1.5);
    expect(pace.isForTwo(16)).toBe(true);
  });

  it('is two at a time where so many facts cost more than a wait for the disk', () => {
    answered(1, 6);
    expect([16, 32, 64].map((facts) => pace.isForTwo(facts))).toEqual([false, false, true]);
  });

  it('is one at a time for a few facts, however fast the disk is', () => {
    answered(1, 0);
    expect([1, 7, 8].map((facts) => pace.isForTwo(facts))).toEqual([false, false, true]);
  });

  it('follows a disk that becomes slow, and fast again, but no single wait', () => {
    answered(50, 1.5);
    answered(1, 10);
    expect(pace.isForTwo(16)).toBe(true);
    answered(50, 10);
    expect(pace.isForTwo(16)).toBe(false);
    answered(100, 1.5);
    expect(pace.isForTwo(16)).toBe(true);
  });

  it('does not take for a wait that a group was answered behind another', () => {
    pace.answered(16, 0, 1.5);
    for (let group = 1; group <= 50; group += 1) pace.answered(16, 0, 1.5 * (group + 1));
    expect(pace.isForTwo(16)).toBe(true);
  });
});
