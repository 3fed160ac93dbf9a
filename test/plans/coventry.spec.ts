import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type DeadlineOffice, eventually } from '../support/deadline-office.js';
import {
  daysOf,
  deadlinesOf,
  factOf,
  freshPlanOffice,
  pageOf,
  PLAN_2025,
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

const typesOf = async (): Promise<readonly string[]> => (await planFacts(office, plan)).map(({ type }) => type);
const rowOf = async (key: string, asAt?: string) =>
  (await deadlinesOf(office, plan, asAt === undefined ? {} : { asAt })).find((row) => row.key === key);

describe('the plan that Council adopted on 25 March 2025', () => {
  it('is opened by the resolution, for the usual term, with what Cabinet asked for', async () => {
    const [adopted, ...asked] = await planFacts(office, plan);
    expect(adopted?.data).toMatchObject({
      ...{ occurredOn: '2025-03-25', by: 'Council', title: PLAN_2025 },
      ...{ firstDay: '2025-04-01', lastDay: '2028-03-31', countedYears: 3, adoptedIn: { matter: plan, part: 1 } },
      obligations: [],
    });
    expect(asked).toMatchObject(
      [
        { kind: 'monitoring', every: 'P3M', askedBy: 'Cabinet', askedIn: { matter: plan, part: 2 } },
        { kind: 'progress report', every: 'P1Y', askedBy: 'Cabinet', askedIn: { matter: plan, part: 3 } },
      ].map((data) => ({ type: 'PlanObligationAdded', data })),
    );
    expect(adopted?.metadata).toMatchObject({ actor: 'automation:plans', capacity: 'plans' });
    const { history } = await office.read<{ history: readonly { fact: string; type: string }[] }>(
      `/matters/${plan}/history`,
    );
    const { links } = await office.read<{ links: Readonly<Record<string, string>> }>(`/matters/${plan}`);
    expect(links).toEqual({
      deadlines: `/v1/authorities/coventry/matters/${plan}/deadlines`,
      history: `/v1/authorities/coventry/matters/${plan}/history`,
      deadlinesHistory: `/v1/authorities/coventry/matters/${plan}/deadlines/history`,
      plan: `/v1/authorities/coventry/plans/${plan}`,
    });
    const before = await office.read<{ links: object }>(`/matters/${plan}?asAt=2025-03-24`);
    expect(Object.keys(before.links)).toEqual(['deadlines', 'history', 'deadlinesHistory']);
    expect(adopted?.metadata.causationId).toBe(history.findLast(({ type }) => type === 'ResolutionPassed')?.fact);
  });

  it('owes what its clocks say, each on its day', async () => {
    const rows = await deadlinesOf(office, plan);
    expect(daysOf(rows, 'R32')).toEqual([
      ...['2025-06-30', '2025-09-30', '2025-12-31', '2026-03-31', '2026-06-30', '2026-09-30'],
      ...['2026-12-31', '2027-03-31', '2027-06-30', '2027-09-30', '2027-12-31', '2028-03-31'],
    ]);
    expect(daysOf(rows, 'R33')).toEqual(['2026-03-31', '2027-03-31', '2028-03-31']);
    expect(daysOf(rows, 'R36')).toEqual(['2025-10-01', '2026-10-01', '2027-10-01']);
    expect(daysOf(rows, 'R37')).toEqual(['2026-03-31', '2027-03-31']);
    expect(daysOf(rows, 'R38')).toEqual(['2028-03-31']);
    // Counted back from 1 April 2028, the day on which the next plan is to begin.
    expect(daysOf(rows, 'R39')).toEqual([
      ...['2027-01-01', '2027-04-01', '2027-07-01', '2027-10-01', '2027-12-01', '2028-02-01', '2028-03-01'],
    ]);
    expect(daysOf(rows, 'R30')).toEqual(['2025-04-08']);
    expect(rows).toHaveLength(31);
    expect(await rowOf('R32/P3M/1')).toMatchObject({
      ...{ body: 'Cabinet', owner: 'community-safety', hardness: 'promised', basis: 'resolution' },
      explained: expect.stringContaining('30 June 2025'),
    });
    const { deadlines } = await office.read<{ deadlines: readonly unknown[] }>(
      `/deadlines?plan=${plan}&state=at%20risk`,
    );
    expect(deadlines.map((row) => (row as { key: string }).key).sort()).toEqual(['R29', 'R30', 'R31']);
    const next = async (asAt: string): Promise<unknown> =>
      (await office.read<{ plans: readonly { nextDue: unknown }[] }>(`/plans?asAt=${asAt}`)).plans[0]?.nextDue;
    expect(await next('2025-03-26')).toMatchObject({
      key: 'R29',
      dueOn: '2025-04-01',
      title: `${PLAN_2025} commences`,
    });
    expect(await next('2026-01-15')).toMatchObject({ key: 'R32/P3M/4', rule: 'R32', dueOn: '2026-03-31' });
    expect(await next('2028-04-01')).toBeNull();
  });

  it('commences by the timer at midnight in London, 31 March 23:00 UTC, and not a millisecond sooner', async () => {
    expect(await rowOf('R29')).toMatchObject({ dueOn: '2025-04-01', dueAt: '2025-03-31T23:00:00.000Z' });
    office.clock.set('2025-03-31T22:59:59.999Z');
    await office.sweep();
    expect(await typesOf()).not.toContain('PlanCommenced');
    expect(await pageOf(office, plan)).toMatchObject({ standing: 'adopted' });
    office.clock.set('2025-03-31T23:00:00.000Z');
    await office.sweep();
    const { data, metadata } = await factOf(office, plan, 'PlanCommenced');
    expect(data).toEqual({ occurredOn: '2025-04-01', commencedAt: '2025-03-31T23:00:00.000Z' });
    expect(metadata).toMatchObject({ actor: 'automation:deadlines', recordedAt: '2025-03-31T23:00:00.000Z' });
    await eventually('it is met', async () => (await rowOf('R29'))?.['status'] === 'met');
    expect(await pageOf(office, plan)).toMatchObject({ standing: 'in force' });
    expect(await rowOf('R29')).toMatchObject({ metOn: '2025-04-01', missed: false, standing: 'met' });
  });

  it('is not commenced, lapsed or extended before its time by anybody else', async () => {
    const early = await office.post(`/plans/${plan}/commence-plan`, {});
    expect([early.status, early.json['blockers']]).toMatchObject([409, [{ rule: 'R29' }]]);
    const lapse = await office.post(`/plans/${plan}/lapse-plan`, {});
    expect([lapse.status, lapse.json['blockers']]).toMatchObject([409, [{ rule: 'R38' }]]);
    const by = { by: 'Cabinet', lastDay: '2029-03-31', reason: 'Reorganisation.' };
    const extended = await office.post(`/plans/${plan}/extend-plan`, by);
    expect([extended.status, extended.json['blockers']]).toMatchObject([409, [{ rule: 'R38' }]]);
  });

  it('is monitored for a quarter, and each date is met by the fact for it alone', async () => {
    office.clock.set('2025-10-20T09:00:00.000Z');
    const quarter = { occurredOn: '2025-10-14', periodEndsOn: '2025-09-30', by: 'Community Safety Partnership' };
    await told(office, `/plans/${plan}/record-plan-monitored`, quarter);
    await eventually('it is met', async () => (await rowOf('R32/P3M/2'))?.['status'] === 'met');
    expect(await rowOf('R32/P3M/2')).toMatchObject({ metOn: '2025-10-14', missed: true, isBreach: true });
    expect(await rowOf('R32/P3M/1')).toMatchObject({ standing: 'missed', metOn: null });
    expect(await rowOf('R32/P3M/3')).toMatchObject({ standing: 'due', dueOn: '2025-12-31' });
    const wrong = await office.post(`/plans/${plan}/record-plan-monitored`, { ...quarter, periodEndsOn: '2025-09-15' });
    expect([wrong.status, wrong.text]).toMatchObject([400, expect.stringContaining('2025-06-30 or 2025-09-30')]);
  });

  it('is extended before it runs out: its end and the way to renewal move, each with its cause', async () => {
    office.clock.set('2027-02-22T09:00:00.000Z');
    await told(office, `/plans/${plan}/extend-plan`, {
      by: 'Council',
      lastDay: '2029-03-31',
      reason: 'Reorganisation.',
    });
    await eventually('the end moves', async () => (await rowOf('R38'))?.dueOn === '2029-03-31');
    const rows = await deadlinesOf(office, plan);
    const cause = 'the plan was extended on Monday 22 February 2027';
    expect(await rowOf('R38')).toMatchObject({
      ...{ version: 2, dueAt: '2029-03-31T23:00:00.000Z' },
      moves: [{ from: { dueOn: '2028-03-31' }, to: { dueOn: '2029-03-31' }, cause }],
    });
    const steps = rows.filter(({ rule }) => rule === 'R39');
    expect(steps.map(({ dueOn }) => dueOn)).toEqual([
      ...['2028-01-01', '2028-04-01', '2028-07-01', '2028-10-01', '2028-12-01', '2029-02-01', '2029-03-01'],
    ]);
    expect(steps.every(({ moves }) => (moves as readonly { cause: string }[])[0]?.cause === cause)).toBe(true);
    expect(daysOf(rows, 'R32')).toHaveLength(16);
    office.clock.set('2028-04-03T09:00:00.000Z');
    await office.sweep();
    expect(await typesOf()).not.toContain('PlanLapsed');
    expect(await pageOf(office, plan)).toMatchObject({ standing: 'in force', lastDay: '2029-03-31' });
    expect(await pageOf(office, plan, '?knownAt=2027-02-21')).toMatchObject({ lastDay: '2028-03-31' });
    expect(await pageOf(office, plan, '?asAt=2027-02-21')).toMatchObject({ lastDay: '2028-03-31' });
  });

  it('lapses at the end of its last day where nothing follows, though the worker came days later', async () => {
    office.clock.set('2028-03-31T22:59:59.999Z');
    await office.sweep();
    expect(await typesOf()).not.toContain('PlanLapsed');
    office.clock.set('2028-04-05T08:00:00.000Z');
    await office.sweep();
    const { data } = await factOf(office, plan, 'PlanLapsed');
    expect(data).toEqual({ occurredOn: '2028-03-31', lapsedAt: '2028-03-31T23:00:00.000Z' });
    const passed = await eventually(
      'its passing is recorded',
      async () => (await rowOf('R38'))?.['status'] === 'passed',
    );
    expect(passed).toBe(true);
    await office.sweep();
    expect((await typesOf()).filter((type) => type === 'PlanLapsed')).toHaveLength(1);
    for (const [day, standing] of [
      ['2025-03-25', 'adopted'],
      ['2025-04-01', 'in force'],
      ['2028-03-31', 'in force'],
      ['2028-04-01', 'lapsed'],
    ])
      expect(await pageOf(office, plan, `?asAt=${day}`)).toMatchObject({ standing });
  });
});
