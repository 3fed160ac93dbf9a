import { type ReadModel } from '#kernel';
import { governingAdoption, type Plan, termInForce } from '../plans/index.js';
import { type Chronicle } from '../vocabulary/chronicle.js';
import { lastHappenedOn } from './last-happened.js';
import { lineageOf } from './plan-page.js';
import { planChronicle, planTold } from '../plan.js';
import { searchable } from './search-words.js';

/** One row for each plan that was adopted: its term, and the dates that say how it stands on any day. */
export const planRegister: ReadModel<Chronicle> = {
  name: 'plan_register',
  version: 5,
  category: 'plan',
  ...planChronicle,
  rows: (chronicle, { authority, id }) => ({ plans: rowsOf(chronicle, { authority, plan: id }) }),
};

const rowsOf = (chronicle: Chronicle, key: { readonly authority: string; readonly plan: string }) => {
  const { last } = chronicle;
  const { plan, ordered } = planTold(chronicle.entries);
  const adoption = governingAdoption(plan);
  if (last === undefined || adoption === undefined) return [];
  const words = plan.adoptions.flatMap(({ title, by, document }) => [title, by, document]);
  return [
    {
      ...{ ...key, revision: last.revision, title: plan.title, adopted_by: adoption.by },
      ...{ adopted_on: adoption.occurredOn, adopted_day: (plan.adoptions[0] ?? adoption).day },
      ...{ first_day: plan.firstDay, ...termOf(plan), ...lineOf(plan) },
      ...{ last_happened_on: lastHappenedOn(ordered), last_recorded_at: last.recordedAt },
      searchable: searchable(words),
    },
  ];
};

const termOf = (plan: Plan) => {
  const { inForceFrom, lastDay, supersededOn, succeededOn } = termInForce(plan);
  return {
    ...{ in_force_from: inForceFrom, last_day: lastDay },
    ...{ superseded_on: supersededOn ?? null, succeeded_on: succeededOn ?? null },
  };
};

const lineOf = (plan: Plan) => {
  const { matterBefore, planBefore, matterAfter, planAfter } = lineageOf(plan);
  return {
    ...{ matter_before: matterBefore ?? null, plan_before: planBefore ?? null },
    ...{ matter_after: matterAfter ?? null, plan_after: planAfter ?? null },
  };
};
