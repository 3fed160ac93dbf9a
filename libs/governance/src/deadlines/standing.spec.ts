import { describe, expect, it } from '@jest/globals';
import { inTimeOf } from '../vocabulary/met.js';
import { type Dated, judgedOn } from './standing.js';

const window = (metOn: string | null, more: Partial<Dated> = {}): Dated => ({
  ...{ status: metOn === null ? 'running' : 'met', dueOn: '2025-08-31', metOn, rule: 'R19', hardness: 'promised' },
  ...{
    becomes: 'CloseConsultation',
    metKnown: null,
    inTime: metOn === null ? null : inTimeOf({ on: metOn }, '2025-08-31'),
  },
  ...more,
});
const CUT_SHORT = 'done on Sunday 15 June 2025, before its day: the window that was promised was not kept';

describe('what was promised not to end before its day', () => {
  it('is breached where it ends earlier, from the day on which it does, and is met all the same', () => {
    const early = window('2025-06-15');
    expect(judgedOn(early, '2025-06-15')).toEqual({
      ...{ standing: 'met', missed: false, isBreach: true, breach: CUT_SHORT, satisfiedBy: null },
    });
    expect(judgedOn(early, '2025-09-15').breach).toBe(CUT_SHORT);
    expect(judgedOn(early, '2025-06-14')).toMatchObject({ isBreach: false, breach: null });
  });

  it('is kept where it ends on its day', () => {
    expect(judgedOn(window('2025-08-31'), '2025-09-15')).toEqual({
      ...{ standing: 'met', missed: false, isBreach: false, breach: null, satisfiedBy: null },
    });
  });

  it('is not told as what somebody has to do, which a date that does not happen by itself is until it is done', () => {
    expect(judgedOn(window(null), '2025-08-01').satisfiedBy).toBeNull();
    const results = (metOn: string | null) => window(metOn, { rule: 'R22', becomes: null });
    const satisfied = (metOn: string | null, asAt: string) => judgedOn(results(metOn), asAt).satisfiedBy;
    const publishing = 'publishing the results (record-consultation-results-published)';
    expect([satisfied(null, '2025-08-01'), satisfied(null, '2025-09-15')]).toEqual([publishing, publishing]);
    expect([satisfied('2025-08-10', '2025-08-09'), satisfied('2025-08-10', '2025-08-10')]).toEqual([publishing, null]);
  });

  it('is not asked of other rules, nor of what is waived, nor of a target', () => {
    expect(judgedOn(window('2025-06-15', { rule: 'R49' }), '2025-09-15').isBreach).toBe(false);
    expect(judgedOn(window('2025-06-15', { status: 'waived' }), '2025-09-15').isBreach).toBe(false);
    expect(judgedOn(window('2025-06-15', { hardness: 'target' }), '2025-09-15').isBreach).toBe(false);
  });
});

describe('a breach', () => {
  it('says of what was missed only what the record shows, and what that means by how firm the date is', () => {
    const missed = (hardness: Dated['hardness'], metOn: string | null = null) =>
      judgedOn(window(metOn, { hardness }), '2025-09-15');
    expect(missed('hard')).toMatchObject({
      isBreach: true,
      breach: 'nothing on record shows that it was done; if it was not, a statutory duty has been breached',
    });
    expect(missed('promised').breach).toBe(
      'nothing on record shows that it was done; if it was not, the council has not done in time what it resolved to do',
    );
    expect(missed('promised', '2025-09-03').breach).toBe(
      'done on Wednesday 3 September 2025, after its day: the council has not done in time what it resolved to do',
    );
    for (const hardness of ['target', 'forecast'] as const)
      expect(missed(hardness)).toMatchObject({ missed: true, isBreach: false, breach: null });
  });
});

describe('a plan that runs out', () => {
  it.each(['promised', 'target'] as const)('is missed, and breaches nothing, its last day being %s', (hardness) => {
    const ended = judgedOn(window(null, { rule: 'R38', hardness, status: 'passed' }), '2025-09-15');
    expect(ended).toMatchObject({ standing: 'missed', missed: true, isBreach: false, breach: null });
  });
});

describe('what the authority settled, and no law', () => {
  it.each(['R36', 'R37'])('is missed, and breaches nothing: %s', (rule) => {
    const judged = judgedOn(window(null, { rule, hardness: 'soft' }), '2025-09-15');
    expect(judged).toMatchObject({ standing: 'missed', missed: true, isBreach: false, breach: null });
  });
});

describe('what was done on no known day', () => {
  const done = (metOn: string, known: string, from?: string) => {
    const met = { on: metOn, known, ...(from === undefined ? {} : { from }) };
    return judgedOn(
      window(metOn, { metKnown: known, inTime: inTimeOf(met, '2025-08-31'), rule: 'R49', hardness: 'hard' }),
      '2025-10-01',
    );
  };

  it('is neither missed nor a breach, where the first day that is possible is in time', () => {
    const open = { standing: 'met', missed: false, isBreach: false, breach: null, satisfiedBy: null };
    expect(done('2025-09-15', 'unknown')).toEqual(open);
    expect(done('2025-09-30', '2025-08', '2025-08-31')).toEqual(open);
  });

  it('is missed where even that is late, and the breach names no day that nobody knows', () => {
    expect(done('2025-09-30', '2025-09', '2025-09-01')).toEqual({
      ...{ standing: 'met', missed: true, isBreach: true, satisfiedBy: null },
      breach: 'done in September 2025, after its day: a statutory duty has been breached',
    });
  });

  it('counts as done as soon as its day is over, though the last day that is possible is to come', () => {
    const dated = window('2025-09-30', { metKnown: 'unknown', inTime: 'not known' });
    expect(judgedOn(dated, '2025-09-01')).toMatchObject({ standing: 'met', missed: false });
  });
});
