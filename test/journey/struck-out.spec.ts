import { randomUUID } from 'node:crypto';
import { beforeEach, afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  RecordConsultationOpened,
  RecordNoticeGiven,
  RecordRecommendationsMade,
  RecordResolutionPassed,
} from '#governance/matter-commands';
import { type RecordedFact, streamName } from '#kernel';
import { handMovedClock } from '../support/app.js';
import { COUNCIL_OF_25_MARCH } from '../support/council-of-2025.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, eventually, openConsultation, openDeadlineOffice } from '../support/deadline-office.js';
import {
  adoptCoventryPlan,
  AFTER_COUNCIL,
  councilAdopts,
  factOf,
  openMatter,
  PLAN_2028,
  planFacts,
  told,
} from '../support/plan-story.js';

jest.setTimeout(240_000);

const WHY = { authority: 'Monitoring Officer', reason: 'It belongs to another matter.' };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
const clock = handMovedClock();
beforeEach(async () => {
  clock.set('2024-07-10T09:00:00.000Z');
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock });
});
afterEach(async () => {
  await office.close();
  await database.drop();
});

type Row = Readonly<Record<string, unknown>>;

const factsOf = (id: string, category = 'matter'): Promise<readonly RecordedFact[]> =>
  office.log.readStream(streamName({ category, authority: 'coventry', id }));
const idsOf = async (id: string, ...types: readonly string[]): Promise<readonly string[]> =>
  (await factsOf(id)).filter(({ type }) => types.includes(type)).map((fact) => fact.id);
const strike = (path: string, facts: readonly string[], authority?: string) =>
  office.post(`${path}/record-entries-struck-out`, { occurredOn: clock.now().slice(0, 10), facts, ...WHY }, authority);
const deadlinesOf = async (path: string, query = ''): Promise<readonly Row[]> =>
  (await office.read<{ deadlines: readonly Row[] }>(`${path}/deadlines${query}`)).deadlines;
const standingAt = (path: string, key: string, status: string): Promise<Row> =>
  eventually(`${key} is ${status}`, async () =>
    (await deadlinesOf(path)).find((row) => row['key'] === key && row['status'] === status),
  );
const boardOf = async (matter: string): Promise<readonly Row[]> =>
  (await office.read<{ deadlines: readonly Row[] }>(`/deadlines?matter=${matter}`)).deadlines;

