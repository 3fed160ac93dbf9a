import { foldAll, type PlainDateText, type RecordedFact } from '#kernel';
import { planAfter, planChronicle, type PlanTelling, planTold } from '../plan.js';
import { type Standing, standingWithin } from '../plans/index.js';
import { happenedByDay } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';
import { type Judgement, knownBy } from './matter-as-at.js';
import { type PlanPage, planPageOf } from './plan-page.js';

/** The page with what depends on the day on which it is read. */
export type JudgedPlanPage = PlanPage & { readonly asAt: PlainDateText; readonly standing: Standing };

/**
 * The plan as it stood: by what had happened by a day, and what the log knew by an instant. Nothing where it had not been
 * adopted, or the log did not know of it.
 */
export const planAsAt = (
  facts: readonly RecordedFact[],
  { asAt, knownAt, today }: Judgement,
): JudgedPlanPage | undefined => {
  const { entries } = foldAll(planChronicle, knownBy(facts, knownAt));
  const page = planPageOf(asAt === undefined ? planTold(entries) : toldBy(happenedByDay(entries, asAt)));
  return page === undefined ? undefined : judgedPlan(page, asAt ?? today);
};

const toldBy = (ordered: readonly Entry[]): PlanTelling => ({ ordered, ...planAfter(ordered) });

/** A plan's page as it reads on a day. */
export const judgedPlan = (page: PlanPage, asAt: PlainDateText): JudgedPlanPage => ({
  ...page,
  asAt,
  standing: standingWithin(page.term, asAt),
});
