import { describe, expect, it } from '@jest/globals';
import { lastMoveOf } from './last-move.js';

const at = (dueOn: string, time = '23:00') => ({ dueOn, dueAt: `${dueOn}T${time}:00.000Z` });

describe('the last move of a date', () => {
  it('is the last one that made it another date, though its mornings changed since', () => {
    const [first, second, third] = [at('2024-10-02'), at('2024-10-16'), at('2024-10-30')];
    const moves = [
      { from: first, to: second, cause: 'it was extended' },
      { from: second, to: third, cause: 'it was extended again' },
      { from: third, to: third, cause: 'a holiday was proclaimed' },
    ];
    expect(lastMoveOf(moves)).toEqual({ from: 'Wednesday 16 October 2024', cause: 'it was extended again' });
    expect(lastMoveOf(moves.slice(2))).toBeUndefined();
  });

  it('names the time where the day stayed and the time did not', () => {
    const moves = [{ from: at('2024-10-02', '16:00'), to: at('2024-10-02'), cause: 'the record was corrected' }];
    expect(lastMoveOf(moves)?.from).toBe('17:00 on Wednesday 2 October 2024');
  });
});
