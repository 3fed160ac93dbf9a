import { describe, expect, it } from '@jest/globals';
import { fieldsOf, type InputClass } from '#kernel/input/schema';
import * as ofMatters from './matter-commands.js';
import { matterFacts } from './matter.js';
import { planStreamFacts } from './plan.js';
import * as ofPlans from './plans/index.js';
import { type Correctable, type FactDefinition } from './vocabulary/facet.js';
import { LIMITS } from './vocabulary/references.js';

/** The command by which an office tells each fact that has words to correct. */
const TOLD_BY: Readonly<Record<string, InputClass>> = {
  MatterOpened: ofMatters.OpenMatter,
  MatterRetitled: ofMatters.RetitleMatter,
  PlanPeriodChanged: ofMatters.ChangePlanPeriod,
  ReportSubmitted: ofMatters.RecordReportSubmitted,
  RecommendationsMade: ofMatters.RecordRecommendationsMade,
  NoticeGiven: ofMatters.RecordNoticeGiven,
  RecommendationImplemented: ofMatters.RecordRecommendationImplemented,
  ResolutionPassed: ofMatters.RecordResolutionPassed,
  ActionTaken: ofMatters.RecordActionTaken,
  ConsultationOpened: ofMatters.RecordConsultationOpened,
  ConsultationExtended: ofMatters.RecordConsultationExtended,
  ResponsesCounted: ofMatters.RecordResponsesCounted,
  ConsultationResultsPublished: ofMatters.RecordConsultationResultsPublished,
  QuestionnaireReady: ofMatters.RecordQuestionnaireReady,
  RequestMade: ofMatters.RecordRequestMade,
  RequestSent: ofMatters.RecordRequestSent,
  RequestReplied: ofMatters.RecordRequestReplied,
  CommissionFulfilled: ofMatters.RecordCommissionFulfilled,
  ForecastMade: ofMatters.RecordForecastMade,
  ForecastRestated: ofMatters.RecordForecastRestated,
  ForecastFulfilled: ofMatters.RecordForecastFulfilled,
  RecordCorrected: ofMatters.RecordCorrection,
  OccurrenceSupplied: ofMatters.RecordOccurrenceSupplied,
  EntryStruckOut: ofMatters.RecordEntriesStruckOut,
  PlanAdopted: ofPlans.RecordPlanAdopted,
  PlanObligationAdded: fieldsOf(ofPlans.RecordPlanObligationAdded).get('obligation')!.type!(),
  PlanPublished: ofPlans.RecordPlanPublished,
  PlanCopySent: ofPlans.RecordPlanCopySent,
  PlanMonitored: ofPlans.RecordPlanMonitored,
  PlanProgressReported: ofPlans.RecordPlanProgressReported,
  PlanReviewed: ofPlans.RecordPlanReviewed,
  StrategicAssessmentPrepared: ofPlans.RecordStrategicAssessmentPrepared,
  PlanRefreshed: ofPlans.RecordPlanRefreshed,
  PartnershipMet: ofPlans.RecordPartnershipMet,
  PlanExtended: ofPlans.RecordPlanExtended,
  PlanSuperseded: ofPlans.RecordPlanSuperseded,
  RenewalStepTaken: ofPlans.RecordRenewalStepTaken,
};

/** What the field of a command to which a pointer leads takes. */
const takenIn = (command: InputClass, pointer: string): Taken => {
  const [name = '', ...rest] = pointer.slice(1).split('/');
  const field = fieldsOf(command).get(name);
  if (field === undefined) throw new Error(`${command.name} has no ${name}`);
  const [next, ...further] = rest[0]?.startsWith('*') === true ? rest.slice(1) : rest;
  if (next !== undefined) return takenIn(field.type!(), `/${[next, ...further].join('/')}`);
  const { items, ...schema } = field.schema() as FieldSchema & { readonly items?: FieldSchema };
  const { maxLength, pattern, enum: words } = items ?? schema;
  return words === undefined ? { isLine: pattern !== undefined, atMost: maxLength } : { words };
};

interface FieldSchema {
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

type Taken = { readonly isLine: boolean; readonly atMost: number | undefined } | { readonly words: readonly string[] };

const LINES: readonly string[] = ['label', 'name', 'title'];

/** What a correction takes; nothing for a date, which is no word. */
const correctedTo = (form: Correctable): Taken | undefined => {
  if (typeof form !== 'string') return { words: form };
  const atMost = new Map<string, number>(Object.entries(LIMITS)).get(form);
  return atMost === undefined ? undefined : { isLine: LINES.includes(form), atMost };
};

const wordsIn = (facts: Readonly<Record<string, FactDefinition>>): readonly (readonly [string, string, Taken])[] =>
  Object.entries(facts).flatMap(([type, { correctable }]) =>
    Object.entries(correctable).flatMap(([pointer, form]) => {
      const taken = correctedTo(form);
      return taken === undefined ? [] : [[type, pointer, taken] as const];
    }),
  );

describe('words that may be corrected', () => {
  it.each([...wordsIn(matterFacts), ...wordsIn(planStreamFacts)])(
    'of %s at %s take what the command takes that tells them: %j',
    (type, pointer, taken) => {
      expect(taken).toStrictEqual(takenIn(TOLD_BY[type]!, pointer));
    },
  );
});
