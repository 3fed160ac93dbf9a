import { type PlainDateText } from '#kernel';

/** The steps on the way from a plan to the one that follows it. */
export const RENEWAL_STEPS = [
  'assessment',
  'options',
  'consultation authorised',
  'consultation closed',
  'scrutiny',
  'Cabinet',
  'Council',
] as const;
export type RenewalStep = (typeof RENEWAL_STEPS)[number];

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
  /**
   * How often the partnership meets, and the day of the year from which that is counted, as above; null where nothing is
   * settled, and no meeting is owed.
   */
  readonly partnershipMeeting: { readonly every: string; readonly from: string } | null;
  /** Working days after adoption within which the policing body has its copy, and the plan is public: targets. */
  readonly copyWithin: number;
  readonly publishWithin: number;
  /** The way to renewal: how many months before the day on which the next plan is to begin. */
  readonly renewal: readonly { readonly step: RenewalStep; readonly monthsBefore: number }[];
}

/** Cadences, and the day from which they hold; before the first day that an authority settled any, the usual ones do. */
export interface CadenceSpell {
  /** The day on which they were settled; left out of the usual ones. */
  readonly since?: PlainDateText;
  readonly cadences: PlanCadences;
}

/** What holds where an authority has settled nothing else. */
export const USUAL_CADENCES: PlanCadences = {
  termYears: 3,
  refreshEvery: 'P1Y',
  assessment: { every: 'P1Y', from: '10-01' },
  partnershipMeeting: null,
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
