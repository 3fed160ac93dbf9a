import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { RecordPlanAdopted } from '#governance/plans/index';
import { type DeadlineOffice, eventually } from '../support/deadline-office.js';
import {
  councilAdopts,
  deadlinesOf,
  factOf,
  freshPlanOffice,
  openMatter,
  pageOf,
  PLAN_2025,
  PLAN_2028,
  planFacts,
  told,
} from '../support/plan-story.js';

/** Years go by in each: on a busy machine, all that falls due in them takes its time. */
jest.setTimeout(240_000);

let office: DeadlineOffice;
let plan: string;
const stage = freshPlanOffice();
beforeEach(() => {
  ({ office, plan } = stage.opened());
});

const rowOf = async (key: string) => (await deadlinesOf(office, plan)).find((row) => row.key === key);
const matterIs = (matter: string) =>
  eventually('the matter is on the register', async () => {
    const { matters } = await office.read<{ matters: readonly { matter: string }[] }>('/matters');
    return matters.some((known) => known.matter === matter);
  });

describe('the plan that follows', () => {
  it('is worked on in a matter of its own, and its adoption renews the former one, which then does not lapse', async () => {
    office.clock.set('2027-01-04T09:00:00.000Z');
    await told(office, `/plans/${plan}/open-plan-renewal`, { title: PLAN_2028 });
    const { data } = await factOf(office, plan, 'PlanRenewalOpened');
    const { matter: next } = data as { matter: string };
    await matterIs(next);
    expect(await office.read(`/matters/${next}`)).toMatchObject({
      ...{ title: PLAN_2028, openedOn: '2027-01-04', planKind: 'community safety partnership plan' },
      succeedsPlan: plan,
    });
    await eventually('the page names the matter', async () => {
      const { lineage } = await pageOf(office, plan);
      return (lineage as { matterAfter?: string }).matterAfter === next;
    });

    office.clock.set('2028-03-01T09:00:00.000Z');
    await councilAdopts(office, next, { occurredOn: '2028-02-29', title: PLAN_2028, firstDay: '2028-04-01' });
    const renewed = await factOf(office, plan, 'PlanRenewed');
    expect(renewed.data).toEqual({ occurredOn: '2028-02-29', byPlan: next, firstDay: '2028-04-01' });
    await eventually('the end is met', async () => (await rowOf('R38'))?.['status'] === 'met');
    expect(await rowOf('R39/Council')).toMatchObject({ status: 'superseded', metOn: null, dueOn: '2028-03-01' });

    office.clock.set('2028-04-03T09:00:00.000Z');
    await office.sweep();
    expect((await factOf(office, next, 'PlanCommenced')).data).toMatchObject({ occurredOn: '2028-04-01' });
    expect((await planFacts(office, plan)).map(({ type }) => type)).not.toContain('PlanLapsed');
    expect(await pageOf(office, plan)).toMatchObject({
      ...{ standing: 'succeeded', lastDay: '2028-03-31' },
      lineage: { matterBefore: plan, matterAfter: next, planAfter: next },
    });
    await eventually('the next plan is in force', async () => (await pageOf(office, next))['standing'] === 'in force');
    expect(await pageOf(office, next)).toMatchObject({ lineage: { matterBefore: next, planBefore: plan } });
  });

  it('supersedes the former one where it begins sooner, on the day on which it commences', async () => {
    office.clock.set('2027-02-01T09:00:00.000Z');
    const next = await openMatter(office, { occurredOn: '2027-01-11', title: 'One plan for all', succeedsPlan: plan });
    await told(office, `/plans/${plan}/record-plan-renewal-opened`, {
      ...{ occurredOn: '2027-01-11', matter: next, title: 'One plan for all' },
    });
    office.clock.set('2027-03-24T09:00:00.000Z');
    await councilAdopts(office, next, { occurredOn: '2027-03-23', title: 'One plan for all', firstDay: '2027-04-01' });
    await eventually('its commencement is awaited', async () => (await deadlinesOf(office, next)).length > 0);
    expect(await pageOf(office, plan)).toMatchObject({ standing: 'in force' });
    office.clock.set('2027-03-31T23:00:00.000Z');
    await office.sweep();
    expect((await factOf(office, plan, 'PlanSuperseded')).data).toEqual({
      ...{ occurredOn: '2027-04-01', byPlan: next, reason: 'One plan for all commenced in its place' },
    });
    await eventually('its end is superseded', async () => (await rowOf('R38'))?.['status'] === 'superseded');
    expect(await rowOf('R32/P3M/9')).toMatchObject({ status: 'superseded', dueOn: '2027-06-30' });
    expect(await rowOf('R32/P3M/8')).toMatchObject({ standing: 'missed', dueOn: '2027-03-31' });
    office.clock.set('2028-04-03T09:00:00.000Z');
    await office.sweep();
    await eventually('what the next plan owes has passed', async () =>
      (await deadlinesOf(office, next)).some(({ rule, status }) => rule === 'R36' && status === 'passed'),
    );
    expect((await planFacts(office, plan)).map(({ type }) => type)).not.toContain('PlanLapsed');
    expect(await pageOf(office, plan)).toMatchObject({ standing: 'superseded' });
    expect(await pageOf(office, plan, '?asAt=2027-03-31')).toMatchObject({ standing: 'in force' });
  });

  it('is told once, however often the worker goes over the log again', async () => {
    office.clock.set('2027-01-04T09:00:00.000Z');
    await told(office, `/plans/${plan}/open-plan-renewal`, { title: PLAN_2028 });
    const { data } = await factOf(office, plan, 'PlanRenewalOpened');
    const { matter: next } = data as { matter: string };
    await matterIs(next);
    office.clock.set('2028-03-01T09:00:00.000Z');
    await councilAdopts(office, next, { occurredOn: '2028-02-29', title: PLAN_2028, firstDay: '2028-04-01' });
    await factOf(office, plan, 'PlanRenewed');
    await eventually('all is quiet', async () => (await rowOf('R38'))?.['status'] === 'met');
    const byPlans = async () =>
      (await office.log.readStream(`matter-coventry-${next}`))
        .concat(...(await Promise.all([plan, next].map((each) => planFacts(office, each)))))
        .filter(({ metadata }) => metadata.actor === 'automation:plans');
    const before = await byPlans();
    expect(before.map(({ type }) => type).sort()).toEqual([
      'MatterOpened',
      ...['PlanAdopted', 'PlanAdopted', 'PlanObligationAdded', 'PlanObligationAdded'],
      'PlanRenewed',
    ]);
    office = await stage.reopened(() => forgetProcesses(stage.opened().databaseUrl));
    await allSeen(stage.opened().databaseUrl);
    expect(await byPlans()).toEqual(before);
    expect((await office.health())['processes']).toMatchObject({ ok: true, detail: 'go on' });
  });

  it('leaves a plan alone that another follows already', async () => {
    office.clock.set('2028-03-01T09:00:00.000Z');
    const adopted = { occurredOn: '2028-02-29', by: 'Council', firstDay: '2028-04-01', lastDay: '2031-03-31' };
    const ids: string[] = [];
    for (const title of ['The first to follow', 'Another']) {
      const { plan: id } = await told(office, '/plans', { ...adopted, title, succeedsPlan: plan });
      ids.push(String(id));
      await allSeen(stage.opened().databaseUrl);
    }
    const renewed = (await planFacts(office, plan)).filter(({ type }) => type === 'PlanRenewed');
    expect(renewed.map(({ data }) => (data as { byPlan: string }).byPlan)).toEqual([ids[0]]);
    expect((await office.health())['processes']).toMatchObject({ ok: true, detail: 'go on' });
    expect(await pageOf(office, plan)).toMatchObject({ title: PLAN_2025, lineage: { planAfter: ids[0] } });
  });
});

