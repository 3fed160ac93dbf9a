import { type RuleTerms } from './deadline-terms.js';

const KEEPERS = ['community-safety', 'report-author'];
const CHASED = ['director'];

/** Who owes what a plan asks for, and the ladders by which they are reminded. The director is told of what is overdue. */
export const USUAL_PLAN_TERMS: Readonly<Record<string, RuleTerms>> = {
  R29: { owner: 'community-safety', ladder: [{ at: '-P7D', offices: KEEPERS }] },
  R30: { owner: 'community-safety', ladder: [{ at: 'P0D', offices: ['community-safety'] }] },
  R31: { owner: 'community-safety', ladder: [{ at: 'P0D', offices: ['community-safety'] }] },
  R32: {
    owner: 'community-safety',
    ladder: [
      { at: '-P30D', offices: KEEPERS },
      { at: '-P14D', offices: KEEPERS },
      { at: 'P0D', offices: KEEPERS },
      { at: 'P7D', offices: [...KEEPERS, ...CHASED] },
    ],
  },
  R33: {
    owner: 'report-author',
    ladder: [
      { at: '-P90D', offices: ['report-author'] },
      { at: '-P30D', offices: ['report-author'] },
      { at: 'P0D', offices: ['report-author'] },
      { at: 'P1D', offices: ['report-author', ...CHASED] },
    ],
  },
  R34: {
    owner: 'community-safety',
    ladder: [
      { at: '-P30D', offices: ['community-safety'] },
      { at: '-P7D', offices: ['community-safety'] },
      { at: 'P0D', offices: ['community-safety'] },
      { at: 'P7D', offices: ['community-safety'] },
      { at: 'P30D', offices: ['community-safety', ...CHASED] },
    ],
  },
  /** The rules' table names the partnership manager and no step: one, in time to send the papers out, is a default. */
  R35: { owner: 'community-safety', ladder: [{ at: '-P14D', offices: ['community-safety'] }] },
  R36: {
    owner: 'community-safety',
    ladder: [
      { at: '-P90D', offices: ['community-safety'] },
      { at: '-P30D', offices: ['community-safety'] },
      { at: 'P1D', offices: ['community-safety', ...CHASED] },
    ],
  },
  R37: {
    owner: 'community-safety',
    ladder: [
      { at: '-P30D', offices: KEEPERS },
      { at: 'P1D', offices: [...KEEPERS, ...CHASED] },
    ],
  },
  R38: {
    owner: 'community-safety',
    ladder: ['-P18M', '-P12M', '-P9M', '-P6M', '-P3M'].map((at) => ({
      at,
      offices: [...KEEPERS, ...CHASED, 'democratic-services'],
    })),
  },
  R39: { owner: 'report-author', ladder: [{ at: '-P14D', offices: KEEPERS }] },
};
