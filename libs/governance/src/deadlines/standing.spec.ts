import { describe, expect, it } from '@jest/globals';
import { type Dated, judgedOn } from './standing.js';

const window = (metOn: string | null, more: Partial<Dated> = {}): Dated => ({
  ...{ status: metOn === null ? 'running' : 'met', dueOn: '2025-08-31', metOn, rule: 'R19', hardness: 'promised' },
  ...more,
});
const CUT_SHORT = 'done on Sunday 15 June 2025, before its day: the window that was promised was cut short';

describe('what was promised not to end before its day', () => {
  it('is breached where it ends earlier, from the day on which it does, and is met all the same', () => {
    const early = window('2025-06-15');
    expect(judgedOn(early, '2025-06-15')).toEqual({
      ...{ standing: 'met', missed: false, isBreach: true, breach: CUT_SHORT },
    });
    expect(judgedOn(early, '2025-09-15').breach).toBe(CUT_SHORT);
    expect(judgedOn(early, '2025-06-14')).toMatchObject({ isBreach: false, breach: null });
  });

  it('is kept where it ends on its day', () => {
    expect(judgedOn(window('2025-08-31'), '2025-09-15')).toEqual({
      ...{ standing: 'met', missed: false, isBreach: false, breach: null },
    });
  });

  it('is not asked of other rules, nor of what is waived, nor of a target', () => {
    expect(judgedOn(window('2025-06-15', { rule: 'R49' }), '2025-09-15').isBreach).toBe(false);
    expect(judgedOn(window('2025-06-15', { status: 'waived' }), '2025-09-15').isBreach).toBe(false);
    expect(judgedOn(window('2025-06-15', { hardness: 'target' }), '2025-09-15').isBreach).toBe(false);
  });
});

describe('a breach', () => {
  it('says of what was missed what that means, by how firm the date is', () => {
    const missed = (hardness: Dated['hardness']) => judgedOn(window(null, { hardness }), '2025-09-15');
    expect(missed('hard')).toMatchObject({ isBreach: true, breach: 'a duty that the law sets is breached' });
    expect(missed('promised').breach).toBe('what was resolved is not kept, and it is shown as missed');
    for (const hardness of ['target', 'forecast'] as const)
      expect(missed(hardness)).toMatchObject({ missed: true, isBreach: false, breach: null });
  });
});
