import { type OccurredOn, type PlainDateText } from '#kernel';
import { type Correction, type StruckOutEntry, type SuppliedOccurrence } from '../corrections/index.js';
import {
  asItStands,
  governingAdoption,
  type Plan,
  type StandingObligation,
  stillStands,
  termInForce,
  type TermInForce,
} from '../plans/index.js';
import { occurredOnOf } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';
import { type PlanTelling } from '../plan.js';

/** A plan as its facts tell it. Dates only: how it stands depends on the day on which it is read. */
export interface PlanPage {
  readonly title: string;
  readonly firstDay: PlainDateText;
  /** Inclusive, extensions included. */
  readonly lastDay: PlainDateText;
  /** The dates that say how it stands on any day. */
  readonly term: TermInForce;
  /** The adoption that governs: the last one. */
  readonly adoption: Omit<Plan['adoptions'][number], 'obligations' | 'title' | 'firstDay' | 'lastDay'>;
  readonly obligations: readonly StandingObligation[];
  /** Everything that happened to it, in the order in which it did. */
  readonly life: readonly LifeLine[];
  readonly lineage: Lineage;
  readonly corrections: readonly Correction[];
  readonly suppliedOccurrences: readonly SuppliedOccurrence[];
  /** What was struck out of the record, which the page tells nothing else of. */
  readonly struckOut: readonly StruckOutEntry[];
}

export interface LifeLine {
  /** Id of the fact. */
  readonly fact: string;
  readonly type: string;
  readonly occurredOn: OccurredOn;
  /** What it told, as it now stands. */
  readonly told: object;
  /**
   * Left out where it stands: a commencement or a lapse that happened by itself stands only on the day that the record gives, and
   * an extension only where it was not decided after the plan had run out.
   */
  readonly stands?: false;
}

/** What led to the plan, and what follows it; by ids within the authority. */
export interface Lineage {
  /** The matter that led to it. */
  readonly matterBefore?: string;
  /** The plan that it renews or replaces. */
  readonly planBefore?: string;
  /** The matter in which the next plan is worked on. */
  readonly matterAfter?: string;
  /** The plan that renews it, or took its place. */
  readonly planAfter?: string;
}

/** Nothing before the plan was adopted. */
export const planPageOf = ({ plan, corrections, ordered }: PlanTelling): PlanPage | undefined => {
  const adoption = governingAdoption(plan);
  if (adoption === undefined) return undefined;
  const { obligations: _obligations, title: _title, firstDay: _first, lastDay: _last, ...adopted } = adoption;
  const { title, firstDay, lastDay, obligations } = plan;
  return {
    ...{ title, firstDay, lastDay, term: termInForce(plan), adoption: adopted, obligations },
    life: ordered.map((entry) => lineOf(entry, plan)),
    lineage: lineageOf(plan),
    corrections: corrections.made,
    suppliedOccurrences: corrections.supplied,
    struckOut: corrections.struckOut,
  };
};

const lineOf = (entry: Entry, plan: Plan): LifeLine => {
  const { occurredOn: _occurredOn, ...told } = asItStands(entry) as { readonly occurredOn?: OccurredOn };
  const { id, type } = entry;
  const extension = plan.extensions.find(({ fact }) => fact === id);
  const formerly = extension === undefined ? {} : { previousLastDay: extension.previousLastDay };
  const line = { fact: id, type, occurredOn: occurredOnOf(entry), told: { ...told, ...formerly } };
  return stillStands(plan, entry) ? line : { ...line, stands: false };
};

export const lineageOf = (plan: Plan): Lineage => {
  const { adoptedIn, succeedsPlan } = governingAdoption(plan) ?? {};
  const after = plan.superseded?.byPlan ?? plan.renewed?.byPlan;
  return {
    ...(adoptedIn === undefined ? {} : { matterBefore: adoptedIn.matter }),
    ...(succeedsPlan === undefined ? {} : { planBefore: succeedsPlan }),
    ...(plan.renewalOpened === undefined ? {} : { matterAfter: plan.renewalOpened.matter }),
    ...(after === undefined ? {} : { planAfter: after }),
  };
};
