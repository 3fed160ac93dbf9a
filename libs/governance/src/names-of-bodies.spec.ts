import { describe, expect, it } from '@jest/globals';
import { readInput } from '#kernel/input/read-input';
import { pointersOf } from '#kernel/testing/pointers';
import {
  RecordForecastMade,
  RecordNoticeGiven,
  RecordRecommendationsMade,
  RecordReportSubmitted,
  RecordRequestMade,
  RecordResolutionPassed,
} from './matter-commands.js';
import {
  ExtendPlan,
  RecordPlanAdopted,
  RecordPlanCopySent,
  RecordPlanExtended,
  RecordPlanMonitored,
  RecordPlanObligationAdded,
  RecordPlanProgressReported,
  RecordPlanReviewed,
} from './plans/index.js';

describe('the name of a body, by which alone a body is known', () => {
  const item = { label: '(1)', text: 'approve' };
  it.each([
    [RecordResolutionPassed, '/body', (body: string) => ({ body })],
    [RecordResolutionPassed, '/parts/0/recommendsTo', (recommendsTo: string) => ({ parts: [{ recommendsTo }] })],
    [RecordRecommendationsMade, '/by', (by: string) => ({ by })],
    [RecordRecommendationsMade, '/to', (to: string) => ({ to })],
    [RecordNoticeGiven, '/by', (by: string) => ({ by })],
    [RecordReportSubmitted, '/submittedTo/0', (body: string) => ({ submittedTo: [body] })],
    [RecordReportSubmitted, '/recommendations/0/to', (to: string) => ({ recommendations: [{ to, items: [item] }] })],
    [RecordRequestMade, '/by', (by: string) => ({ by })],
    [RecordForecastMade, '/before', (before: string) => ({ before })],
    [RecordPlanAdopted, '/by', (by: string) => ({ by })],
    [RecordPlanAdopted, '/obligations/0/askedBy', (askedBy: string) => ({ obligations: [{ askedBy }] })],
    [RecordPlanObligationAdded, '/obligation/askedBy', (askedBy: string) => ({ obligation: { askedBy } })],
    [ExtendPlan, '/by', (by: string) => ({ by })],
    [RecordPlanExtended, '/by', (by: string) => ({ by })],
    [RecordPlanCopySent, '/recipient', (recipient: string) => ({ recipient })],
    [RecordPlanMonitored, '/by', (by: string) => ({ by })],
    [RecordPlanProgressReported, '/to', (to: string) => ({ to })],
    [RecordPlanReviewed, '/by', (by: string) => ({ by })],
  ] as const)('is not taken by %p at %s with a space that came along', (command, pointer, naming) => {
    expect(pointersOf(() => readInput<object>(command, naming('Cabinet ')))).toContain(pointer);
    expect(pointersOf(() => readInput<object>(command, naming('Cabinet')))).not.toContain(pointer);
  });
});