describe('a consultation that was recorded in the wrong matter, and closed by itself', () => {
  let id: string;
  let path: string;
  let both: readonly string[];
  beforeEach(async () => {
    ({ id } = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' }));
    path = `/matters/${id}`;
    await office.rest();
    clock.set('2024-10-03T08:00:00.000Z');
    await office.sweep();
    await standingAt(path, 'R22/round-1', 'running');
    both = await idsOf(id, 'ConsultationOpened', 'ConsultationClosed');
  });

  it('is not struck out without its close, and the refusal says how', async () => {
    const { status, headers, json } = await strike(path, both.slice(0, 1));
    expect([status, headers['content-type']]).toEqual([409, expect.stringMatching(/^application\/problem\+json/)]);
    expect(json['blockers']).toMatchObject([
      {
        rule: 'corrections/nothing-stands-on-what-is-struck-out',
        reason: expect.stringContaining('(ConsultationClosed, on Wednesday 2 October 2024) stands on'),
        satisfiedBy: expect.stringContaining(both[1] ?? ''),
      },
    ]);
    expect(await factsOf(id)).toHaveLength(3);
  });

  it('is gone from pages, registers and boards with it, and stays in the history', async () => {
    expect(await strike('/matters/' + id, both, 'derbyshire')).toMatchObject({ status: 404 });
    expect(await strike(path, both)).toMatchObject({ status: 200 });
    await standingAt(path, 'R22/round-1', 'superseded');
    const page = await office.read<Row>(path);
    expect(page).toMatchObject({ consultations: [], corrections: [] });
    expect(page['struckOut']).toEqual(
      ['ConsultationOpened', 'ConsultationClosed'].map((factType, at) => ({
        ...{ fact: both[at], factType, struckOutOn: '2024-10-03', ...WHY },
      })),
    );
    const register = await office.read<{ consultations: readonly { matter: string }[] }>('/consultations');
    expect(register.consultations.filter(({ matter }) => matter === id)).toEqual([]);
    expect(await boardOf(id)).toEqual([]);
    const [told] = (await deadlinesOf(path)).filter(({ key }) => key === 'R22/round-1');
    expect(JSON.stringify(told?.['reminders'])).toContain(
      'entries were struck out of the record on Thursday 3 October 2024: the consultation was opened on Wednesday 10 July 2024; the consultation was closed on Wednesday 2 October 2024',
    );

    expect(await office.read(`${path}?asAt=2024-08-01`)).toMatchObject({ consultations: [] });
    const before = `knownAt=${encodeURIComponent('2024-10-03T07:59:59Z')}`;
    expect(await office.read(`${path}?asAt=2024-08-01&${before}`)).toMatchObject({
      consultations: [{ round: 1 }],
      struckOut: [],
    });
    expect(await deadlinesOf(path, '?asAt=2024-08-01')).toEqual([]);
    expect(await deadlinesOf(path, `?asAt=2024-08-01&${before}`)).not.toEqual([]);
    const { history } = await office.read<{ history: readonly Row[] }>(`${path}/history`);
    const [, , , ...strikes] = (await factsOf(id)).map((fact) => fact.id);
    expect(history.map(({ type, struckOutBy }) => [type, struckOutBy])).toEqual([
      ['MatterOpened', undefined],
      ['ConsultationOpened', strikes[0]],
      ['ConsultationClosed', strikes[1]],
      ...[
        ['EntryStruckOut', undefined],
        ['EntryStruckOut', undefined],
      ],
    ]);
  });

  it('is gone with the matter, where that should not have been opened; its history stays', async () => {
    const [opening = ''] = await idsOf(id, 'MatterOpened');
    expect(await strike(path, [opening, ...both])).toMatchObject({ status: 200 });
    await eventually('nothing is due of it', async () => (await boardOf(id)).length === 0);
    for (const query of ['', '?asAt=2024-08-01']) await expect(office.read(path + query)).rejects.toThrow('404');
    const { matters } = await office.read<{ matters: readonly { matter: string }[] }>('/matters');
    expect(matters.map(({ matter }) => matter)).not.toContain(id);
    expect(await office.read(`${path}/history`)).toMatchObject({ total: 6 });
    const before = encodeURIComponent('2024-10-03T07:59:59Z');
    expect(await office.read(`${path}?knownAt=${before}`)).toMatchObject({ title: 'A plan', struckOut: [] });
    const { status, json } = await office.post(`${path}/retitle-matter`, {
      ...{ occurredOn: '2024-10-03', title: 'B', reason: 'Why not.' },
    });
    expect([status, json['blockers']]).toMatchObject([409, [{ rule: 'matters/opened' }]]);
  });

  it('does not close again, and a consultation that is told afterwards is the first', async () => {
    await strike(path, both);
    await standingAt(path, 'R22/round-1', 'superseded');
    await office.sweep();
    await office.rest();
    expect((await factsOf(id)).map(({ type }) => type).slice(3)).toEqual(['EntryStruckOut', 'EntryStruckOut']);
    const matter = { authority: 'coventry', id };
    const window = { opensOn: '2024-09-02', closesOn: '2024-12-02', describedAs: 'three months' };
    await office.tell(matter, RecordConsultationOpened, window);
    await standingAt(path, 'R19/round-1', 'running');
    expect(await office.read(path)).toMatchObject({
      consultations: [{ round: 1, window: { opensOn: '2024-09-02', closesOn: '2024-12-02' } }],
    });
    expect(await boardOf(id)).toMatchObject([{ key: 'R19/round-1', dueOn: '2024-12-02', version: 2 }]);
  });
});

describe('a resolution that was recorded in the wrong matter', () => {
  it('answers nothing any more, and what it met is owed again', async () => {
    const { id } = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    const matter = { authority: 'coventry', id };
    const path = `/matters/${id}`;
    await office.tell(matter, RecordRecommendationsMade, {
      ...{ occurredOn: '2024-06-26', by: 'Scrutiny', to: 'Cabinet' },
      items: [{ label: '1)', text: 'consult widely' }],
    });
    const [made] = await factsOf(id).then((facts) => facts.filter(({ type }) => type === 'RecommendationsMade'));
    const { recommendations } = made?.data as { recommendations: string };
    await office.tell(matter, RecordNoticeGiven, { occurredOn: '2024-06-26', by: 'Scrutiny', recommendations });
    await office.tell(matter, RecordResolutionPassed, {
      ...{ occurredOn: '2024-07-09', body: 'Cabinet' },
      parts: [
        {
          ...{ label: '1', verb: 'Approves', text: 'the recommendations', meaning: 'answers recommendations' },
          answers: [{ recommendations, answer: 'accepted' }],
        },
      ],
    } as unknown as RecordResolutionPassed);
    const key = await eventually('it is met', async () =>
      (await deadlinesOf(path)).find(({ rule, status }) => rule === 'R16' && status === 'met'),
    ).then((row) => String(row['key']));
    const [resolution = ''] = await idsOf(id, 'ResolutionPassed');
    expect((await strike(path, [resolution])).status).toBe(200);
    await standingAt(path, key, 'running');
    const { recommendations: leaves } = await office.read<{ recommendations: readonly Row[] }>('/recommendations');
    expect(leaves.filter(({ matter: of }) => of === id)).toMatchObject([{ leaf: '1)', answer: null }]);
    expect(await office.read(path)).toMatchObject({ resolutions: [] });
  });
});

describe('a resolution by which a plan was adopted', () => {
  let plan: string;
  let adopting: string;
  beforeEach(async () => {
    clock.set(AFTER_COUNCIL);
    plan = await adoptCoventryPlan(office);
    clock.set('2025-04-01T09:00:00.000Z');
    await office.sweep();
    await factOf(office, plan, 'PlanCommenced');
    await office.rest();
    adopting = (await idsOf(plan, 'ResolutionPassed')).at(-1) ?? '';
  });

  it('takes the plan along that it opened, with what automations told of it, and adopts it once it is told again', async () => {
    expect(await strike(`/matters/${plan}`, [adopting])).toMatchObject({ status: 200 });
    await office.rest();
    const facts = await planFacts(office, plan);
    const opened = ['PlanAdopted', 'PlanObligationAdded', 'PlanObligationAdded', 'PlanCommenced'];
    expect(facts.map(({ type }) => type)).toEqual([...opened, ...opened.map(() => 'EntryStruckOut')]);
    const strikes = facts.slice(4).map(({ data }) => data as Row);
    expect(new Set(strikes.map(({ fact }) => fact))).toEqual(new Set(facts.slice(0, 4).map(({ id }) => id)));
    for (const data of strikes) expect(data).toMatchObject({ occurredOn: '2025-04-01', ...WHY });
    expect(facts.at(-1)?.metadata.actor).toBe('automation:plans');
    await expect(office.read(`/plans/${plan}`)).rejects.toThrow('404');
    const plans = await office.read<{ plans: readonly { plan: string }[] }>('/plans');
    expect(plans.plans.map((row) => row.plan)).not.toContain(plan);
    await eventually('nothing is due of it', async () => {
      const { deadlines } = await office.read<{ deadlines: readonly Row[] }>(`/deadlines?plan=${plan}`);
      return deadlines.length === 0;
    });
    expect(await office.read(`/plans/${plan}/history`)).toMatchObject({ total: 8 });
    const { status, json } = await office.post(`/plans/${plan}/record-plan-published`, {
      ...{ occurredOn: '2025-04-01', where: 'the website' },
    });
    expect([status, json['blockers']]).toMatchObject([409, [{ rule: 'plans/adopted' }]]);

    await councilAdopts(office, plan, COUNCIL_OF_25_MARCH);
    await office.rest();
    await eventually('it is a plan again', async () => {
      const { standing } = await office.read<Row>(`/plans/${plan}`);
      return standing === 'in force';
    });
    await eventually('its deadlines run again', async () =>
      (await deadlinesOf(`/plans/${plan}`)).some(({ rule, status: is }) => rule === 'R38' && is === 'running'),
    );
    expect(await office.health()).toMatchObject({ processes: { ok: true }, projections: { ok: true } });
  });

  it('leaves with the plan what other resolutions asked for, where another one adopts it', async () => {
    const monitoring = async () =>
      (await deadlinesOf(`/plans/${plan}`)).filter(({ rule, status }) => rule === 'R32' && status === 'running');
    const before = await monitoring();
    expect(before).toHaveLength(12);
    await councilAdopts(office, plan, { ...COUNCIL_OF_25_MARCH, occurredOn: '2025-03-26' });
    await office.rest();
    expect(await strike(`/matters/${plan}`, [adopting])).toMatchObject({ status: 200 });
    await office.rest();
    expect((await planFacts(office, plan)).slice(-1)).toMatchObject([{ type: 'EntryStruckOut' }]);
    expect(await office.read(`/plans/${plan}`)).toMatchObject({
      adoption: { occurredOn: '2025-03-26' },
      obligations: [{ kind: 'monitoring' }, { kind: 'progress report' }],
    });
    expect(await monitoring()).toEqual(before);

    const asking = (await idsOf(plan, 'ResolutionPassed')).slice(0, 1);
    expect(await strike(`/matters/${plan}`, asking)).toMatchObject({ status: 200 });
    await office.rest();
    expect(await office.read(`/plans/${plan}`)).toMatchObject({ standing: 'in force', obligations: [] });
    expect(await monitoring()).toEqual([]);
  });

  it('does not adopt the plan again that an office has struck out', async () => {
    const facts = (await planFacts(office, plan)).map(({ id }) => id);
    expect(await strike(`/plans/${plan}`, facts)).toMatchObject({ status: 200 });
    await told(office, `/matters/${plan}/record-correction`, {
      ...{ occurredOn: '2025-04-01', fact: adopting, mistakeIn: 'document', ...WHY },
      changes: [{ pointer: '/body', asRecorded: 'Council', asCorrected: 'Full Council' }],
    });
    await office.rest();
    await expect(office.read(`/plans/${plan}`)).rejects.toThrow('404');
    expect((await planFacts(office, plan)).map(({ type }) => type).slice(4)).toEqual(facts.map(() => 'EntryStruckOut'));
  });

  it('renews no plan any more, where that plan was told so', async () => {
    const next = await openMatter(office, { occurredOn: '2025-04-01', title: PLAN_2028, succeedsPlan: plan });
    const day = '2025-04-01';
    await councilAdopts(office, next, { occurredOn: day, title: PLAN_2028, firstDay: '2028-04-01' });
    await factOf(office, plan, 'PlanRenewed');
    await office.rest();
    expect(await standingAt(`/plans/${plan}`, 'R38', 'met')).toMatchObject({ metOn: day });
    expect(await strike(`/matters/${next}`, await idsOf(next, 'ResolutionPassed'))).toMatchObject({ status: 200 });
    await office.rest();
    expect((await planFacts(office, plan)).slice(-2)).toMatchObject([
      { type: 'PlanRenewed' },
      { type: 'EntryStruckOut', data: { factType: 'PlanRenewed', ...WHY } },
    ]);
    await standingAt(`/plans/${plan}`, 'R38', 'running');
    const { lineage } = await office.read<{ lineage: object }>(`/plans/${plan}`);
    expect(lineage).not.toHaveProperty('planAfter');
  });

  it('leaves the plan alone of which an office has told something, for an officer to see to', async () => {
    await told(office, `/plans/${plan}/record-plan-published`, { occurredOn: '2025-04-01', where: 'the website' });
    expect(await strike(`/matters/${plan}`, [adopting])).toMatchObject({ status: 200 });
    await office.rest();
    expect(await office.read(`/plans/${plan}`)).toMatchObject({ standing: 'in force', struckOut: [] });
    const facts = (await planFacts(office, plan)).map(({ id }) => id);
    expect(await strike(`/plans/${plan}`, facts)).toMatchObject({ status: 200 });
    await expect(office.read(`/plans/${plan}`)).rejects.toThrow('404');
    expect(await strike(`/plans/${plan}`, [randomUUID()])).toMatchObject({ status: 400 });
  });
});
