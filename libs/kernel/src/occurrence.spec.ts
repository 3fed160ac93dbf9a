import { describe, expect, it } from '@jest/globals';
import { happenedBy, latestDay, precisionOf } from './occurrence.js';

describe('when something happened', () => {
  it.each([
    ['unknown', 'unknown'],
    ['2021-03', 'month'],
    ['2024-07-09', 'day'],
    ['2024-07-09T14:05+01:00', 'time'],
    ['2024-02-30', undefined],
    ['2024-13', undefined],
    ['0000-12', undefined],
    ['0000-12-31', undefined],
    ['0000-12-31T10:00Z', undefined],
    ['0001-01-01', 'day'],
    ['2024-02-30T10:00Z', undefined],
    [20240709, undefined],
  ])('%s has the precision %s', (text, precision) => {
    expect(precisionOf(text)).toBe(precision);
  });

  it('takes a month to its last day', () => {
    expect(latestDay('2024-02')).toBe('2024-02-29');
  });

  it('had certainly happened by the day the log learned of it', () => {
    expect(happenedBy('2021-03', '2021-03-10T10:00:00.000Z')).toBe('2021-03-10');
    expect(happenedBy('2021-03', '2024-01-01T10:00:00.000Z')).toBe('2021-03-31');
    expect(happenedBy('unknown', '2024-07-09T23:30:00.000Z')).toBe('2024-07-10');
  });
});
