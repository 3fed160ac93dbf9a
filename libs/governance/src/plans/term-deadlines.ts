import { count, longDay } from '#calendar';
import { londonMidnight, type PlainDateText } from '#kernel';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { counted, deadlineOn, type DeadlineTerms, statedDate } from '../vocabulary/deadline-terms.js';
import { type CadenceSpell } from '../vocabulary/plan-cadences.js';
import { assumedInWords, countedFrom, laterOf, startOn } from '../vocabulary/start-of-clock.js';
import { governed } from './governed.js';
import { type Plan, type Told } from './plan.js';
import { type PlanAdopted } from './plan-facts.js';
import { type Done, earliest } from './repeated.js';
import { commencementDay } from './commencement.js';
import { governingExtension, isSucceededInTime } from './standing.js';

export const COMMENCEMENT: DeadlineRule = {
  id: 'R29',
  version: 1,
  basis: 'resolution',
  citation: 'the resolution that adopted the plan, and the first day that it gives',
  hardness: 'promised',
};

/** The duty is hard; the day is not the law's, which gives none, but the council's own target. */
export const COPY: DeadlineRule = {
  id: 'R30',
  version: 1,
  basis: 'practice',
  citation: 'SI 2007/1830 reg 13A: a copy goes to the elected local policing body; the days are the council’s target',
  hardness: 'target',
};

export const PUBLICATION: DeadlineRule = {
  id: 'R31',
  version: 1,
  basis: 'practice',
  citation: 'the plan is published as soon as reasonably practicable; the days are the council’s target',
  hardness: 'target',
};

export const EXPIRY: DeadlineRule = {
  id: 'R38',
  version: 1,
  basis: 'resolution',
  citation: 'the term for which the plan was adopted, or to which it was extended',
  hardness: 'promised',
};

/** Of a plan whose last day no document states. */
export const USUAL_TERM: DeadlineRule = {
  id: 'R38',
  version: 1,
  basis: 'practice',
  citation: 'no document states a last day: the authority’s usual term is counted',
  hardness: 'target',
};

/** The plan is in force from local midnight of its first day: 31 March, 23:00 UTC, for a plan of 1 April. */
export const commencement = (plan: Plan, adoption: Told<PlanAdopted>, terms: DeadlineTerms): DerivedDeadline => {
  const dueOn = commencementDay(plan);
  const { commenced } = plan;
  const dueAt = londonMidnight(dueOn);
  const told = {
    key: 'R29',
    title: `${plan.title} commences`,
    body: adoption.by,
    startedBy: adoption.fact,
    becomes: { command: 'CommencePlan', fields: {} },
    ...(commenced === undefined ? {} : { met: { on: commenced.occurredOn, by: commenced.fact } }),
  };
  const inForce = `the plan is in force from the start of ${longDay(dueOn)} in London`;
  const adopted = startOn(plan.adoptions[0]?.occurredOn ?? 'unknown');
  const { assumed } = adopted === undefined ? { assumed: undefined } : laterOf({ day: plan.firstDay }, adopted);
  const explained =
    assumed === undefined
      ? inForce
      : `${inForce}; ${assumedInWords(assumed.known, assumed.latest)}: the earlier is acted on`;
  const receipt = {
    ...{ convention: 'STATED', start: plan.firstDay, result: dueOn, words: `${inForce}, ${dueAt}` },
    ...(assumed === undefined ? {} : { assumed: { known: assumed.known, from: dueOn, to: assumed.latest } }),
  };
  return { ...deadlineOn(COMMENCEMENT, told, { dueOn, receipt, explained }, terms), dueAt };
};

/** The policing body's copy, and publication: counted from the first adoption. */
export const copy = (
  plan: Plan,
  first: Told<PlanAdopted>,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly DerivedDeadline[] =>
  governed(spells, ({ copyWithin }) => [
    afterAdoption(COPY, `${plan.title}: copy to the policing body`, first, plan.copiesSent, terms, copyWithin),
  ]);

export const publication = (
  plan: Plan,
  first: Told<PlanAdopted>,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly DerivedDeadline[] =>
  governed(spells, ({ publishWithin }) => [
    afterAdoption(PUBLICATION, `${plan.title} is published`, first, plan.published, terms, publishWithin),
  ]);

const afterAdoption = (
  rule: DeadlineRule,
  title: string,
  { occurredOn, day, by, fact }: Told<PlanAdopted>,
  done: readonly Done[],
  terms: DeadlineTerms,
  amount: number,
): DerivedDeadline => {
  const met = earliest(done);
  const told = {
    ...{ key: rule.id, title, body: by, startedBy: fact },
    ...(met === undefined ? {} : { met }),
  };
  const start = startOn(occurredOn) ?? { day, isRecording: true };
  const within = (anchor: PlainDateText) => count({ convention: 'AFTER_W', amount, anchor }, terms.calendar);
  return deadlineOn(rule, told, () => countedFrom(start, within), terms);
};

/** The end of the term. Unless the next plan follows without a gap, it becomes the lapse of this one. */
export const expiry = (plan: Plan, adoption: Told<PlanAdopted>, terms: DeadlineTerms): DerivedDeadline => {
  const { renewed } = plan;
  const extension = governingExtension(plan);
  const told = {
    key: 'R38',
    title: `${plan.title} expires`,
    body: adoption.by,
    startedBy: extension?.fact ?? adoption.fact,
    becomes: { command: 'LapsePlan', fields: {} },
    ...(renewed === undefined || !isSucceededInTime(plan) ? {} : { met: { on: renewed.day, by: renewed.fact } }),
  };
  const { firstDay, lastDay } = plan;
  if (extension !== undefined)
    return deadlineOn(EXPIRY, told, statedDate(lastDay, 'STATED', 'the plan was extended to the end of'), terms);
  const { countedYears: amount } = adoption;
  if (amount === undefined)
    return deadlineOn(EXPIRY, told, statedDate(lastDay, 'STATED', 'the plan was adopted to the end of'), terms);
  const term = () => counted(count({ convention: 'BEGIN_Y', amount, anchor: firstDay }, terms.calendar));
  return deadlineOn(USUAL_TERM, told, term, terms);
};
