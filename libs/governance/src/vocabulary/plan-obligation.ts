import { type PlainDateText } from '#kernel';
import { CivilDate, OneOf } from '#kernel/input/fields';

/** What is done again and again while a plan lasts. */
export const OBLIGATIONS = ['monitoring', 'progress report', 'review'] as const;
export type ObligationKind = (typeof OBLIGATIONS)[number];

/** How often, as an ISO 8601 period. */
export const PERIODS = ['P1M', 'P2M', 'P3M', 'P4M', 'P6M', 'P1Y', 'P2Y'] as const;
export type Period = (typeof PERIODS)[number];

/** What a body asks to be done over a plan's term, and how often. */
export class PlanObligation {
  @OneOf(OBLIGATIONS)
  kind!: ObligationKind;

  @OneOf(PERIODS, { describe: 'How often: P3M is every quarter, P6M every six months, P1Y every year.' })
  every!: Period;

  @CivilDate({ optional: true, describe: 'The day from which it is counted; left out, the plan’s first day.' })
  countedFrom?: PlainDateText;
}
