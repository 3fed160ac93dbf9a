import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { daysBetween } from './civil-date.js';

const EPOCH = Temporal.PlainDate.from('1970-01-01');
const anyDay = fc.integer({ min: -700_000, max: 2_900_000 }).map((days) => EPOCH.add({ days }).toString());

describe('the days between two civil days', () => {
  it('are those that Temporal counts', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        expect(daysBetween(from, to)).toBe(Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are 84 for the twelve weeks from 10 July to 2 October', () => {
    expect(daysBetween('2024-07-10', '2024-10-02')).toBe(84);
    expect(daysBetween('2024-10-02', '2024-07-10')).toBe(-84);
  });
});
