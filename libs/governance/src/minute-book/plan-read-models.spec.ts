import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { type Fact, foldAll, type JsonObject, streamName } from '#kernel';
import { factIdAt, idOf, recorded } from '#kernel/testing/given';
import { InMemoryEventLog } from '#platform/event-log/in-memory-event-log';
import { openReadModels } from '#platform/projections/open-read-models';
import { Projections } from '#platform/projections/projections';
import { freshDatabase } from '../../../../test/support/database.js';
import { deadlineBoardProjection } from '../deadlines/index.js';
import { planSubject, planTold } from '../plan.js';
import { standingOn } from '../plans/index.js';
import { goldenPlanFacts, PLAN_IDS, toldOfPlan } from '../testing/golden-plan.js';
import {
  judgedPlan,
  KeptPlanPage,
  planAsAt,
  planPageProjection,
  planRegisterProjection,
  RegisteredPlan,
} from './index.js';
import { PlansAsked, STANDINGS } from './plan-questions.query.js';
import { PlansAnswered } from './plan-register-answers.query.js';

const definitions = [planRegisterProjection, planPageProjection, deadlineBoardProjection];
const RECORDED = '2029-04-02T09:00:00.000Z';

const { succeedsPlan: _former, ...adoption } = toldOfPlan('PlanAdopted').data as { succeedsPlan?: string };
const adopted = (changes: object = {}): Fact => ({ type: 'PlanAdopted', data: { ...adoption, ...changes } });

/** Plans that end in every way there is, by their ids. */
const plans: Readonly<Record<string, readonly Fact[]>> = {
  [idOf('every fact there is')]: goldenPlanFacts,
  [idOf('superseded')]: [adopted(), toldOfPlan('PlanSuperseded')],
  [idOf('renewed in time')]: [adopted(), toldOfPlan('PlanRenewed')],
  [idOf('renewed with a gap')]: [adopted(), toldOfPlan('PlanRenewed', { firstDay: '2028-04-03' })],
  [idOf('renewed too late')]: [adopted(), toldOfPlan('PlanRenewed', { occurredOn: '2028-05-02' })],
  [idOf('lapsed')]: [adopted({ title: 'A plan against floods' }), toldOfPlan('PlanLapsed')],
  [idOf('adopted late')]: [adopted({ occurredOn: '2025-06-01' }), toldOfPlan('PlanExtended')],
};
const DAYS = [
  ...['2025-03-24', '2025-03-25', '2025-03-31', '2025-04-01', '2025-05-31', '2025-06-01', '2027-03-31', '2027-04-01'],
  ...['2028-03-31', '2028-04-01', '2028-05-03', '2029-03-31', '2029-04-01'],
];

const log = new InMemoryEventLog({ now: () => RECORDED });
const streamOf = (id: string): string => streamName({ category: 'plan', authority: 'coventry', id });
let tables: DataSource;
let projections: Projections;
let close: () => Promise<void>;

beforeAll(async () => {
  const database = await freshDatabase();
  tables = await openReadModels(database.url, definitions);
  projections = new Projections({
    ...{ databaseUrl: database.url, dataSource: tables, definitions, log, now: () => RECORDED },
  });
  close = async () => {
    await log.close();
    await projections.close();
    await tables.destroy();
    await database.drop();
  };
  let last;
  for (const [id, facts] of Object.entries(plans)) {
    const { facts: kept } = await log.append(
      streamOf(id),
      facts.map(({ type, data }, at) => ({
        ...{ id: idOf(id, String(at)), type, schemaVersion: 1 },
        data: data as JsonObject,
      })),
      'no stream',
      {
        ...{ commandId: idOf('command', id), payloadHash: '', correlationId: factIdAt(0), causationId: factIdAt(0) },
        ...{ actor: 'office:democratic-services', capacity: 'officer', authority: 'coventry' },
      },
    );
    last = kept.at(-1)?.position;
  }
  projections.start();
  if (last === undefined || !(await projections.waitUntilSeen('all', last, { timeoutMs: 50_000 })))
    throw new Error('the read models did not catch up');
});
afterAll(() => close());

const register = (filter: PlansAsked['filter'], asAt: string, part = { offset: 0, limit: 50 }) =>
  new PlansAnswered(tables, { now: () => RECORDED }).execute(new PlansAsked('coventry', filter, part, asAt));
const idsOf = (rows: readonly { readonly plan: string }[]): readonly string[] => rows.map(({ plan }) => plan).sort();

