import { describe, expect, it } from '@jest/globals';
import { USUAL_MATTER_TERMS } from './usual-matter-terms.js';

describe('the usual ladder', () => {
  it('of the executive’s response tells the leader, the director and scrutiny, six, four, two weeks and one before', () => {
    const offices = ['leader', 'director', 'scrutiny'];
    expect(USUAL_MATTER_TERMS['R16']?.ladder).toEqual(['-P6W', '-P4W', '-P2W', '-P1W'].map((at) => ({ at, offices })));
  });

  it('of no other rule of a matter tells the leader', () => {
    const others = Object.entries(USUAL_MATTER_TERMS).filter(([rule]) => rule !== 'R16');
    expect(others.flatMap(([, { ladder }]) => ladder.flatMap(({ offices }) => offices))).not.toContain('leader');
  });
});
