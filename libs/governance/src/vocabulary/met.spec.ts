import { describe, expect, it } from '@jest/globals';
import { firstMet, lastMet, learnedBy, metBy } from './met.js';

const JULY = { on: '2025-07-31', by: 'b', known: '2025-07', from: '2025-07-01' };

describe('the first of several by which something was met', () => {
  it('is that of the first day, where the days are known', () => {
    const first = metBy('2025-07-02', 'a');
    expect(firstMet([metBy('2025-07-03', 'b'), first])).toEqual({ on: '2025-07-02', by: 'a' });
    expect(firstMet([metBy('2025-08', 'b'), first])).toEqual(first);
    expect(firstMet([])).toBeUndefined();
  });

  it('may have come earlier, where another that is not known may have', () => {
    expect(firstMet([metBy('2025-07-10', 'a'), metBy('2025-07', 'b')])).toEqual({ ...JULY, on: '2025-07-10', by: 'a' });
    expect(firstMet([metBy('2025-07', 'b'), metBy('unknown', 'a')])).toEqual({
      ...{ on: '2025-07-31', by: 'b', known: '2025-07' },
    });
  });
});

describe('the last of several by which something was met only together', () => {
  it('did not come before any of them', () => {
    expect(lastMet([metBy('2025-07', 'b'), metBy('2025-06-30', 'a')])).toEqual(JULY);
    expect(lastMet([metBy('2025-07', 'b'), metBy('2025-07-10', 'a')])).toEqual({ ...JULY, from: '2025-07-10' });
    expect(lastMet([metBy('2025-07', 'b'), metBy('2025-08-01', 'a')])).toEqual({ on: '2025-08-01', by: 'a' });
  });
});

describe('what was met on no known day', () => {
  it('had been done by the day on which the record learned of it, and not before it can have been', () => {
    expect(learnedBy(JULY, '2025-07-15')).toEqual({ ...JULY, on: '2025-07-15' });
    expect(learnedBy(JULY, '2025-06-20')).toEqual({ on: '2025-07-01', by: 'b' });
  });

  it('stays as it is known, where the record learned of it later, or nobody knows when', () => {
    for (const learned of ['2025-07-31', '2025-09-01', undefined]) expect(learnedBy(JULY, learned)).toEqual(JULY);
    const known = metBy('2025-07-10', 'a');
    expect(learnedBy(known, '2025-07-02')).toEqual(known);
  });
});
