import { type DecisionContext, type Fact, malformed, type OccurredOn, type PlainDateText, Recording } from '#kernel';
import { CivilDate, Identifier, Line, Nested, Occurrence, Text } from '#kernel/input/fields';
import { type EntryOf, facet, type FacetCommand, type FactDefinitions, tells } from '../vocabulary/facet.js';
import { requireHappened } from '../vocabulary/happened.js';
import { LIMITS } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';

/** The period of a plan, as the council writes it. The first and last day only where a document states them. */
export class PlanPeriod {
  @Line(LIMITS.label, { describe: 'As written: 2024-2027. Never used to compute a date.' })
  label!: string;

  @CivilDate({ optional: true })
  firstDay?: PlainDateText;

  @CivilDate({ optional: true, describe: 'The last day on which the plan is in force, inclusive.' })
  lastDay?: PlainDateText;
}

// ── Events

export type MatterOpened = Fact<
  'MatterOpened',
  {
    readonly occurredOn: OccurredOn;
    readonly title: string;
    /** The council's own reference, if it gives one. */
    readonly reference?: string;
    /** `community safety partnership plan`, in the council's words. */
    readonly planKind?: string;
    readonly planPeriod?: Readonly<PlanPeriod>;
    /** Id of the plan that this matter is to renew or replace. @factVersion 2 */
    readonly succeedsPlan?: string;
  }
>;

export type MatterRetitled = Fact<
  'MatterRetitled',
  {
    readonly occurredOn: OccurredOn;
    readonly title: string;
    /** As was known when this was told; the former titles are those that the facts tell, in the order of events. */
    readonly previously: string;
    readonly reason: string;
  }
>;

export type PlanPeriodChanged = Fact<
  'PlanPeriodChanged',
  {
    readonly occurredOn: OccurredOn;
    readonly planPeriod: Readonly<PlanPeriod>;
    /** As was known when this was told. */
    readonly previously?: Readonly<PlanPeriod>;
    readonly reason: string;
  }
>;

export type HeadingFact = MatterOpened | MatterRetitled | PlanPeriodChanged;

const PERIOD = { '/planPeriod/label': 'label', '/planPeriod/firstDay': 'day', '/planPeriod/lastDay': 'day' } as const;

const endsBeforeItBegins = ({ firstDay, lastDay }: Readonly<PlanPeriod>): boolean =>
  firstDay !== undefined && lastDay !== undefined && lastDay < firstDay;

const wrongPeriod = (period: Readonly<PlanPeriod> | undefined): string | undefined =>
  period !== undefined && endsBeforeItBegins(period) ? 'the period would end before it begins' : undefined;

export const headingFacts: FactDefinitions<HeadingFact> = {
  MatterOpened: {
    version: 2,
    personalData: ['/title'],
    correctable: {
      '/occurredOn': 'occurrence',
      '/title': 'title',
      '/reference': 'label',
      '/planKind': 'name',
      ...PERIOD,
    },
    disagreement: ({ planPeriod }) => wrongPeriod(planPeriod),
  },
  MatterRetitled: {
    version: 1,
    personalData: ['/title', '/previously', '/reason'],
    correctable: { '/occurredOn': 'occurrence', '/title': 'title', '/reason': 'reason' },
  },
  PlanPeriodChanged: {
    version: 1,
    personalData: ['/reason'],
    correctable: { '/occurredOn': 'occurrence', ...PERIOD, '/reason': 'reason' },
    disagreement: ({ planPeriod }) => wrongPeriod(planPeriod),
  },
};

// ── Commands

/** Begins the record of one matter. Its identity is its id: title and period may change. */
export class OpenMatter extends Recording {
  @Occurrence({ describe: 'When the matter first came up.' })
  occurredOn!: OccurredOn;

  @Line(LIMITS.title)
  title!: string;

  @Line(LIMITS.label, { optional: true, describe: 'The council’s own reference.' })
  reference?: string;

  @Line(LIMITS.name, { optional: true, describe: 'What kind of plan it is about: community safety plan.' })
  planKind?: string;

  @Nested(() => PlanPeriod, { optional: true })
  planPeriod?: PlanPeriod;

  @Identifier({ optional: true, describe: 'Id of the plan that this matter is to renew or replace.' })
  succeedsPlan?: string;
}

