import { happenedBy, type PlainDateText } from '#kernel';
import { type EntryOf, facet, isInferred } from '../vocabulary/facet.js';
import { certainlyBefore } from '../vocabulary/happened.js';
import { isSameBody } from '../vocabulary/same-body.js';
import { saysTheSame } from '../vocabulary/stated.js';
import {
  type AskedObligation,
  type PartnershipMet,
  type PlanAdopted,
  type PlanCommenced,
  type PlanExtended,
  type PlanFact,
  planFacts,
  type PlanLapsed,
  type PlanMonitored,
  type PlanProgressReported,
  type PlanPublished,
  type PlanRefreshed,
  type PlanRenewalOpened,
  type PlanRenewed,
  type PlanReviewed,
  type PlanCopySent,
  type PlanSuperseded,
  type RenewalStepTaken,
  type StrategicAssessmentPrepared,
} from './plan-facts.js';
import { commencementDay } from './commencement.js';
import { asItStands } from './as-it-stands.js';

// ── State (the events are in plan-facts.ts, the commands in plan-commands.ts)

/** What a fact told, with the fact's id and the day by which it had certainly happened. */
export type Told<F extends PlanFact> = F['data'] & { readonly fact: string; readonly day: PlainDateText };

/** An obligation that stands, and the fact by which it was told. */
export type StandingObligation = AskedObligation & { readonly fact: string };

/** When the plan came into force; `isInferred`: nobody told it, it follows from the first day that was on record then. */
export type Commencement = Told<PlanCommenced> & { readonly isInferred: boolean };

/** An extension; `isLate`: it was certainly decided after the plan had run out, and lengthens nothing. */
export type Extension = Told<PlanExtended> & { readonly isLate: boolean };

/** A plan as its facts leave it. How it stands on a day is derived: see `standingOn`. */
export interface Plan {
  readonly title: string;
  readonly firstDay: PlainDateText;
  /** The last day in force, inclusive, extensions included. */
  readonly lastDay: PlainDateText;
  /** In the order in which they happened; the last one governs. */
  readonly adoptions: readonly Told<PlanAdopted>[];
  readonly obligations: readonly StandingObligation[];
  /** Every commencement on record, whether or not it stands. */
  readonly commencements: readonly Commencement[];
  /** The one that stands: see `withCommencement`. */
  readonly commenced?: Commencement;
  readonly published: readonly Told<PlanPublished>[];
  readonly copiesSent: readonly Told<PlanCopySent>[];
  readonly monitored: readonly Told<PlanMonitored>[];
  readonly reported: readonly Told<PlanProgressReported>[];
  readonly reviewed: readonly Told<PlanReviewed>[];
  readonly assessed: readonly Told<StrategicAssessmentPrepared>[];
  readonly refreshed: readonly Told<PlanRefreshed>[];
  /** The meetings of the partnership. */
  readonly meetings: readonly Told<PartnershipMet>[];
  readonly extensions: readonly Extension[];
  readonly superseded?: Told<PlanSuperseded>;
  /** Each for the last day on which it is dated. One that was put off since does not stand. */
  readonly lapses: readonly Told<PlanLapsed>[];
  readonly renewalOpened?: Told<PlanRenewalOpened>;
  readonly renewalSteps: readonly Told<RenewalStepTaken>[];
  /** By the days that were told last: `toldAt` is the revision of the fact that gave them. */
  readonly renewed?: Told<PlanRenewed> & { readonly toldAt: number };
}

const untold: Plan = {
  ...{ title: '', firstDay: '', lastDay: '', adoptions: [], obligations: [], published: [], copiesSent: [] },
  ...{ monitored: [], reported: [], reviewed: [], assessed: [], refreshed: [], meetings: [] },
  ...{ extensions: [], lapses: [], commencements: [], renewalSteps: [] },
};

type FactOf<Type extends PlanFact['type']> = Extract<PlanFact, { type: Type }>;

const adopted = (plan: Plan, fact: Told<PlanAdopted>): Plan => {
  const { title, firstDay, lastDay } = fact;
  const asked = fact.obligations.map((obligation) => ({ ...obligation, fact: fact.fact }));
  const obligations = asked.reduce(withObligation, plan.obligations);
  return withCommencement({ ...plan, title, firstDay, lastDay, obligations, adoptions: [...plan.adoptions, fact] });
};

