import { addDays, count } from '#calendar';
import { type StartedClock } from '../vocabulary/computable.js';
import { type DeadlineRule, type DerivedDeadline } from '../vocabulary/deadline.js';
import { counted, deadlineOn, type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { type CadenceSpell, type RenewalStep } from '../vocabulary/plan-cadences.js';
import { governed } from './governed.js';
import { type Plan, type Told } from './plan.js';
import { type PlanAdopted } from './plan-facts.js';
import { earliest } from './repeated.js';
import { governingExtension } from './standing.js';

export const BACK_PLAN: DeadlineRule = {
  id: 'R39',
  version: 1,
  basis: 'practice',
  citation: 'the way to the next plan, counted back from the day on which it is to begin',
  hardness: 'target',
};

const TITLES: Readonly<Record<RenewalStep, string>> = {
  assessment: 'assessment for the next plan',
  options: 'options for the next plan',
  'consultation authorised': 'consultation on the next plan authorised',
  'consultation closed': 'consultation on the next plan closed',
  scrutiny: 'scrutiny of the next plan',
  Cabinet: 'next plan before Cabinet',
  Council: 'next plan before Council',
};

/**
 * The steps to renewal, each so many months before the first day after this plan. Once the next plan is adopted, a step of
 * which nothing is on record is asked no more: nobody says that it was taken.
 */
export const renewalDeadlines = (
  plan: Plan,
  adoption: Told<PlanAdopted>,
  terms: DeadlineTerms,
  spells: readonly CadenceSpell[],
): readonly StartedClock[] => {
  const steps = new Set(spells.flatMap(({ cadences }) => cadences.renewal.map(({ step }) => step)));
  const asked = [...steps].filter((step) => plan.renewed === undefined || taken(step, plan) !== undefined);
  return asked.map(
    (step) => () =>
      governed(spells, ({ renewal }) =>
        renewal
          .filter((dated) => dated.step === step)
          .map(({ monthsBefore }) => stepOn(step, monthsBefore, plan, adoption, terms)),
      ),
  );
};

const stepOn = (
  step: RenewalStep,
  monthsBefore: number,
  plan: Plan,
  adoption: Told<PlanAdopted>,
  terms: DeadlineTerms,
): DerivedDeadline => {
  const met = taken(step, plan);
  const told = {
    key: `R39/${step}`,
    title: `${plan.title}: ${TITLES[step]}`,
    body: adoption.by,
    startedBy: governingExtension(plan)?.fact ?? adoption.fact,
    ...(met === undefined ? {} : { met }),
  };
  const beforeTheNext = () =>
    count({ convention: 'BEFORE_M', amount: monthsBefore, anchor: addDays(plan.lastDay, 1) }, terms.calendar);
  return deadlineOn(BACK_PLAN, told, () => counted(beforeTheNext()), terms);
};

const taken = (step: RenewalStep, { renewalSteps }: Plan): DerivedDeadline['met'] | undefined =>
  earliest(renewalSteps.filter((known) => known.step === step));
