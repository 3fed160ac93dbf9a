import { type Fact, type InstantText, type OccurredOn, type PlainDateText } from '#kernel';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { type RenewalStep } from '../vocabulary/plan-cadences.js';
import { OBLIGATIONS, PERIODS, type PlanObligation } from '../vocabulary/plan-obligation.js';
import { faultInTerm } from '../vocabulary/plan-term.js';
import { type BodyName, type ResolutionPartRef } from '../vocabulary/references.js';

/** A part of a resolution of some matter. */
export type PartOfMatter = Readonly<ResolutionPartRef> & { readonly matter: string };

/** What a body asked to be done over the plan's term. */
export type AskedObligation = Readonly<PlanObligation> & {
  readonly askedOn: OccurredOn;
  readonly askedBy: BodyName;
  readonly askedIn?: PartOfMatter;
};

/** A body adopted the plan. Told again where another resolution adopts it once more: the last one governs. */
export type PlanAdopted = Fact<
  'PlanAdopted',
  {
    readonly occurredOn: OccurredOn;
    readonly by: BodyName;
    readonly title: string;
    readonly firstDay: PlainDateText;
    /** Inclusive. */
    readonly lastDay: PlainDateText;
    /** The authority's usual term in years, where the last day was counted by it because no document states one. */
    readonly countedYears?: number;
    readonly document?: string;
    readonly adoptedIn?: PartOfMatter;
    readonly obligations: readonly AskedObligation[];
    /** Id of the plan that it renews or replaces. */
    readonly succeedsPlan?: string;
  }
>;

/** A body asked for something more; or its asking was recorded late. */
export type PlanObligationAdded = Fact<
  'PlanObligationAdded',
  { readonly occurredOn: OccurredOn } & Omit<AskedObligation, 'askedOn'>
>;

/** The plan came into force, at local midnight. */
export type PlanCommenced = Fact<
  'PlanCommenced',
  { readonly occurredOn: PlainDateText; readonly commencedAt: InstantText }
>;

export type PlanPublished = Fact<'PlanPublished', { readonly occurredOn: OccurredOn; readonly where: string }>;

/** A copy went to the elected local policing body, whatever it is called on that day. */
export type PlanCopySent = Fact<'PlanCopySent', { readonly occurredOn: OccurredOn; readonly recipient: string }>;

/** The plan was monitored for the period that ends on this day. */
export type PlanMonitored = Fact<
  'PlanMonitored',
  {
    readonly occurredOn: OccurredOn;
    readonly periodEndsOn: PlainDateText;
    readonly by: BodyName;
    readonly document?: string;
  }
>;

/** Progress was reported on for the year that ends on this day. */
export type PlanProgressReported = Fact<
  'PlanProgressReported',
  {
    readonly occurredOn: OccurredOn;
    readonly yearEndsOn: PlainDateText;
    readonly to: BodyName;
    readonly document?: string;
  }
>;

export const REVIEW_OUTCOMES = ['unchanged', 'changes'] as const;
type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** The plan was reviewed. That it stays as it is, is an outcome too; an extension or a renewal it is not. */
export type PlanReviewed = Fact<
  'PlanReviewed',
  {
    readonly occurredOn: OccurredOn;
    /** The date for which the review was due; an early one between the dates has none. */
    readonly dueOn?: PlainDateText;
    readonly by: BodyName;
    readonly outcome: ReviewOutcome;
    readonly changes?: string;
  }
>;

/** A strategic assessment is ready, over the months that end on `dataTo`. */
export type StrategicAssessmentPrepared = Fact<
  'StrategicAssessmentPrepared',
  { readonly occurredOn: OccurredOn; readonly dataTo: PlainDateText; readonly document?: string }
>;

/** The plan, or its action plan, was brought up to date for the plan year in which this day lies. */
export type PlanRefreshed = Fact<
  'PlanRefreshed',
  { readonly occurredOn: OccurredOn; readonly forYearOf: PlainDateText; readonly document?: string }
>;

/** The partnership whose plan it is met on this day. */
export type PartnershipMet = Fact<
  'PartnershipMet',
  { readonly occurredOn: PlainDateText; readonly where?: string; readonly minutes?: string }
>;

/** The same plan is to last longer. */
export type PlanExtended = Fact<
  'PlanExtended',
  {
    readonly occurredOn: OccurredOn;
    readonly by: BodyName;
    readonly lastDay: PlainDateText;
    readonly previousLastDay: PlainDateText;
    readonly decidedIn?: PartOfMatter;
    readonly reason: string;
  }
>;

/** Another plan took its place from this day on, before it had run out. */
export type PlanSuperseded = Fact<
  'PlanSuperseded',
  { readonly occurredOn: PlainDateText; readonly byPlan: string; readonly reason: string }
>;

/** The plan ran out at the end of its last day, and no plan took its place. */
export type PlanLapsed = Fact<'PlanLapsed', { readonly occurredOn: PlainDateText; readonly lapsedAt: InstantText }>;

