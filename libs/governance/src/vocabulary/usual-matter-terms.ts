import { type RuleTerms } from './deadline-terms.js';

/**
 * Who owes what each rule asks, and when which office is reminded: the same for every authority that has settled nothing
 * else. The steps of R16 and R19 are those of the rules' own tables, the others what officers usually ask for.
 */
export const USUAL_MATTER_TERMS: Readonly<Record<string, RuleTerms>> = {
  /**
   * The executive's response to scrutiny: six, four, two weeks and one before the end of the two months, and on its last
   * day. The duty is the executive's, so its rule names the leader among those reminded. That nothing goes straight to
   * members is a rule of escalation: once it is overdue, officers are told, and never the leader's office.
   */
  R16: {
    owner: 'director',
    ladder: [
      ...['-P6W', '-P4W', '-P2W', '-P1W', 'P0D'].map((at) => ({ at, offices: ['leader', 'director', 'scrutiny'] })),
      { at: 'P1D', offices: ['director', 'scrutiny', 'democratic-services'] },
    ],
  },
  /** The window: as it opens, half-way, a week and two days before its close, and on its last day. */
  R19: {
    owner: 'community-safety',
    ladder: ['open', 'half-way', '-P7D', '-P2D', 'P0D'].map((at) => ({
      at,
      offices: ['report-author', 'community-safety'],
    })),
  },
  R21: {
    owner: 'report-author',
    ladder: [
      { at: '-P7D', offices: ['report-author'] },
      { at: '-P2D', offices: ['report-author'] },
      { at: 'P1D', offices: ['report-author', 'director'] },
    ],
  },
  R22: {
    owner: 'report-author',
    ladder: [
      { at: '-P4W', offices: ['report-author'] },
      { at: '-P1W', offices: ['report-author'] },
      { at: 'P1D', offices: ['report-author', 'director'] },
    ],
  },
  R44: {
    owner: 'report-author',
    ladder: [
      { at: '-P4W', offices: ['report-author'] },
      { at: '-P1W', offices: ['report-author'] },
      { at: 'P1D', offices: ['report-author', 'director'] },
    ],
  },
  R48: {
    owner: 'report-author',
    ladder: [
      { at: '-P4W', offices: ['report-author', 'scrutiny'] },
      { at: '-P1W', offices: ['report-author', 'scrutiny'] },
      { at: 'P1D', offices: ['report-author', 'scrutiny'] },
    ],
  },
  R49: {
    owner: 'democratic-services',
    ladder: [
      { at: '-P1W', offices: ['democratic-services'] },
      { at: '-P1D', offices: ['democratic-services'] },
      { at: 'P1D', offices: ['democratic-services', 'director'] },
    ],
  },
};
