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
export const planAsAt = (facts: readonly RecordedFact[], judgement: Judgement): JudgedPlanPage | undefined => {
  const page = planPageIn(facts, judgement);
  return page === undefined ? undefined : judgedPlan(page, judgement.asAt ?? judgement.today);
};

/** The page that `planAsAt` judges. */
export const planPageIn = (
  facts: readonly RecordedFact[],
  { asAt, knownAt }: Pick<Judgement, 'asAt' | 'knownAt'>,
): PlanPage | undefined => {
  const { entries } = foldAll(planChronicle, knownBy(facts, knownAt));
  return planPageOf(asAt === undefined ? planTold(entries) : toldBy(happenedByDay(entries, asAt)));
};

const toldBy = (ordered: readonly Entry[]): PlanTelling => ({ ordered, ...planAfter(ordered) });

/** A plan's page as it reads on a day. */
export const judgedPlan = (page: PlanPage, asAt: PlainDateText): JudgedPlanPage => ({
  ...page,
  asAt,
  standing: standingWithin(page.term, asAt),
});
