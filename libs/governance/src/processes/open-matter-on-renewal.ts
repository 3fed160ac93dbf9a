import { type Heading, OpenMatter } from '../matters/index.js';
import { type Plan } from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';

/**
 * The matter in which the next plan is worked on, once the renewal of a plan was opened: under the id that the plan's
 * fact gives it, and naming the plan that it is to renew. `from`, the heading of the matter that led to the present plan,
 * says what kind of plan it is. Nothing where no renewal was opened, or where it was only recorded
 * and the matter is there. Pure, and the same however often it is asked.
 *
 * To be sent after `PlanRenewalOpened`.
 */
export const openMatterOnRenewal = (
  plan: string,
  { renewalOpened }: Plan,
  from: Pick<Heading, 'planKind'> | undefined,
): { readonly matter: string; readonly command: OpenMatter } | undefined => {
  if (renewalOpened?.opensMatter !== true) return undefined;
  const { matter, occurredOn, title } = renewalOpened;
  const kind = from?.planKind === undefined ? {} : { planKind: from.planKind };
  return { matter, command: commandOf(OpenMatter, { occurredOn, title, ...kind, succeedsPlan: plan }) };
};
