import {
  Act,
  type CommandHandling,
  type DecisionContext,
  type Fact,
  handles,
  malformed,
  type PlainDateText,
  type RecordedFact,
} from '#kernel';
import { Count, Formed, ListOf, Nested, OneOf } from '#kernel/input/fields';
import { type FactDefinitions } from '../vocabulary/facet.js';
import {
  type CadenceSpell,
  type PlanCadences,
  RENEWAL_STEPS,
  type RenewalStep,
  USUAL_CADENCES,
} from '../vocabulary/plan-cadences.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { DAY_OF_YEAR, PLAN_PERIOD } from './forms.js';

// ── Events

/** What an authority settles for its plans; what is left out is as usual. */
export type CadencesTold = Readonly<Partial<Omit<PlanCadences, 'partnershipMeeting'>>> & {
  /** @factVersion 2 */
  readonly partnershipMeeting?: NonNullable<PlanCadences['partnershipMeeting']>;
};

/** From this day on, plans are kept by these cadences. What fell due before stays as it was. */
export type PlanCadencesSettled = Fact<'PlanCadencesSettled', { readonly occurredOn: PlainDateText } & CadencesTold>;

export const cadenceFacts: FactDefinitions<PlanCadencesSettled> = {
  PlanCadencesSettled: { version: 2, personalData: [], correctable: {} },
};

// ── Commands

const MOST_YEARS = 30;
const MOST_WORKING_DAYS = 250;
const MOST_MONTHS = 60;

/** How often an assessment is made, and from which day of the year that is counted. */
export class AssessmentCadence {
  @Formed(PLAN_PERIOD, { describe: 'How often, as an ISO 8601 period.' })
  every!: string;

  @Formed(DAY_OF_YEAR, { describe: 'The day of the year from which it is counted: 10-01 is 1 October.' })
  from!: string;
}

/** How often the partnership meets, and from which day of the year that is counted. */
export class PartnershipMeetingCadence {
  @Formed(PLAN_PERIOD, { describe: 'How often, as an ISO 8601 period: P3M is once each quarter.' })
  every!: string;

  @Formed(DAY_OF_YEAR, { describe: 'The day of the year from which the periods are counted: 04-01 is 1 April.' })
  from!: string;
}

/** A step on the way to the next plan. */
export class RenewalStepCadence {
  @OneOf(RENEWAL_STEPS)
  step!: RenewalStep;

  @Count({ min: 1, max: MOST_MONTHS, describe: 'How many months before the day on which the next plan is to begin.' })
  monthsBefore!: number;
}

/** Settles the cadences of an authority's plans from today on; sent again, it replaces them all. What is left out is as usual. */
export class SettlePlanCadences extends Act {
  @Count({
    ...{ optional: true, min: 1, max: MOST_YEARS },
    describe: 'Years for which a plan lasts whose last day no document states. Usually 3.',
  })
  termYears?: number;

  @Formed(PLAN_PERIOD, {
    optional: true,
    describe: 'How often a plan is brought up to date, counted from its first day. Usually P1Y.',
  })
  refreshEvery?: string;

  @Nested(() => AssessmentCadence, {
    optional: true,
    describe: 'The strategic assessment. Usually every year, from 1 October.',
  })
  assessment?: AssessmentCadence;

  @Nested(() => PartnershipMeetingCadence, {
    optional: true,
    describe: 'The meetings of the partnership, one in each period. Left out, none is owed.',
  })
  partnershipMeeting?: PartnershipMeetingCadence;

  @Count({
    ...{ optional: true, min: 1, max: MOST_WORKING_DAYS },
    describe: 'Working days after adoption within which the policing body has its copy. Usually 10.',
  })
  copyWithin?: number;

  @Count({
    ...{ optional: true, min: 1, max: MOST_WORKING_DAYS },
    describe: 'Working days after adoption within which the plan is public. Usually 10.',
  })
  publishWithin?: number;

  @ListOf(
    () => RenewalStepCadence,
    { items: RENEWAL_STEPS.length },
    { optional: true, describe: 'The steps to the next plan; an empty list where none is dated.' },
  )
  renewal?: RenewalStepCadence[];
}

// ── State

/** What was settled, and since when, in that order. */
export type SettledCadences = readonly { readonly since: PlainDateText; readonly told: CadencesTold }[];

/** What was settled after a fact. Facts of other kinds change nothing. */
export const cadencesAfter = (settled: SettledCadences, recorded: RecordedFact): SettledCadences => {
  if (!isCadences(recorded)) return settled;
  const { occurredOn, ...told } = recorded.data;
  return [...settled, { since: occurredOn, told }];
};

const isCadences = (fact: RecordedFact): fact is RecordedFact<PlanCadencesSettled> & PlanCadencesSettled =>
  fact.type === 'PlanCadencesSettled';

/** What is settled now. */
export const cadencesTold = (settled: SettledCadences): CadencesTold => settled.at(-1)?.told ?? {};

/** The cadences in force, those that were not settled being as usual. */
export const cadencesInForce = (settled: SettledCadences): PlanCadences => completed(cadencesTold(settled));

/** The cadences of an authority over time, from the usual ones on. */
export const spellsOf = (settled: SettledCadences): readonly CadenceSpell[] => [
  { cadences: USUAL_CADENCES },
  ...settled.map(({ since, told }) => ({ since, cadences: completed(told) })),
];

const completed = (told: CadencesTold): PlanCadences => ({ ...USUAL_CADENCES, ...told });

// ── Rules

const settle = (
  command: SettlePlanCadences,
  settled: SettledCadences,
  { today }: DecisionContext,
): readonly PlanCadencesSettled[] => {
  const { kind: _kind, ...cadences } = command;
  requireEachOnce(cadences.renewal ?? []);
  const told = stated(cadences);
  return saysTheSame(told, cadencesTold(settled))
    ? []
    : [{ type: 'PlanCadencesSettled', data: { occurredOn: today, ...told } }];
};

const requireEachOnce = (renewal: readonly RenewalStepCadence[]): void => {
  const twice = renewal.findIndex(({ step }, at) => renewal.findIndex((other) => other.step === step) < at);
  if (twice >= 0) malformed(`/renewal/${twice}/step`, 'is listed twice: each step has one date');
};

export const cadenceCommands: readonly CommandHandling<SettledCadences>[] = [
  handles({
    command: SettlePlanCadences,
    may: ['officer', 'operator'],
    on: 'any subject',
    summary: 'Settle how long plans last and how often they are kept up; what is left out is as usual',
    decide: settle,
  }),
];