/** Work on the plan that is to follow began: in a matter of its own. */
export type PlanRenewalOpened = Fact<
  'PlanRenewalOpened',
  {
    readonly occurredOn: OccurredOn;
    readonly matter: string;
    readonly title: string;
    /** Whether this begins the matter, or it was on record already. */ readonly opensMatter: boolean;
  }
>;

/** On the way to renewal, this has been done. */
export type RenewalStepTaken = Fact<
  'RenewalStepTaken',
  { readonly occurredOn: OccurredOn; readonly step: RenewalStep; readonly words: string }
>;

/** The plan that follows was adopted. It is a plan of its own. */
export type PlanRenewed = Fact<
  'PlanRenewed',
  { readonly occurredOn: OccurredOn; readonly byPlan: string; readonly firstDay: PlainDateText }
>;

export type PlanFact =
  | PlanAdopted
  | PlanObligationAdded
  | PlanCommenced
  | PlanPublished
  | PlanCopySent
  | PlanMonitored
  | PlanProgressReported
  | PlanReviewed
  | StrategicAssessmentPrepared
  | PlanRefreshed
  | PartnershipMet
  | PlanExtended
  | PlanSuperseded
  | PlanLapsed
  | PlanRenewalOpened
  | RenewalStepTaken
  | PlanRenewed;

const WORDS = { firstDay: 'first day', lastDay: 'last day' } as const;

const OCCURRED = { '/occurredOn': 'occurrence' } as const;

export const planFacts: FactDefinitions<PlanFact> = {
  PlanAdopted: {
    version: 1,
    personalData: ['/title'],
    correctable: {
      ...OCCURRED,
      ...{ '/by': 'name', '/title': 'title', '/document': 'title' },
      ...{ '/firstDay': 'day', '/lastDay': 'day', '/obligations/*/askedBy': 'name' },
      ...{ '/obligations/*/kind': OBLIGATIONS, '/obligations/*/every': PERIODS, '/obligations/*/countedFrom': 'day' },
    },
    disagreement: ({ firstDay, lastDay }) => {
      const fault = faultInTerm(firstDay, lastDay);
      return fault === undefined ? undefined : `the plan’s ${WORDS[fault.field]} ${fault.reason}`;
    },
  },
  PlanObligationAdded: {
    version: 1,
    personalData: [],
    correctable: { ...OCCURRED, '/askedBy': 'name', '/kind': OBLIGATIONS, '/every': PERIODS, '/countedFrom': 'day' },
  },
  PlanCommenced: { version: 1, personalData: [], correctable: { '/occurredOn': 'day' } },
  PlanPublished: { version: 1, personalData: [], correctable: { ...OCCURRED, '/where': 'title' } },
  PlanCopySent: {
    version: 1,
    personalData: ['/recipient'],
    correctable: { ...OCCURRED, '/recipient': 'name' },
  },
  PlanMonitored: {
    version: 1,
    personalData: [],
    correctable: { ...OCCURRED, '/periodEndsOn': 'day', '/by': 'name', '/document': 'title' },
  },
  PlanProgressReported: {
    version: 1,
    personalData: [],
    correctable: { ...OCCURRED, '/yearEndsOn': 'day', '/to': 'name', '/document': 'title' },
  },
  PlanReviewed: {
    version: 1,
    personalData: ['/changes'],
    correctable: { ...OCCURRED, '/dueOn': 'day', '/by': 'name', '/outcome': REVIEW_OUTCOMES, '/changes': 'text' },
    disagreement: ({ outcome, changes }) =>
      (outcome === 'changes') === (changes !== undefined)
        ? undefined
        : 'a review says what changes where, and only where, something does',
  },
  StrategicAssessmentPrepared: {
    version: 1,
    personalData: [],
    correctable: { ...OCCURRED, '/dataTo': 'day', '/document': 'title' },
    happened: ['/dataTo'],
  },
  PlanRefreshed: {
    version: 1,
    personalData: [],
    correctable: { ...OCCURRED, '/forYearOf': 'day', '/document': 'title' },
  },
  PartnershipMet: {
    version: 1,
    personalData: [],
    correctable: { '/occurredOn': 'day', '/where': 'name', '/minutes': 'title' },
  },
  PlanExtended: {
    version: 1,
    personalData: ['/reason'],
    correctable: { ...OCCURRED, '/by': 'name', '/lastDay': 'day', '/reason': 'reason' },
  },
  PlanSuperseded: {
    version: 1,
    personalData: ['/reason'],
    correctable: { '/occurredOn': 'day', '/byPlan': 'id', '/reason': 'reason' },
  },
  PlanLapsed: { version: 1, personalData: [], correctable: {} },
  PlanRenewalOpened: { version: 1, personalData: ['/title'], correctable: { ...OCCURRED } },
  RenewalStepTaken: { version: 1, personalData: ['/words'], correctable: { ...OCCURRED, '/words': 'reason' } },
  PlanRenewed: { version: 1, personalData: [], correctable: { ...OCCURRED, '/byPlan': 'id', '/firstDay': 'day' } },
};