/** Tells that the matter goes by another title. */
export class RetitleMatter extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Line(LIMITS.title)
  title!: string;

  @Text(LIMITS.reason)
  reason!: string;
}

/** Tells that the plan is to cover another period. */
export class ChangePlanPeriod extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Nested(() => PlanPeriod)
  planPeriod!: PlanPeriod;

  @Text(LIMITS.reason)
  reason!: string;
}

// ── State

export interface Heading {
  readonly title: string;
  readonly formerTitles: readonly string[];
  readonly openedOn: OccurredOn;
  readonly reference?: string;
  readonly planKind?: string;
  readonly planPeriod?: Readonly<PlanPeriod>;
  readonly succeedsPlan?: string;
  readonly formerPlanPeriods: readonly Readonly<PlanPeriod>[];
}

const untold: Heading = { title: '', formerTitles: [], openedOn: 'unknown', formerPlanPeriods: [] };

const evolve = (heading: Heading, { type, data }: EntryOf<HeadingFact>): Heading => {
  switch (type) {
    case 'MatterOpened': {
      const { occurredOn: openedOn, ...told } = data;
      return { ...heading, openedOn, ...told };
    }
    case 'MatterRetitled':
      return heading.title === data.title
        ? heading
        : { ...heading, title: data.title, formerTitles: [...heading.formerTitles, ...former(heading.title)] };
    case 'PlanPeriodChanged': {
      const { planPeriod, formerPlanPeriods } = heading;
      return saysTheSame(planPeriod, data.planPeriod)
        ? heading
        : {
            ...heading,
            planPeriod: data.planPeriod,
            formerPlanPeriods: planPeriod === undefined ? formerPlanPeriods : [...formerPlanPeriods, planPeriod],
          };
    }
  }
};

const former = (title: string): readonly string[] => (title === '' ? [] : [title]);

export const headingFacet = facet(headingFacts, untold, evolve);

// ── Rules

export const openMatter = (
  command: OpenMatter,
  _heading: Heading,
  context: DecisionContext,
): readonly HeadingFact[] => {
  requireHappened('/occurredOn', command.occurredOn, context);
  requirePeriod(command.planPeriod);
  const { occurredOn, title, reference, planKind, planPeriod, succeedsPlan } = command;
  return [{ type: 'MatterOpened', data: stated({ occurredOn, title, reference, planKind, planPeriod, succeedsPlan }) }];
};

/** What a change of the heading needs to know: how the matter was called before it, whenever that is told. */
export interface HeadingView {
  readonly before: (fact: Fact) => { readonly heading: Heading };
}

/** Says nothing new where the matter went by that title on that day already. */
export const retitleMatter = (
  { occurredOn, title, reason }: RetitleMatter,
  _heading: Heading,
  context: DecisionContext,
  { before }: HeadingView,
): readonly HeadingFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const type = 'MatterRetitled';
  const { title: previously } = before({ type, data: { occurredOn } }).heading;
  return title === previously ? [] : [{ type, data: { occurredOn, title, previously, reason } }];
};

export const changePlanPeriod = (
  { occurredOn, planPeriod, reason }: ChangePlanPeriod,
  _heading: Heading,
  context: DecisionContext,
  { before }: HeadingView,
): readonly HeadingFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  requirePeriod(planPeriod);
  const type = 'PlanPeriodChanged';
  const { planPeriod: previously } = before({ type, data: { occurredOn } }).heading;
  if (saysTheSame(stated(planPeriod), previously)) return [];
  return [{ type, data: stated({ occurredOn, planPeriod, previously, reason }) }];
};

const requirePeriod = (period: PlanPeriod | undefined): void => {
  if (period !== undefined && endsBeforeItBegins(period))
    malformed('/planPeriod/lastDay', `must not come before the first day, ${period.firstDay}`);
};

export const headingCommands: readonly FacetCommand<Heading, HeadingView>[] = [
  tells(OpenMatter, 'Begin the record of a matter', openMatter, 'a new subject'),
  tells(RetitleMatter, 'Record that the matter goes by another title', retitleMatter),
  tells(ChangePlanPeriod, 'Record that the plan is to cover another period', changePlanPeriod),
];
