import { type Fact } from '#kernel';
import { type PlanFact } from '../plans/plan-facts.js';

type DataOf<Type extends PlanFact['type']> = Extract<PlanFact, { type: Type }>['data'];

const MATTER = '20000000-0000-4000-8000-000000000001';
const RESOLUTION = '20000000-0000-4000-8000-000000000002';
const NEXT_PLAN = '20000000-0000-4000-8000-000000000003';
const NEXT_MATTER = '20000000-0000-4000-8000-000000000004';
const FORMER_PLAN = '20000000-0000-4000-8000-000000000005';

/** An example of every type and version of a plan's facts, with every field that it may have. None of them is edited or removed. */
export const goldenPlan = {
  PlanAdopted: {
    1: {
      occurredOn: '2025-03-25',
      by: 'Council',
      title: 'Community Safety Partnership Plan 2025-2028',
      firstDay: '2025-04-01',
      lastDay: '2028-03-31',
      countedYears: 3,
      document: 'Appendix 6 to the report',
      adoptedIn: { matter: MATTER, resolution: RESOLUTION, part: 1 },
      obligations: [
        {
          kind: 'monitoring',
          every: 'P3M',
          countedFrom: '2025-04-01',
          askedOn: '2025-03-18',
          askedBy: 'Cabinet',
          askedIn: { matter: MATTER, resolution: RESOLUTION, part: 2 },
        },
      ],
      succeedsPlan: FORMER_PLAN,
    },
  },
  PlanObligationAdded: {
    1: {
      occurredOn: '2025-03-18',
      kind: 'progress report',
      every: 'P1Y',
      countedFrom: '2025-04-01',
      askedBy: 'Cabinet',
      askedIn: { matter: MATTER, resolution: RESOLUTION, part: 3 },
    },
  },
  PlanCommenced: { 1: { occurredOn: '2025-04-01', commencedAt: '2025-03-31T23:00:00.000Z' } },
  PlanPublished: { 1: { occurredOn: '2025-04-02', where: 'the council’s website' } },
  PlanCopySent: { 1: { occurredOn: '2025-04-03', recipient: 'Police and Crime Commissioner' } },
  PlanMonitored: {
    1: {
      occurredOn: '2025-07-09',
      periodEndsOn: '2025-06-30',
      by: 'Community Safety Partnership',
      document: 'Quarter 1 performance',
    },
  },
  PlanProgressReported: {
    1: { occurredOn: '2026-05-12', yearEndsOn: '2026-03-31', to: 'Cabinet', document: 'Progress in 2025-2026' },
  },
  PlanReviewed: {
    1: {
      occurredOn: '2025-11',
      dueOn: '2025-10-01',
      by: 'Community Safety Partnership',
      outcome: 'changes',
      changes: 'A priority was added.',
    },
  },
  StrategicAssessmentPrepared: { 1: { occurredOn: '2025-09-20', dataTo: '2025-08-31', document: 'Assessment 2025' } },
  PlanRefreshed: { 1: { occurredOn: '2026-03-10', forYearOf: '2026-04-01', document: 'Action plan 2026-2027' } },
  PartnershipMet: { 1: { occurredOn: '2025-05-14', where: 'the Council House', minutes: 'Minutes of 14 May 2025' } },
  PlanExtended: {
    1: {
      occurredOn: '2028-02-22',
      by: 'Council',
      lastDay: '2029-03-31',
      previousLastDay: '2028-03-31',
      decidedIn: { matter: NEXT_MATTER, resolution: RESOLUTION, part: 1 },
      reason: 'The area is being reorganised.',
    },
  },
  PlanSuperseded: {
    1: { occurredOn: '2027-04-01', byPlan: NEXT_PLAN, reason: 'One plan for the new council’s whole area.' },
  },
  PlanLapsed: { 1: { occurredOn: '2028-03-31', lapsedAt: '2028-03-31T23:00:00.000Z' } },
  PlanRenewalOpened: {
    1: {
      occurredOn: '2027-01-04',
      matter: NEXT_MATTER,
      title: 'Community Safety Partnership Plan 2028-2031',
      opensMatter: true,
    },
  },
  RenewalStepTaken: { 1: { occurredOn: '2027-03', step: 'options', words: 'Three options went to the Partnership.' } },
  PlanRenewed: { 1: { occurredOn: '2028-02-29', byPlan: NEXT_PLAN, firstDay: '2028-04-01' } },
} as const satisfies { readonly [Type in PlanFact['type']]: Readonly<Record<number, DataOf<Type>>> };

export const PLAN_IDS = { MATTER, RESOLUTION, NEXT_PLAN, NEXT_MATTER, FORMER_PLAN } as const;

const examples: Readonly<Record<string, Readonly<Record<string, object>>>> = goldenPlan;

/** A fact like the golden example of its type, with other values where a test needs them. */
export const toldOfPlan = <Type extends PlanFact['type']>(
  type: Type,
  changes: Partial<DataOf<Type>> = {},
): Fact<Type> => {
  const other: object = changes;
  return { type, data: { ...examples[type]?.['1'], ...other } };
};

/** Every golden example as a fact. */
export const goldenPlanFacts: readonly Fact[] = Object.entries(examples).flatMap(([type, versions]) =>
  Object.values(versions).map((data) => ({ type, data })),
);
