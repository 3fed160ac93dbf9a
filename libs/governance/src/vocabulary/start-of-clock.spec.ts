import { describe, expect, it } from '@jest/globals';
import { calendarNamed, count } from '#calendar';
import { countedFrom, laterOf, startOn } from './start-of-clock.js';

const calendar = calendarNamed('england-and-wales');
const twoMonths = (anchor: string) => count({ convention: 'BEGIN_M', amount: 2, anchor }, calendar);
const june = { known: '2026-06', latest: '2026-06-30' };

describe('the day from which a clock runs', () => {
  it('is the first that what is known allows, and nothing where nothing is known', () => {
    expect(startOn('2026-06-24')).toEqual({ day: '2026-06-24' });
    expect(startOn('2026-06-30T23:30Z')).toEqual({ day: '2026-07-01' });
    expect(startOn('2026-06')).toEqual({ day: '2026-06-01', assumed: june });
    expect(startOn('unknown')).toBeUndefined();
  });

  it.each([
    ['2026-06', '2026-05-20', { day: '2026-06-01', assumed: june }],
    ['2026-06', '2026-06-10', { day: '2026-06-10', assumed: june }],
    ['2026-06', '2026-06-30', { day: '2026-06-30' }],
    ['2026-06', '2026-07', { day: '2026-07-01', assumed: { known: '2026-07', latest: '2026-07-31' } }],
  ])('is the later of two, %s and %s, in either order', (one, other, later) => {
    expect(laterOf(startOn(one)!, startOn(other)!)).toEqual(later);
    expect(laterOf(startOn(other)!, startOn(one)!)).toEqual(later);
  });

  it('is said to be assumed where only its month is known, with the date of the other reading', () => {
    const { dueOn, receipt, explained } = countedFrom(startOn('2026-06')!, twoMonths);
    expect(dueOn).toBe('2026-07-31');
    expect(receipt).toMatchObject({
      assumed: { known: '2026-06', from: '2026-06-01', to: '2026-06-30' },
      readings: [
        { result: '2026-07-31', actedOn: true },
        { result: '2026-08-29', actedOn: false },
      ],
    });
    expect(explained).toBe(
      'two months beginning with Monday 1 June 2026: that day counts and the corresponding date is 1 August, so the last ' +
        'day is the one before, Friday 31 July 2026; that day is assumed: only June 2026 is known, and it may have been as ' +
        'late as Tuesday 30 June 2026, and then the date would be Saturday 29 August 2026: the earlier is acted on',
    );
  });

  it('is said to be nothing but what it is where it is known', () => {
    const { receipt, explained } = countedFrom(startOn('2026-06-24')!, twoMonths);
    expect(receipt).not.toHaveProperty('assumed');
    expect(explained).not.toContain('assumed');
  });
});
