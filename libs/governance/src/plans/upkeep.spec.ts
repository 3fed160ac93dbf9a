import { describe, it } from '@jest/globals';
import { rulesOf } from '#kernel/testing/given';
import { planSubject } from '../plan.js';
import { commandOf } from '../vocabulary/command-of.js';
import { coventryAdopted, spelthorneAdopted } from './testing/fixtures.js';
import { toldOfPlan } from '../testing/golden-plan.js';
import {
  RecordPartnershipMet,
  RecordPlanCopySent,
  RecordPlanMonitored,
  RecordPlanProgressReported,
  RecordPlanPublished,
  RecordPlanRefreshed,
  RecordPlanReviewed,
  RecordStrategicAssessmentPrepared,
} from './upkeep-commands.js';

const { given } = rulesOf(planSubject);
const plan = coventryAdopted;
const on = '2026-06-01';

describe('what is done while a plan lasts', () => {
  it('is published, and copied to the policing body, once in the same words', () => {
    const publish = commandOf(RecordPlanPublished, { occurredOn: '2025-04-02', where: 'the council’s website' });
    given(plan).when(publish, { on }).then(toldOfPlan('PlanPublished'));
    given(plan, toldOfPlan('PlanPublished')).when(publish, { on }).thenNothing();
    const copy = commandOf(RecordPlanCopySent, {
      occurredOn: '2025-04-03',
      recipient: 'Police and Crime Commissioner',
    });
    given(plan).when(copy, { on }).then(toldOfPlan('PlanCopySent'));
    given(plan, toldOfPlan('PlanCopySent')).when(copy, { on }).thenNothing();
  });

  describe('monitoring', () => {
    const fields = { occurredOn: '2025-07-09', by: 'Community Safety Partnership', document: 'Quarter 1 performance' };
    const monitor = (periodEndsOn: string) => commandOf(RecordPlanMonitored, { ...fields, periodEndsOn });

    it('is for a quarter of the plan, where quarters were asked for', () => {
      given(plan).when(monitor('2025-06-30'), { on }).then(toldOfPlan('PlanMonitored'));
      given(plan, toldOfPlan('PlanMonitored')).when(monitor('2025-06-30'), { on }).thenNothing();
      given(plan).when(monitor('2025-07-30'), { on }).thenMalformed('/periodEndsOn', '2025-06-30 or 2025-09-30');
    });

    it('is of no period that had not begun', () => {
      const monitored = (occurredOn: string) =>
        commandOf(RecordPlanMonitored, { ...fields, occurredOn, periodEndsOn: '2025-09-30' });
      given(plan)
        .when(monitored('2025-06-30'), { on })
        .thenMalformed('/occurredOn', /^must not come before the period began, on Tuesday 1 July 2025$/);
      for (const occurredOn of ['2025-07-01', '2025-07', 'unknown'])
        given(plan)
          .when(monitored(occurredOn), { on })
          .then(toldOfPlan('PlanMonitored', { occurredOn, periodEndsOn: '2025-09-30' }));
    });

    it('is recorded where nobody asked for it, for any period of the term', () => {
      given(spelthorneAdopted)
        .when(monitor('2025-07-15'), { on })
        .then(toldOfPlan('PlanMonitored', { periodEndsOn: '2025-07-15' }));
      given(spelthorneAdopted).when(monitor('2027-01-01'), { on }).thenMalformed('/periodEndsOn', '2026-12-31');
    });

    it('is recorded where its dates are too many to be computed, for any period of the term', () => {
      const endless = { ...plan, data: { ...plan.data, lastDay: '9999-12-31' } };
      given(endless)
        .when(monitor('2025-07-15'), { on })
        .then(toldOfPlan('PlanMonitored', { periodEndsOn: '2025-07-15' }));
    });
  });

  it('has progress reported on for a year of the plan', () => {
    const fields = { occurredOn: '2026-05-12', to: 'Cabinet', document: 'Progress in 2025-2026' };
    const report = (yearEndsOn: string) => commandOf(RecordPlanProgressReported, { ...fields, yearEndsOn });
    given(plan).when(report('2026-03-31'), { on }).then(toldOfPlan('PlanProgressReported'));
    given(plan, toldOfPlan('PlanProgressReported')).when(report('2026-03-31'), { on }).thenNothing();
    given(plan).when(report('2026-04-01'), { on }).thenMalformed('/yearEndsOn', '2026-03-31 or 2027-03-31');
    given(plan)
      .when(commandOf(RecordPlanProgressReported, { ...fields, occurredOn: '2025-03', yearEndsOn: '2026-03-31' }), {
        on,
      })
      .thenMalformed('/occurredOn', /^must not come before the period began, on Tuesday 1 April 2025$/);
  });

  describe('a review', () => {
    const fields = { occurredOn: '2025-11', by: 'Committee' };

    it('may leave the plan as it is: that is an outcome', () => {
      const unchanged = { ...fields, dueOn: '2025-04-01', outcome: 'unchanged' } as const;
      const told = { type: 'PlanReviewed', data: unchanged };
      given(spelthorneAdopted).when(commandOf(RecordPlanReviewed, unchanged), { on }).then(told);
      given(spelthorneAdopted, told).when(commandOf(RecordPlanReviewed, unchanged), { on }).thenNothing();
    });

    it('may come early, and change something', () => {
      const early = { ...fields, outcome: 'changes', changes: 'Priority 10 was added.' } as const;
      given(spelthorneAdopted)
        .when(commandOf(RecordPlanReviewed, early), { on })
        .then({ type: 'PlanReviewed', data: early });
    });

    it('says what changes where something does, and for which date it was', () => {
      given(spelthorneAdopted)
        .when(commandOf(RecordPlanReviewed, { ...fields, outcome: 'changes' }), { on })
        .thenMalformed('/changes', 'must say');
      given(spelthorneAdopted)
        .when(commandOf(RecordPlanReviewed, { ...fields, outcome: 'unchanged', changes: 'None.' }), { on })
        .thenMalformed('/changes', 'left out');
      given(spelthorneAdopted)
        .when(commandOf(RecordPlanReviewed, { ...fields, dueOn: '2025-09-30', outcome: 'unchanged' }), { on })
        .thenMalformed('/dueOn', '2025-04-01 or 2025-10-01');
    });
  });

  it('has assessments beneath it, of data that were there', () => {
    const assess = (dataTo: string) =>
      commandOf(RecordStrategicAssessmentPrepared, { occurredOn: '2025-09-20', dataTo, document: 'Assessment 2025' });
    given(plan).when(assess('2025-08-31'), { on }).then(toldOfPlan('StrategicAssessmentPrepared'));
    given(plan, toldOfPlan('StrategicAssessmentPrepared')).when(assess('2025-08-31'), { on }).thenNothing();
    given(plan).when(assess('2026-08-31'), { on }).thenMalformed('/dataTo', 'future');
    given(plan)
      .when(assess('2025-09-21'), { on })
      .thenMalformed('/occurredOn', /^must not come before the last day of its data, on Sunday 21 September 2025$/);
  });

  it('is brought up to date for a year of its term', () => {
    const refresh = (forYearOf: string) =>
      commandOf(RecordPlanRefreshed, { occurredOn: '2026-03-10', forYearOf, document: 'Action plan 2026-2027' });
    given(plan).when(refresh('2026-04-01'), { on }).then(toldOfPlan('PlanRefreshed'));
    given(plan, toldOfPlan('PlanRefreshed')).when(refresh('2026-04-01'), { on }).thenNothing();
    given(plan).when(refresh('2028-04-01'), { on }).thenMalformed('/forYearOf', '2028-03-31');
  });

  it('has a partnership that meets, on whatever day, owed or not', () => {
    const met = (metOn: string, more = {}) => commandOf(RecordPartnershipMet, { metOn, ...more });
    const details = { where: 'the Council House', minutes: 'Minutes of 14 May 2025' };
    given(plan).when(met('2025-05-14', details), { on }).then(toldOfPlan('PartnershipMet'));
    given(plan, toldOfPlan('PartnershipMet')).when(met('2025-05-14', details), { on }).thenNothing();
    const bare = { type: 'PartnershipMet', data: { occurredOn: '2025-03-31' } };
    given(plan).when(met('2025-03-31'), { on }).then(bare);
    given(plan, bare).when(met('2025-03-31'), { on }).thenNothing();
    given(plan).when(met('2026-06-02'), { on }).thenMalformed('/metOn', 'future');
  });
});