describe('the plan register', () => {
  it.each(DAYS)(
    'says how each plan stood on %s, as the plan itself does, in whichever way it is asked',
    async (day) => {
      const { rows, total } = await register({}, day);
      expect(total).toBe(rows.length);
      for (const { plan: id, standing } of rows) {
        const { entries } = foldAll(planSubject, await log.readStream(streamOf(id)));
        expect({ id, standing }).toEqual({ id, standing: standingOn(planTold(entries).plan, day) });
      }
      for (const standing of STANDINGS)
        expect(idsOf((await register({ standing }, day)).rows)).toEqual(
          idsOf(rows.filter((row) => row.standing === standing)),
        );
    },
  );

  it('leaves out what was not adopted yet', async () => {
    expect((await register({}, '2025-03-24')).total).toBe(0);
    expect(idsOf((await register({}, '2025-05-31')).rows)).not.toContain(idOf('adopted late'));
    expect(idsOf((await register({}, '2025-06-01')).rows)).toEqual(Object.keys(plans).sort());
  });

  it('finds what is to run out before a day, and what words name', async () => {
    const soon = await register({ expiringBefore: '2028-04-01' }, '2027-06-01');
    expect(idsOf(soon.rows)).toEqual(
      ['renewed in time', 'renewed with a gap', 'renewed too late', 'lapsed'].map((name) => idOf(name)).sort(),
    );
    expect((await register({ expiringBefore: '2028-03-31' }, '2027-06-01')).total).toBe(0);
    expect(idsOf((await register({ search: 'flood' }, '2027-06-01')).rows)).toEqual([idOf('lapsed')]);
  });

  it('is read in parts, what runs longest first', async () => {
    const whole = await register({}, '2027-06-01');
    expect(whole.rows.map(({ lastDay }) => lastDay)).toEqual(
      whole.rows.map(({ lastDay }) => lastDay).toSorted((one, other) => (one < other ? 1 : -1)),
    );
    const part = await register({}, '2027-06-01', { offset: 2, limit: 3 });
    expect(part).toMatchObject({ total: 7, rows: whole.rows.slice(2, 5).map(({ plan }) => ({ plan })) });
  });

  it('names what led to the plan and what follows it', async () => {
    const row = await tables.getRepository(RegisteredPlan).findOneByOrFail({ plan: idOf('every fact there is') });
    expect(row).toMatchObject({
      ...{ matterBefore: PLAN_IDS.MATTER, planBefore: PLAN_IDS.FORMER_PLAN },
      ...{ matterAfter: PLAN_IDS.NEXT_MATTER, planAfter: PLAN_IDS.NEXT_PLAN },
      ...{ adoptedBy: 'Council', adoptedOn: '2025-03-25', lastDay: '2029-03-31', revision: goldenPlanFacts.length - 1 },
    });
  });
});

describe('the page of a plan', () => {
  it('reads as the facts themselves do, its life in the order in which it happened', async () => {
    const id = idOf('every fact there is');
    const kept = await tables.getRepository(KeptPlanPage).findOneByOrFail({ plan: id });
    const page = judgedPlan(kept.page, '2026-01-01');
    expect(page).toEqual(planAsAt(await log.readStream(streamOf(id)), { today: '2026-01-01' }));
    expect(page.standing).toBe('in force');
    expect(page.life).toHaveLength(goldenPlanFacts.length);
    expect(page.life.find(({ type }) => type === 'PlanLapsed')).toMatchObject({ stands: false });
    expect(page.life.slice(0, 3)).toMatchObject([
      { type: 'PlanObligationAdded', occurredOn: '2025-03-18' },
      { type: 'PlanAdopted', occurredOn: '2025-03-25', told: { by: 'Council', lastDay: '2028-03-31' } },
      { type: 'PlanCommenced', occurredOn: '2025-04-01', told: { commencedAt: '2025-03-31T23:00:00.000Z' } },
    ]);
  });

  it('tells what is worked out from a day by the day to which that was corrected', () => {
    const corrected = (revision: number, pointer: string, asRecorded: string, asCorrected: string): Fact => ({
      type: 'RecordCorrected',
      data: {
        ...{ occurredOn: '2025-05-01', fact: factIdAt(revision), mistakeIn: 'record' },
        ...{ changes: [{ pointer, asRecorded, asCorrected }], authority: 'Monitoring Officer', reason: 'A slip.' },
      },
    });
    const usual = toldOfPlan('PlanAdopted', { countedYears: 3 });
    const facts = [usual, toldOfPlan('PlanCommenced')] as const;
    const toldOf = (type: string, ...told: readonly Fact[]) =>
      planAsAt(recorded(told), { today: '2026-01-01' })?.life.find((line) => line.type === type)?.told;
    expect(toldOf('PlanAdopted', ...facts)).toMatchObject({ countedYears: 3 });
    const mended = [
      ...facts,
      corrected(0, '/lastDay', '2028-03-31', '2027-03-31'),
      corrected(1, '/occurredOn', '2025-04-01', '2025-03-28'),
    ];
    expect(toldOf('PlanCommenced', ...mended)).toEqual({ commencedAt: '2025-03-28T00:00:00.000Z' });
    expect(toldOf('PlanAdopted', ...mended)).toMatchObject({ lastDay: '2027-03-31' });
    expect(toldOf('PlanAdopted', ...mended)).not.toHaveProperty('countedYears');
  });

  it('is there from the day of its adoption', async () => {
    const facts = await log.readStream(streamOf(idOf('lapsed')));
    expect(planAsAt(facts, { asAt: '2025-03-24', today: RECORDED.slice(0, 10) })).toBeUndefined();
    expect(planAsAt(facts, { knownAt: '2029-04-01', today: RECORDED.slice(0, 10) })).toBeUndefined();
    expect(planAsAt(facts, { asAt: '2025-03-25', today: RECORDED.slice(0, 10) })).toMatchObject({
      ...{ standing: 'adopted', asAt: '2025-03-25', title: 'A plan against floods' },
      life: [{ type: 'PlanAdopted' }],
    });
  });
});

describe('the read models of plans', () => {
  it('come out the same when they are built anew', async () => {
    const rows = () =>
      Promise.all(
        [RegisteredPlan, KeptPlanPage].map((entity) => tables.getRepository(entity).find({ order: { plan: 'ASC' } })),
      );
    const before = await rows();
    for (const name of ['plan_register', 'plan_page']) await projections.rebuild(name);
    expect(await rows()).toEqual(before);
    expect(before[0]).toHaveLength(Object.keys(plans).length);
  });
});