/** An office's word stands, the last one. One that was inferred stands for as long as its day is the one that the record gives. */
const withCommencement = ({ commenced: _, ...plan }: Plan): Plan => {
  const { commencements } = plan;
  const day = commencementDay(plan);
  const commenced =
    commencements.findLast((one) => !one.isInferred) ?? commencements.find(({ occurredOn }) => occurredOn === day);
  return commenced === undefined ? plan : { ...plan, commenced };
};

const withObligation = (
  known: readonly StandingObligation[],
  added: StandingObligation,
): readonly StandingObligation[] => (known.some((one) => asksTheSame(one, added)) ? known : [...known, added]);

/** Whether two obligations are one: set by the same part of a resolution, or the same thing asked by the same body. */
export const asksTheSame = (one: AskedObligation, other: AskedObligation): boolean =>
  one.askedIn === undefined || other.askedIn === undefined
    ? one.kind === other.kind &&
      one.every === other.every &&
      one.countedFrom === other.countedFrom &&
      isSameBody(one.askedBy, other.askedBy)
    : saysTheSame(one.askedIn, other.askedIn);

/** How a fact was told. */
type Telling = Pick<EntryOf<PlanFact>, 'revision' | 'toldBy'>;

/** What each fact does to the plan. */
const becomes: {
  readonly [Type in PlanFact['type']]: (plan: Plan, fact: Told<FactOf<Type>>, entry: Telling) => Plan;
} = {
  PlanAdopted: adopted,
  PlanObligationAdded: (plan, { occurredOn: askedOn, day: _day, ...asked }) => ({
    ...plan,
    obligations: withObligation(plan.obligations, { askedOn, ...asked }),
  }),
  PlanCommenced: (plan, fact, entry) =>
    withCommencement({ ...plan, commencements: [...plan.commencements, { ...fact, isInferred: isInferred(entry) }] }),
  PlanPublished: (plan, fact) => ({ ...plan, published: [...plan.published, fact] }),
  PlanCopySent: (plan, fact) => ({ ...plan, copiesSent: [...plan.copiesSent, fact] }),
  PlanMonitored: (plan, fact) => ({ ...plan, monitored: [...plan.monitored, fact] }),
  PlanProgressReported: (plan, fact) => ({ ...plan, reported: [...plan.reported, fact] }),
  PlanReviewed: (plan, fact) => ({ ...plan, reviewed: [...plan.reviewed, fact] }),
  StrategicAssessmentPrepared: (plan, fact) => ({ ...plan, assessed: [...plan.assessed, fact] }),
  PlanRefreshed: (plan, fact) => ({ ...plan, refreshed: [...plan.refreshed, fact] }),
  PartnershipMet: (plan, fact) => ({ ...plan, meetings: [...plan.meetings, fact] }),
  PlanExtended: (plan, fact) => {
    const { lastDay: previousLastDay } = plan;
    const isLate = certainlyBefore(previousLastDay, fact.occurredOn);
    const extensions = [...plan.extensions, { ...fact, previousLastDay, isLate }];
    return { ...plan, lastDay: isLate ? previousLastDay : fact.lastDay, extensions };
  },
  PlanSuperseded: (plan, superseded) => ({ ...plan, superseded }),
  PlanLapsed: (plan, fact) => ({ ...plan, lapses: [...plan.lapses, fact] }),
  PlanRenewalOpened: (plan, renewalOpened) => ({ ...plan, renewalOpened }),
  RenewalStepTaken: (plan, fact) => ({ ...plan, renewalSteps: [...plan.renewalSteps, fact] }),
  PlanRenewed: (plan, fact, { revision: toldAt }) =>
    plan.renewed !== undefined && plan.renewed.toldAt > toldAt ? plan : { ...plan, renewed: { ...fact, toldAt } },
};

const evolve = (plan: Plan, entry: EntryOf<PlanFact>): Plan => {
  const fold = becomes[entry.type] as (plan: Plan, fact: Told<PlanFact>, entry: Telling) => Plan;
  return fold(plan, told(entry), entry);
};

const told = (entry: EntryOf<PlanFact>): Told<PlanFact> => {
  const { id: fact, recordedAt, data } = entry;
  return { ...asItStands(entry), fact, day: happenedBy(data.occurredOn, recordedAt) };
};

export const planFacet = facet(planFacts, untold, evolve);
