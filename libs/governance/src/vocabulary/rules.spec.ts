import { describe, expect, it } from '@jest/globals';
import { USUAL_TERMS } from './rules.js';

describe('the usual ladder', () => {
  it('of the executive’s response tells the leader, the director and scrutiny, from six weeks before to its last day', () => {
    const offices = ['leader', 'director', 'scrutiny'];
    expect(USUAL_TERMS['R16']?.ladder.slice(0, -1)).toEqual(
      ['-P6W', '-P4W', '-P2W', '-P1W', 'P0D'].map((at) => ({ at, offices })),
    );
  });

  it('tells officers on the next working day that something is overdue, and no member', () => {
    const overdue = ['R16', 'R33', 'R36', 'R37'].map((rule) => USUAL_TERMS[rule]?.ladder.at(-1));
    expect(overdue).toEqual([
      { at: 'P1D', offices: ['director', 'scrutiny', 'democratic-services'] },
      { at: 'P1D', offices: ['report-author', 'director'] },
      { at: 'P1D', offices: ['community-safety', 'director'] },
      { at: 'P1D', offices: ['community-safety', 'report-author', 'director'] },
    ]);
  });

  it.each([
    ['R21', ['-P7D', '-P2D']],
    ['R22', ['-P4W', '-P1W']],
    ['R44', ['-P4W', '-P1W']],
  ])('of what an author owes tells the author before, and the director too once it is overdue: %s', (rule, before) => {
    expect(USUAL_TERMS[rule]).toEqual({
      owner: 'report-author',
      ladder: [
        ...before.map((at) => ({ at, offices: ['report-author'] })),
        { at: 'P1D', offices: ['report-author', 'director'] },
      ],
    });
  });

  it('of no other rule tells the leader', () => {
    const others = Object.entries(USUAL_TERMS).filter(([rule]) => rule !== 'R16');
    expect(others.flatMap(([, { ladder }]) => ladder.flatMap(({ offices }) => offices))).not.toContain('leader');
  });
});
