import { type ReadModel } from '#kernel';
import { type Chronicle } from '../vocabulary/chronicle.js';
import { planPageOf } from './plan-page.js';
import { planChronicle, planTold } from '../plan.js';

/** One row for each plan, with its page; read it with `judgedPlan(page, day)`. */
export const planPages: ReadModel<Chronicle> = {
  name: 'plan_page',
  version: 9,
  category: 'plan',
  ...planChronicle,
  rows: (chronicle, { authority, id }) => {
    const page = planPageOf(planTold(chronicle.entries));
    if (chronicle.last === undefined || page === undefined) return { pages: [] };
    const { revision, recordedAt } = chronicle.last;
    return { pages: [{ authority, plan: id, revision, last_recorded_at: recordedAt, page }] };
  },
};
