import { type RuleTerms } from '../vocabulary/deadline-terms.js';
import { type RenewalStep } from './plan-facts.js';

/**
 * What an authority has settled for its plans. The law fixes neither how long a plan lasts, nor how often it is brought
 * up to date, nor how often the assessment beneath it is made: three cadences of their own, and data.
 */
export interface PlanCadences {
  /** Years for which a plan lasts where no document states its last day. */
  readonly termYears: number;
  /** How often the plan or its action plan is brought up to date, counted from the first day; ISO 8601. */
  readonly refreshEvery: string;
  readonly assessment: {
    /** ISO 8601. */
    readonly every: string;
    /** The day of the year from which it is counted, `10-01`. */
    readonly from: string;
  };
  /** Working days after adoption within which the policing body has its copy, and the plan is public: targets. */
  readonly copyWithin: number;
  readonly publishWithin: number;
  /** The way to renewal: how many months before the day on which the next plan is to begin. */
  readonly renewal: readonly { readonly step: RenewalStep; readonly monthsBefore: number }[];
}

export const DEFAULT_CADENCES: PlanCadences = {
  termYears: 3,
  refreshEvery: 'P1Y',
  assessment: { every: 'P1Y', from: '10-01' },
  copyWithin: 10,
  publishWithin: 10,
  renewal: [
    { step: 'assessment', monthsBefore: 15 },
    { step: 'options', monthsBefore: 12 },
    { step: 'consultation authorised', monthsBefore: 9 },
    { step: 'consultation closed', monthsBefore: 6 },
    { step: 'scrutiny', monthsBefore: 4 },
    { step: 'Cabinet', monthsBefore: 2 },
    { step: 'Council', monthsBefore: 1 },
  ],
};

const KEEPERS = ['community-safety', 'report-author'];
const CHASED = ['director'];

/** Who owes what a plan asks for, and the ladders by which they are reminded. The director is told of what is overdue. */
export const PLAN_RULE_TERMS: Readonly<Record<string, RuleTerms>> = {
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
  R36: {
    owner: 'community-safety',
    ladder: [
      { at: '-P90D', offices: ['community-safety'] },
      { at: '-P30D', offices: ['community-safety'] },
    ],
  },
  R37: { owner: 'community-safety', ladder: [{ at: '-P30D', offices: KEEPERS }] },
  R38: {
    owner: 'community-safety',
    ladder: ['-P18M', '-P12M', '-P9M', '-P6M', '-P3M'].map((at) => ({
      at,
      offices: [...KEEPERS, ...CHASED, 'democratic-services'],
    })),
  },
  R39: { owner: 'report-author', ladder: [{ at: '-P14D', offices: KEEPERS }] },
};
