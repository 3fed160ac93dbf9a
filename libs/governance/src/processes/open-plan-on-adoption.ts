import { type Calendar, calendarNamed, count, DEFAULT_CALENDAR } from '#calendar';
import { foldAll, parseStreamName, type PlainDateText, type RecordedFact } from '#kernel';
import { type Matter, matterSubject, matterTold } from '../matter.js';
import { authoritySubject, cadencesInForce, settingsStreamOf } from '../authorities/index.js';
import { AdoptPlan } from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';
import { type Process } from './ports.js';
import { type Consequence, sendingAfter, type SendingParts } from './sending.js';

/** A command for a plan, under the plan's id within its authority. */
export interface PlanOrder<C> {
  readonly plan: string;
  readonly command: C;
}

/**
 * What a matter's resolutions do to the plan that it leads to: one command for each resolution that adopts it, in the
 * order in which they were passed, each with all that any resolution of the matter asked for. The plan bears the matter's id. Where a
 * resolution states no last day, the usual term is counted that held when it was recorded. Pure: the same matter gives
 * the same commands, and the plan takes from each only what is new.
 */
export const openPlanOnAdoption = (
  matter: string,
  { decisions, heading }: Matter,
  termYearsOf: (fact: string) => number,
  calendar: Calendar,
): readonly PlanOrder<AdoptPlan>[] => {
  const obligations = obligationsOf(matter, decisions);
  return decisions.passed.flatMap(({ resolution, body, passedOn, fact, parts }) =>
    parts.flatMap(({ part, plan }) => {
      if (plan === undefined) return [];
      const { title, firstDay, lastDay, document } = plan;
      const command = commandOf(AdoptPlan, {
        ...{ occurredOn: passedOn, by: body, title, firstDay },
        ...(lastDay === undefined ? usualTerm(firstDay, termYearsOf(fact), calendar) : { lastDay }),
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

/** The years of the usual term that were settled when a fact of the matter was recorded, whatever is settled since. */
const usualTermsWhen =
  (facts: readonly RecordedFact[], settings: readonly RecordedFact[]) =>
  (fact: string): number => {
    const recorded = facts.find(({ id }) => id === fact);
    const settled = settings.filter(({ position }) => recorded === undefined || position < recorded.position);
    return cadencesInForce(foldAll(authoritySubject, settled).cadences).termYears;
  };

/** Opens plans, after every fact of a matter that changes its resolutions. The matter is read as it stands by then. */
export const openingPlans = (parts: SendingParts): Process =>
  sendingAfter(parts, {
    name: 'open-plan-on-adoption',
    categories: ['matter'],
    types: ['ResolutionPassed', 'RecordCorrected', 'OccurrenceSupplied'],
    consequences: async (stream) => {
      const subject = parseStreamName(stream);
      if (subject === undefined) return [];
      const streams = [stream, settingsStreamOf(subject.authority)];
      const [facts = [], settings = []] = await parts.records.readStreams(streams);
      const matter = matterTold(foldAll(matterSubject, facts).entries).matter;
      const termYearsOf = usualTermsWhen(facts, settings);
      return openPlanOnAdoption(subject.id, matter, termYearsOf, calendarNamed(DEFAULT_CALENDAR)).map(
        ({ plan, command }): Consequence => ({
          to: { ...subject, category: 'plan', id: plan },
          command,
          purpose: `${command.adoptedIn.resolution} ${command.adoptedIn.part}`,
        }),
      );
    },
  });
