import { count, sentenceOf } from '#calendar';
import { type PlainDateText } from '#kernel';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { deadlineOn, type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { type ObligationKind, type Period } from '../vocabulary/plan-obligation.js';
import { plainData } from '../vocabulary/stated.js';
import { type CadenceSpell, USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { governed } from './governed.js';
import { datesOf, DUE, dutiesOf, type Duty, type DueOn, type Recurrence, recurrences } from './periods.js';
import { type Plan } from './plan.js';
import { governingAdoption, lastDayInForce } from './standing.js';

const PROMISED = {
  version: 1,
  basis: 'resolution',
  citation: 'the resolution by which the body asked for it',
  hardness: 'promised',
} as const;

const ASKED: Readonly<Record<ObligationKind, DeadlineRule>> = {
  monitoring: { id: 'R32', ...PROMISED },
  'progress report': { id: 'R33', ...PROMISED },
  review: { id: 'R34', ...PROMISED },
};

const ASSESSMENT: DeadlineRule = {
  id: 'R36',
  version: 1,
  basis: 'practice',
  citation: 'SI 2007/1830 (strategic assessments), and how often the authority has settled to make one',
  hardness: 'soft',
};

const REFRESH: DeadlineRule = {
  id: 'R37',
  version: 1,
  basis: 'practice',
  citation: 'SI 2007/1830 (the plan is brought up to date), and how often the authority has settled to do so',
  hardness: 'soft',
};

/** What stopped a clock: the earliest fact for that date. */
type Met = NonNullable<DerivedDeadline['met']>;

/** The clocks that run again and again over the term: each date from its anchor, each met by the fact for that date. */
export const upkeepDeadlines = (
  plan: Plan,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly (() => DerivedDeadline)[] => [
  ...dutiesOf(plan).flatMap((duty) =>
    explained({ ...duty, due: DUE[duty.kind] }, datesOf(duty, plan), terms).map(
      (date) => () => dutyOn(duty, date, plan, terms),
    ),
  ),
  ...assessments(plan, terms, spells),
  ...refreshes(plan, terms, spells),
];

const dutyOn = (duty: Duty, { number, ...date }: Explained, plan: Plan, terms: DeadlineTerms): DerivedDeadline => {
  const { kind, every, anchor, named, askedBy, fact } = duty;
  const rule = ASKED[kind];
  const met = earliest(doneFor(kind, date.dueOn, plan));
  const told = {
    key: `${rule.id}/${every}${named ? `@${anchor}` : ''}/${number}`,
    title: `${plan.title}: ${TITLES[kind](LENGTHS[every], number)}`,
    body: askedBy.join(', '),
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

interface Done {
  readonly day: PlainDateText;
  readonly fact: string;
}

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

/** A date of a cadence: its key, and from where it is counted. */
type CadenceDate = Explained & { readonly key: string; readonly anchor: PlainDateText };

/** The assessments that fall due while the plan is in force. One is for the first date on or after the end of its data. */
const assessments = (
  plan: Plan,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly (() => DerivedDeadline)[] => {
  const dates = inOrder(
    governed(spells, ({ assessment: { every, from } }) => {
      const anchor = lastSuchDay(from, plan.firstDay);
      const counting = { anchor, every, due: 'on the date' } as const;
      const pace = from === USUAL_CADENCES.assessment.from ? every : `${every}@${from}`;
      return keyed(`${ASSESSMENT.id}/${pace}`, counting, inForce(counting, plan), terms);
    }),
  );
  return dates.map((date, at) => () => {
    const after = dates[at - 1]?.dueOn ?? date.anchor;
    const done = plan.assessed.filter(({ dataTo }) => dataTo > after && dataTo <= date.dueOn);
    return settled(ASSESSMENT, `strategic assessment ${date.number}`, date, done, plan, terms);
  });
};

/** The plan is brought up to date before each of its years but the first. */
const refreshes = (
  plan: Plan,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly (() => DerivedDeadline)[] => {
  const dates = inOrder(
    governed(spells, ({ refreshEvery: every }) => {
      const counting = { anchor: plan.firstDay, every, due: 'on the last day of the period' } as const;
      const before = inForce(counting, plan).filter(({ dueOn }) => dueOn < plan.lastDay);
      return keyed(`${REFRESH.id}/${every}`, counting, before, terms);
    }),
  );
  return dates.map((date, at) => () => {
    const until = dates[at + 1]?.dueOn ?? plan.lastDay;
    const done = plan.refreshed.filter(({ forYearOf }) => forYearOf > date.dueOn && forYearOf <= until);
    return settled(REFRESH, `brought up to date for period ${date.number + 1}`, date, done, plan, terms);
  });
};

const inForce = (counting: Repeating, plan: Plan): readonly Recurrence[] =>
  recurrences(counting, plan.firstDay, lastDayInForce(plan));

const keyed = (
  clock: string,
  counting: Repeating,
  dates: readonly Recurrence[],
  terms: DeadlineTerms,
): readonly CadenceDate[] =>
  explained(counting, dates, terms).map((date) => ({
    ...date,
    key: `${clock}/${date.number}`,
    anchor: counting.anchor,
  }));

const inOrder = (dates: readonly CadenceDate[]): readonly CadenceDate[] =>
  dates.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));

const settled = (
  rule: DeadlineRule,
  what: string,
  { number: _, anchor: _anchor, key, ...date }: CadenceDate,
  done: readonly Done[],
  plan: Plan,
  terms: DeadlineTerms,
): DerivedDeadline => {
  const adoption = governingAdoption(plan);
  const met = earliest(done);
  const told = {
    ...{ key, title: `${plan.title}: ${what}` },
    ...{ body: adoption?.by ?? '', startedBy: adoption?.fact ?? '' },
    ...(met === undefined ? {} : { met }),
  };
  return deadlineOn(rule, told, date, terms);
};

interface Repeating {
  readonly anchor: PlainDateText;
  readonly every: string;
  readonly due: DueOn;
}

/** A date of a recurrence with its receipt: how many there were until then, all counted from the anchor. */
type Explained = Recurrence & Pick<DerivedDeadline, 'receipt' | 'explained'>;

/** One count serves all dates: each receipt holds the dates up to its own. */
const explained = (
  { anchor, every, due }: Repeating,
  dates: readonly Recurrence[],
  { calendar }: DeadlineTerms,
): readonly Explained[] => {
  const last = dates.at(-1);
  if (last === undefined) return [];
  const whole = count({ convention: 'EVERY', period: every, anchor, times: last.number, due }, calendar).receipt;
  return dates.map(({ number, dueOn }) => {
    const receipt = { ...whole, times: number, result: whole.result.slice(0, number) };
    return { number, dueOn, receipt: plainData(receipt), explained: sentenceOf(receipt) };
  });
};

const earliest = (done: readonly Done[]): Met | undefined => {
  const [first] = done.toSorted((one, other) => (one.day < other.day ? -1 : 1));
  return first === undefined ? undefined : { on: first.day, by: first.fact };
};

/** The last day on or before another that falls on a day of the year, `10-01`. */
const lastSuchDay = (dayOfYear: string, day: PlainDateText): PlainDateText => {
  const year = Number(day.slice(0, 4));
  const thatYear = `${String(year).padStart(4, '0')}-${dayOfYear}`;
  return thatYear <= day ? thatYear : `${String(year - 1).padStart(4, '0')}-${dayOfYear}`;
};
