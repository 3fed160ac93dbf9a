import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isCivilDate, londonDay } from './civil-date.js';

const instants = fc
  .integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) })
  .map((milliseconds) => new Date(milliseconds).toISOString());
const lastHours = fc
  .tuple(fc.integer({ min: 0, max: 36_500 }), fc.integer({ min: -3_700_000, max: 3_700_000 }))
  .map(([day, beside]) => new Date(Date.UTC(1950, 0, 1) + day * 86_400_000 + beside).toISOString());

describe('a civil day in London', () => {
  it('is the one that the time zone gives, at any instant', () => {
    fc.assert(
      fc.property(fc.oneof(instants, lastHours), (instant) => {
        const asked = Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London').toPlainDate().toString();
        expect(londonDay(instant)).toBe(asked);
      }),
      { numRuns: 3_000 },
    );
  });

  it('begins an hour early in Greenwich in summer', () => {
    expect(londonDay('2024-07-09T22:59:59.999Z')).toBe('2024-07-09');
    expect(londonDay('2024-07-09T23:00:00.000Z')).toBe('2024-07-10');
    expect(londonDay('2024-12-09T23:59:59.999Z')).toBe('2024-12-09');
  });

  it('exists when the calendar has it', () => {
    const numbers = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.nat(13), fc.nat(32));
    fc.assert(
      fc.property(numbers, ([year, month, day]) => {
        const exists = (): boolean => {
          try {
            return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).year === year;
          } catch {
            return false;
          }
        };
        const text = [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join(
          '-',
        );
        expect(isCivilDate(text)).toBe(exists());
      }),
      { numRuns: 3_000 },
    );
    expect(
      ['2024-02-29', '2023-02-29', '1900-02-29', '2000-02-29', '2024-2-9', '2024-02-29T'].map(isCivilDate),
    ).toEqual([true, false, false, true, false, false]);
  });
});
