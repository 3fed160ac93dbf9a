import { type PlainDateText, type Role } from '#kernel';
import { type Parked } from '#platform/projections/parked';
import { Question } from '#platform/queries/question';
import { type Standing } from '../plans/index.js';
import { type JudgedPlanPage } from './plan-as-at.js';
import { type RegisteredPlan } from './plan-register.entity.js';
import { type AsOf, type Listed, type Part } from './questions.query.js';

const READERS: readonly Role[] = ['officer', 'auditor'];

/** How a plan on the register can stand. */
export const STANDINGS = [
  'adopted',
  'in force',
  'superseded',
  'succeeded',
  'lapsed',
] as const satisfies readonly Standing[];

export interface PlanFilter {
  /** Words of its titles, bodies and documents. */
  readonly search?: string;
  readonly standing?: (typeof STANDINGS)[number];
  /** Only those that have yet to run out, and do so before this day. */
  readonly expiringBefore?: PlainDateText;
}

/** A row of the register, as the day of asking judges it. */
export type PlanOnRegister = Omit<RegisteredPlan, 'authority' | 'searchable' | 'adoptedDay'> & {
  readonly standing: Standing;
  /** What is to be done next, as far as it was not done by that day; `null` where nothing is. */
  readonly nextDue: NextDue | null;
};

export interface NextDue {
  readonly dueOn: PlainDateText;
  readonly key: string;
  readonly rule: string;
  readonly title: string;
}

export interface Register extends Listed<PlanOnRegister> {
  readonly asAt: PlainDateText;
}

export class PlansAsked extends Question<Register> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly filter: PlanFilter,
    readonly part: Part,
    /** The day that judges; today where it is left out. */
    readonly asAt: PlainDateText | undefined,
  ) {
    super(authority);
  }
}

export interface RevisedPlanPage {
  readonly revision: number;
  /** Where it stands still. */
  readonly parked?: Parked;
  readonly page: JudgedPlanPage;
}

export class PlanAsked extends Question<RevisedPlanPage> {
  override readonly may = READERS;
  constructor(
    authority: string,
    readonly plan: string,
    readonly asOf: AsOf,
  ) {
    super(authority);
  }
}
