import { CannotCompute } from '#calendar';
import { type PlainDateText } from '#kernel';
import { named, type StartedClock } from '../vocabulary/computable.js';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { deadlineOn, type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { type ObligationKind, type Period } from '../vocabulary/plan-obligation.js';
import { type CadenceSpell } from '../vocabulary/plan-cadences.js';
import { cadenceDeadlines } from './cadence-deadlines.js';
import { type DatedDuty, datedDuties, DUE, type Duty } from './periods.js';
import { type Plan } from './plan.js';
import { type Done, earliest, type Explained, explained } from './repeated.js';

const PROMISED = {
  version: 1,
  basis: 'resolution',
  citation: 'the resolution by which the body asked for it',
  hardness: 'promised',
} as const;

export const ASKED: Readonly<Record<ObligationKind, DeadlineRule>> = {
  monitoring: { id: 'R32', ...PROMISED },
  'progress report': { id: 'R33', ...PROMISED },
  review: { id: 'R34', ...PROMISED },
};

/** The clocks that run again and again over the term: each date from its anchor, each met by the fact for that date. */
export const upkeepDeadlines = (
  plan: Plan,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly StartedClock[] => [
  ...datedDuties(plan).map((duty) => () => dutiesOn(duty, plan, terms)),
  ...cadenceDeadlines(plan, terms, spells),
];

const dutiesOn = (duty: DatedDuty, plan: Plan, terms: DeadlineTerms): readonly DerivedDeadline[] => {
  const of = { key: clockOf(duty), title: `${plan.title}: ${duty.kind}`, rule: ASKED[duty.kind].id };
  const dates = named(of, () => {
    if (duty.dates instanceof CannotCompute) throw duty.dates;
    return explained({ ...duty, due: DUE[duty.kind] }, duty.dates, terms);
  });
  return dates.map((date) => dutyOn(duty, date, plan, terms));
};

/** Names the recurrence: `R32/P3M`, or `R34/P6M@2025-04-01` where the body named the day from which it is counted. */
const clockOf = ({ kind, every, anchor, named }: Duty): string =>
  `${ASKED[kind].id}/${every}${named ? `@${anchor}` : ''}`;

const dutyOn = (duty: Duty, { number, ...date }: Explained, plan: Plan, terms: DeadlineTerms): DerivedDeadline => {
  const { kind, every, askedBy, fact } = duty;
  const rule = ASKED[kind];
  const met = earliest(doneFor(kind, date.dueOn, plan));
  const told = {
    key: `${clockOf(duty)}/${number}`,
    title: `${plan.title}: ${TITLES[kind](LENGTHS[every], number)}`,
    body: askedBy.join(', '),
    ...(askedBy.length > 1 ? { bodies: askedBy } : {}),
    startedBy: fact,
    ...(met === undefined ? {} : { met }),
  };
  return deadlineOn(rule, told, date, terms);
};

/** No dates: the title stays when the date moves. */
const TITLES: Readonly<Record<ObligationKind, (length: string, number: number) => string>> = {
  monitoring: (length, number) => `monitoring of ${length} ${number}`,
  'progress report': (length, number) => `progress report on ${length} ${number}`,
  review: (length, number) => `review after ${length} ${number}`,
};

const LENGTHS: Readonly<Record<Period, string>> = {
  ...{ P1M: 'month', P2M: 'two-month period', P3M: 'quarter', P4M: 'four-month period' },
  ...{ P6M: 'half-year', P1Y: 'year', P2Y: 'two-year period' },
};

const doneFor = (kind: ObligationKind, dueOn: PlainDateText, plan: Plan): readonly Done[] => {
  switch (kind) {
    case 'monitoring':
      return plan.monitored.filter(({ periodEndsOn }) => periodEndsOn === dueOn);
    case 'progress report':
      return plan.reported.filter(({ yearEndsOn }) => yearEndsOn === dueOn);
    case 'review':
      return plan.reviewed.filter((review) => review.dueOn === dueOn);
  }
};
