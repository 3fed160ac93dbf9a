import { occurrence, shortDay } from '#calendar';
import { type PlainDateText } from '#kernel';
import { CADENCE_CITATIONS } from '../vocabulary/cadence-citations.js';
import { named, type StartedClock } from '../vocabulary/computable.js';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { deadlineOn, type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { type CadenceSpell, USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { governed } from './governed.js';
import { type Recurrence, recurrences } from './periods.js';
import { type Plan } from './plan.js';
import { type Done, earliest, type Explained, explained, type Repeating } from './repeated.js';
import { governingAdoption, lastDayInForce } from './standing.js';

export const ASSESSMENT: DeadlineRule = {
  id: 'R36',
  version: 1,
  basis: 'practice',
  citation: CADENCE_CITATIONS.R36,
  hardness: 'soft',
};

export const REFRESH: DeadlineRule = {
  id: 'R37',
  version: 1,
  basis: 'practice',
  citation: CADENCE_CITATIONS.R37,
  hardness: 'soft',
};

/** No law says how often a partnership meets, and no resolution: councils only tell that theirs does, each quarter. */
export const MEETING: DeadlineRule = {
  id: 'R35',
  version: 1,
  basis: 'practice',
  citation: 'how often the authority has settled that its partnership meets; no law fixes it',
  hardness: 'target',
};

/** The clocks of the cadences that the authority has settled from time to time, while the plan is in force. */
export const cadenceDeadlines = (
  plan: Plan,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly StartedClock[] => [
  () => repeatedly(ASSESSMENT, 'strategic assessment', plan, () => assessments(plan, terms, spells)),
  () => repeatedly(REFRESH, 'brought up to date', plan, () => refreshes(plan, terms, spells)),
  () => repeatedly(MEETING, 'meeting of the partnership', plan, () => meetings(plan, terms, spells)),
];

const repeatedly = (
  { id }: DeadlineRule,
  what: string,
  { title }: Plan,
  derive: () => readonly DerivedDeadline[],
): readonly DerivedDeadline[] => named({ key: id, title: `${title}: ${what}`, rule: id }, derive);

/** A date of a cadence: its key, and from where it is counted. */
type CadenceDate = Explained & { readonly key: string; readonly anchor: PlainDateText };

/** The assessments that fall due while the plan is in force. One is for the first date on or after the end of its data. */
const assessments = (plan: Plan, terms: DeadlineTerms, spells: readonly CadenceSpell[]): readonly DerivedDeadline[] => {
  const dates = inOrder(
    governed(spells, ({ assessment: { every, from } }) => {
      const anchor = lastSuchDay(from, plan.firstDay);
      const counting = { anchor, every, due: 'on the date' } as const;
      const isUsual = from === USUAL_CADENCES.assessment.from;
      const clock = `${ASSESSMENT.id}/${isUsual ? every : `${every}@${from}`}`;
      const whose = isUsual ? 'the usual day' : 'the day that the authority has settled';
      return keyed(clock, counting, inForce(counting, plan), terms).map((date) => ({
        ...date,
        explained: `${date.explained}; ${shortDay(anchor)} is ${whose}`,
      }));
    }),
  );
  return dates.map((date, at) => {
    const after = dates[at - 1]?.dueOn ?? date.anchor;
    const done = plan.assessed.filter(({ dataTo }) => dataTo > after && dataTo <= date.dueOn);
    return settled(ASSESSMENT, `strategic assessment ${date.number}`, date, done, plan, terms);
  });
};

/** The plan is brought up to date before each of its years but the first. */
const refreshes = (plan: Plan, terms: DeadlineTerms, spells: readonly CadenceSpell[]): readonly DerivedDeadline[] => {
  const dates = inOrder(
    governed(spells, ({ refreshEvery: every }) => {
      const counting = { anchor: plan.firstDay, every, due: 'on the last day of the period' } as const;
      const before = inForce(counting, plan).filter(({ dueOn }) => dueOn < plan.lastDay);
      return keyed(`${REFRESH.id}/${every}`, counting, before, terms);
    }),
  );
  return dates.map((date, at) => {
    const until = dates[at + 1]?.dueOn ?? plan.lastDay;
    const done = plan.refreshed.filter(({ forYearOf }) => forYearOf > date.dueOn && forYearOf <= until);
    return settled(REFRESH, `brought up to date for period ${date.number + 1}`, date, done, plan, terms);
  });
};

/** The partnership meets in each period, and a meeting is of the period in which it was held: of one, and of no other. */
const meetings = (plan: Plan, terms: DeadlineTerms, spells: readonly CadenceSpell[]): readonly DerivedDeadline[] => {
  const dates = inOrder(
    governed(spells, ({ partnershipMeeting }) => {
      if (partnershipMeeting === null) return [];
      const { every, from } = partnershipMeeting;
      const counting = {
        anchor: lastSuchDay(from, plan.firstDay),
        every,
        due: 'on the last day of the period',
      } as const;
      return keyed(`${MEETING.id}/${every}@${from}`, counting, inForce(counting, plan), terms).map((date) => ({
        ...date,
        beginsOn: occurrence(counting.anchor, every, date.number - 1),
      }));
    }),
  );
  return dates.map(({ beginsOn, ...date }, at) => {
    const before = dates[at - 1]?.dueOn ?? '';
    const done = plan.meetings.filter(({ day }) => day >= beginsOn && day > before && day <= date.dueOn);
    return settled(MEETING, `meeting ${date.number} of the partnership`, date, done, plan, terms);
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

const inOrder = <Dated extends CadenceDate>(dates: readonly Dated[]): readonly Dated[] =>
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

/** The last day on or before another that falls on a day of the year, `10-01`. */
const lastSuchDay = (dayOfYear: string, day: PlainDateText): PlainDateText => {
  const year = Number(day.slice(0, 4));
  const thatYear = `${String(year).padStart(4, '0')}-${dayOfYear}`;
  return thatYear <= day ? thatYear : `${String(year - 1).padStart(4, '0')}-${dayOfYear}`;
};