describe('a plan that is recorded only after the one that succeeds it', () => {
  it('is renewed by that one all the same', async () => {
    const [former, next] = [randomUUID(), randomUUID()];
    const adopted = async (id: string, year: number, more: { readonly succeedsPlan?: string } = {}) => {
      await office.tell({ category: 'plan', authority: 'coventry', id }, RecordPlanAdopted, {
        ...{ occurredOn: `${year}-03-01`, by: 'Council', title: `Plan of ${year}`, obligations: [] },
        ...{ firstDay: `${year}-04-01`, lastDay: `${year + 3}-03-31`, ...more },
      });
      await office.rest();
    };
    await adopted(next, 2025, { succeedsPlan: former });
    await adopted(former, 2022);
    const { data } = await factOf(office, former, 'PlanRenewed');
    expect(data).toEqual({ occurredOn: '2025-03-01', byPlan: next, firstDay: '2025-04-01' });
  });
});

describe('a plan that is put in the place of another', () => {
  it('is on record already, with the same authority', async () => {
    office.clock.set('2025-06-02T09:00:00.000Z');
    const other = { category: 'plan', authority: 'coventry', id: randomUUID() };
    await office.tell(other, RecordPlanAdopted, {
      ...{ occurredOn: '2025-05-20', by: 'Council', title: 'Plan of the merged areas', obligations: [] },
      ...{ firstDay: '2025-06-01', lastDay: '2028-05-31' },
    });
    const supersede = (byPlan: string) =>
      office.post(`/plans/${plan}/supersede-plan`, { byPlan, reason: 'The areas were merged.' });
    const refused = await supersede(randomUUID());
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text)).toMatchObject({
      errors: [{ pointer: '/byPlan', detail: expect.stringContaining('names no plan of this authority') }],
    });
    expect(await supersede(other.id)).toMatchObject({ status: 200 });
  });
});

/** The processes of plans, and the category of the streams that each follows. */
const PROCESSES = {
  'open-plan-on-adoption': 'matter',
  'open-matter-on-renewal': 'plan',
  'renew-plan-on-succession': 'plan',
} as const;

/** Lets the processes of plans begin anew, as if they had been told nothing yet. */
const forgetProcesses = async (connectionString: string): Promise<void> => {
  const names = Object.keys(PROCESSES);
  await onDatabase(connectionString, 'delete from processes.checkpoints where process = any($1)', [names]);
};

/** Waits until the processes of plans have been told every fact of their categories that is in the log. */
const allSeen = async (connectionString: string): Promise<void> => {
  for (const [process, category] of Object.entries(PROCESSES))
    await eventually(`${process} has seen all`, async () => {
      const { rows } = await onDatabase(
        connectionString,
        `select count(*)::integer as seen from processes.checkpoints
         where process = $1
           and position::numeric >= (select max(position) from log.facts where stream like $2 || '-%')`,
        [process, category],
      );
      return rows[0]?.seen === 1;
    });
};

const onDatabase = async (connectionString: string, statement: string, given: readonly unknown[]) => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await client.query<{ seen: number }>(statement, [...given]);
  } finally {
    await client.end();
  }
};
