import { describe, expect, it } from '@jest/globals';
import { fieldsOf, type InputClass } from '#kernel/input/schema';
import * as ofMatters from './matter-commands.js';
import { matterFacts } from './matter.js';
import { planStreamFacts } from './plan.js';
import * as ofPlans from './plans/index.js';
import { type FactDefinition } from './vocabulary/facet.js';

/** The command by which an office tells each fact that has words to correct. */
const TOLD_BY: Readonly<Record<string, InputClass>> = {
  MatterOpened: ofMatters.OpenMatter,
  MatterRetitled: ofMatters.RetitleMatter,
  PlanPeriodChanged: ofMatters.ChangePlanPeriod,
  ReportSubmitted: ofMatters.RecordReportSubmitted,
  RecommendationsMade: ofMatters.RecordRecommendationsMade,
  RecommendationImplemented: ofMatters.RecordRecommendationImplemented,
  ResolutionPassed: ofMatters.RecordResolutionPassed,
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

/** Whether the field of a command to which a pointer leads is one line. */
const isLineIn = (command: InputClass, pointer: string): boolean => {
  const [name = '', ...rest] = pointer.slice(1).split('/');
  const field = fieldsOf(command).get(name);
  if (field === undefined) throw new Error(`${command.name} has no ${name}`);
  const [next, ...further] = rest[0] === '*' ? rest.slice(1) : rest;
  if (next !== undefined) return isLineIn(field.type!(), `/${[next, ...further].join('/')}`);
  const { items, pattern } = field.schema() as {
    readonly items?: { readonly pattern?: string };
    readonly pattern?: string;
  };
  return (items?.pattern ?? pattern) !== undefined;
};

const wordsIn = (facts: Readonly<Record<string, FactDefinition>>): readonly (readonly [string, string, boolean])[] =>
  Object.entries(facts).flatMap(([type, { correctable }]) =>
    Object.entries(correctable).flatMap(([pointer, form]) =>
      form === 'text' || form === 'line' ? [[type, pointer, form === 'line'] as const] : [],
    ),
  );

describe('words that may be corrected', () => {
  it.each([...wordsIn(matterFacts), ...wordsIn(planStreamFacts)])(
    'of %s at %s are one line where the command that tells it has one: %s',
    (type, pointer, isLine) => {
      expect(isLineIn(TOLD_BY[type]!, pointer)).toBe(isLine);
    },
  );
});
