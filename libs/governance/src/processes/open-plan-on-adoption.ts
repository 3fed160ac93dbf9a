import { count, type Calendar } from '#calendar';
import { type PlainDateText } from '#kernel';
import { type Matter } from '../matter.js';
import { AdoptPlan, type PlanCadences } from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';

/** A command for a plan, under the plan's id within its authority. */
export interface PlanOrder<C> {
  readonly plan: string;
  readonly command: C;
}

/**
 * What a matter's resolutions do to the plan that it leads to: one command for each resolution that adopts it, in the
 * order recorded, each with all that any resolution of the matter asked for. The plan bears the matter's id. Pure: the
 * same matter gives the same commands, and the plan takes from each only what is new.
 *
 * To be sent after every fact of a matter that changes its resolutions: `ResolutionPassed`, `RecordCorrected`,
 * `OccurrenceSupplied`.
 */
export const openPlanOnAdoption = (
  matter: string,
  { decisions, heading }: Matter,
  { termYears }: Pick<PlanCadences, 'termYears'>,
  calendar: Calendar,
): readonly PlanOrder<AdoptPlan>[] => {
  const obligations = obligationsOf(matter, decisions);
  return decisions.passed.flatMap(({ resolution, body, passedOn, parts }) =>
    parts.flatMap(({ part, plan }) => {
      if (plan === undefined) return [];
      const { title, firstDay, lastDay, document } = plan;
      const command = commandOf(AdoptPlan, {
        ...{ occurredOn: passedOn, by: body, title, firstDay },
        ...(lastDay === undefined ? usualTerm(firstDay, termYears, calendar) : { lastDay }),
        ...(document === undefined ? {} : { document }),
        adoptedIn: { matter, resolution, part },
        obligations: [...obligations],
        ...(heading.succeedsPlan === undefined ? {} : { succeedsPlan: heading.succeedsPlan }),
      });
      return [{ plan: matter, command }];
    }),
  );
};

/** Whatever any body in the chain asked for: Cabinet asks for monitoring where Council only approves. */
const obligationsOf = (matter: string, { passed }: Matter['decisions']) =>
  passed.flatMap(({ resolution, body, passedOn, parts }) =>
    parts.flatMap(({ part, obligation }) =>
      obligation === undefined
        ? []
        : [{ ...obligation, askedBy: body, askedOn: passedOn, askedIn: { matter, resolution, part } }],
    ),
  );

const usualTerm = (
  firstDay: PlainDateText,
  countedYears: number,
  calendar: Calendar,
): { readonly lastDay: PlainDateText; readonly countedYears: number } => {
  const term = count({ convention: 'BEGIN_Y', amount: countedYears, anchor: firstDay }, calendar);
  return { lastDay: term.result, countedYears };
};
