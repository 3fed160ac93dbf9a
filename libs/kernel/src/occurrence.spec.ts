import { describe, expect, it } from '@jest/globals';
import { earliestDay, happenedBy, latestDay, precisionOf } from './occurrence.js';

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

  it.each([
    ['2026-06-30T23:30Z', '2026-07-01'],
    ['2026-06-30T23:30+00:00', '2026-07-01'],
    ['2026-06-30T23:30+01:00', '2026-06-30'],
    ['2026-06-30T23:30-05:00', '2026-07-01'],
    ['2026-07-01T00:30+02:00', '2026-06-30'],
    ['2026-01-01T00:30:15+01:00', '2025-12-31'],
  ])('takes the instant %s to its day in London, %s', (instant, day) => {
    expect([earliestDay(instant), latestDay(instant)]).toEqual([day, day]);
  });

  it('had certainly happened by the day the log learned of it', () => {
    expect(happenedBy('2021-03', '2021-03-10T10:00:00.000Z')).toBe('2021-03-10');
    expect(happenedBy('2021-03', '2024-01-01T10:00:00.000Z')).toBe('2021-03-31');
    expect(happenedBy('unknown', '2024-07-09T23:30:00.000Z')).toBe('2024-07-10');
  });

  it('had not, on the day of the record, where that turned out to be earlier', () => {
    expect(happenedBy('2025-04-01', '2025-03-03T10:00:00.000Z')).toBe('2025-04-01');
    expect(happenedBy('2025-04', '2025-03-03T10:00:00.000Z')).toBe('2025-04-30');
    expect(happenedBy('2025-04', '2025-04-03T10:00:00.000Z')).toBe('2025-04-03');
  });
});
