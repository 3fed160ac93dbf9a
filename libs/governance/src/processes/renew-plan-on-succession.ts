import { type Plan, RecordPlanRenewed, RecordPlanSuperseded } from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';
import { type PlanOrder } from './open-plan-on-adoption.js';

/**
 * What becomes of the plan that another succeeds. Adopted to begin after the last day of the first, the second renews it;
 * adopted to begin sooner, it supersedes it on the day on which it commences. Pure.
 *
 * To be sent after `PlanAdopted` and `PlanCommenced` of the second plan.
 */
export const renewPlanOnSuccession = (
  successor: { readonly id: string; readonly plan: Plan },
  predecessor: { readonly id: string; readonly plan: Plan },
): readonly PlanOrder<RecordPlanRenewed | RecordPlanSuperseded>[] => {
  const adoption = successor.plan.adoptions.at(-1);
  if (adoption?.succeedsPlan !== predecessor.id) return [];
  const { firstDay, commenced, title } = successor.plan;
  if (firstDay > predecessor.plan.lastDay)
    return [
      {
        plan: predecessor.id,
        command: commandOf(RecordPlanRenewed, { occurredOn: adoption.occurredOn, byPlan: successor.id, firstDay }),
      },
    ];
  if (commenced === undefined || commenced.occurredOn > predecessor.plan.lastDay) return [];
  const reason = `${title} commenced in its place`;
  return [
    {
      plan: predecessor.id,
      command: commandOf(RecordPlanSuperseded, { supersededOn: commenced.occurredOn, byPlan: successor.id, reason }),
    },
  ];
};
