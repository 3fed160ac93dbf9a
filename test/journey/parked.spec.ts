import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type JsonObject } from '#kernel';
import { goldenDeadlines } from '#governance/testing/golden-deadlines';
import { type Answer } from '#platform/http/testing/ask';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { sendCommand } from '../support/coventry-story.js';
import { eventually } from '../support/eventually.js';

const HOME = '/v1/authorities/coventry';
const BEGUN = '2026-11-22';
const PARKED_AT = '2026-11-23T10:00:00.000Z';
const ADOPTED = {
  ...{ occurredOn: '2025-03-25', by: 'Council', title: 'Community Safety Partnership Plan 2025-2028' },
  ...{ firstDay: '2025-04-01', lastDay: '2028-03-31' },
};
const MADE = {
  ...{ occurredOn: '2024-06-26', by: 'Scrutiny Co-ordination Committee', to: 'Cabinet' },
  items: [{ label: '1', text: 'that all channels be used' }],
};
const OPENED = { opensOn: '2024-07-10', closesOn: '2024-10-02', describedAs: 'citywide 12-week consultation' };

let minutebook: RunningMinutebook;
let officer: string;
let matter: string;
let plan: string;

const post = (path: string, body: object): Promise<Answer> =>
  sendCommand(minutebook, officer, { path: `${HOME}${path}`, body, key: randomUUID() });
const get = (path: string, token = officer): Promise<Answer> =>
  minutebook.ask({ path: `${HOME}${path}`, headers: { authorization: `Bearer ${token}` } });

/** Appends what no command would: a fact of which something is torn out, so that no read model can take it. */
const tear = async (stream: string, type: string, data: JsonObject): Promise<void> => {
  const ids = { commandId: randomUUID(), correlationId: randomUUID(), causationId: randomUUID() };
  await minutebook.log.append(stream, [{ id: randomUUID(), type, data, schemaVersion: 1 }], 'any', {
    ...{ ...ids, payloadHash: '0'.repeat(64), authority: 'coventry' },
    ...{ actor: 'office:democratic-services', capacity: 'officer' },
  });
};
const tornMatter = (id: string) =>
  tear(`matter-coventry-${id}`, 'RecommendationsMade', {
    ...{ ...MADE, recommendations: randomUUID() },
    items: 'torn out',
  });

beforeAll(async () => {
  minutebook = await openMinutebook();
  officer = await minutebook.token('coventry');
  matter = String((await post('/matters', { occurredOn: '2024-06-01', title: 'The Plan' })).json['matter']);
  await post(`/matters/${matter}/record-recommendations-made`, MADE);
  await post(`/matters/${matter}/record-consultation-opened`, OPENED);
  plan = String((await post('/plans', ADOPTED)).json['plan']);
  await post('/plans', { ...ADOPTED, title: 'Flood Plan' });
  await tear(`deadlines-coventry-plan-${plan}`, 'DeadlineSet', goldenDeadlines.DeadlineSet[2]);
  minutebook.clock.set(PARKED_AT);
  await tornMatter(matter);
  await tear(`plan-coventry-${plan}`, 'PlanAdopted', { ...ADOPTED, title: 'Torn out' });
  await tear(`deadlines-coventry-plan-${plan}`, 'DeadlineMoved', { key: 'R32/P3M/1' });
  await eventually(async () => (await minutebook.parked()).length === 7);
});
afterAll(() => minutebook.close());

describe('the page of what is parked', () => {
  it('says at which revision it stands, and since when', async () => {
    const page = await get(`/matters/${matter}`);
    expect(page.headers.etag).toBe('"2"');
    expect(page.json).toMatchObject({ revision: 2, title: 'The Plan', parked: { revision: 2, since: PARKED_AT } });
    expect((await get(`/plans/${plan}`)).json).toMatchObject({
      ...{ revision: 0, title: ADOPTED.title },
      parked: { revision: 0, since: PARKED_AT },
    });
  });

  it('says so still when more is told, which waits', async () => {
    await tear(`plan-coventry-${plan}`, 'PlanPublished', { occurredOn: '2025-04-02', where: 'the library' });
    await eventually(async () => {
      const { history } = (await get(`/plans/${plan}/history`)).json;
      return (history as readonly object[]).length === 3;
    });
    expect((await get(`/plans/${plan}`)).json).toMatchObject({ parked: { revision: 0, since: PARKED_AT } });
  });

  it('says nothing of the kind where all is well', async () => {
    const { plans } = (await get('/plans?search=Flood')).json;
    const [other] = plans as readonly { readonly plan: string }[];
    expect(other).toMatchObject({ title: 'Flood Plan', parked: null });
    expect((await get(`/plans/${String(other?.plan)}`)).json).not.toHaveProperty('parked');
  });
});

describe('the row of what is parked', () => {
  it.each([
    ['/matters', 'matters', 2],
    ['/recommendations', 'recommendations', 2],
    ['/consultations', 'consultations', 2],
    ['/plans?search=Safety', 'plans', 0],
  ])('says so on %s', async (path, list, revision) => {
    expect((await get(path)).json).toMatchObject({ total: 1, [list]: [{ parked: { revision, since: PARKED_AT } }] });
  });

  it('says so on the deadline board', async () => {
    const { deadlines } = (await get(`/deadlines?plan=${plan}&limit=1`)).json;
    expect(deadlines).toMatchObject([{ parked: { revision: 0, since: PARKED_AT } }]);
  });
});

describe('what is asked of a record that cannot be read', () => {
  const problem = { type: '/docs/problems#record-not-readable', status: 500 };

  it.each(['?asAt=2026-11-23', '?knownAt=2026-11-23', '/deadlines', '/deadlines?asAt=2026-11-23'])(
    'is answered so where it has to be folded: %s',
    async (rest) => {
      for (const subject of [`/matters/${matter}`, `/plans/${plan}`]) {
        const { status, json, headers } = await get(`${subject}${rest}`);
        expect([status, headers['content-type'], json]).toMatchObject([500, /problem\+json/, problem]);
        expect(JSON.stringify(json)).not.toMatch(/TypeError|items|obligations|torn/i);
      }
    },
  );

  it.each([
    ['a matter', () => `/matters/${matter}/retitle-matter`, { occurredOn: '2024-06-02', title: 'B', reason: 'a typo' }],
    ['a plan', () => `/plans/${plan}/record-plan-published`, { occurredOn: '2025-04-02', where: 'the library' }],
  ])('is answered so where a command on %s needs all of it, and nothing is written', async (_of, path, body) => {
    const { status, json, headers } = await post(path(), body);
    expect([status, headers['content-type'], json]).toMatchObject([
      500,
      expect.stringMatching(/problem\+json/),
      problem,
    ]);
    expect(JSON.stringify(json)).not.toMatch(/TypeError|items|obligations|torn/i);
  });

  it('is answered as ever where the fact was not known yet, and the history has it as it is', async () => {
    expect((await get(`/matters/${matter}?knownAt=${BEGUN}`)).json).toMatchObject({ revision: 2, title: 'The Plan' });
    const { history } = (await get(`/matters/${matter}/history`)).json;
    expect(history).toMatchObject([{}, {}, {}, { type: 'RecommendationsMade', data: { items: 'torn out' } }]);
    const ofDeadlines = (await get(`/plans/${plan}/deadlines/history`)).json;
    expect(ofDeadlines).toMatchObject({
      total: 2,
      history: [{}, { type: 'DeadlineMoved', data: { key: 'R32/P3M/1' } }],
    });
  });

  it('is answered so where not even its first fact could be taken', async () => {
    const torn = randomUUID();
    await tear(`plan-coventry-${torn}`, 'PlanAdopted', { ...ADOPTED, title: 'Torn out' });
    await eventually(async () => (await minutebook.parked()).some((line) => line.includes(torn)));
    expect((await get(`/plans/${torn}`)).json).toMatchObject(problem);
    expect((await get(`/plans/${randomUUID()}`)).status).toBe(404);
  });

  it('is not known to another authority, byte for byte as what never was', async () => {
    const stranger = await minutebook.token('warwick');
    const bodies = await Promise.all(
      [matter, randomUUID()].flatMap((id) =>
        ['', '?asAt=2026-11-23', '/deadlines'].map(async (rest) => {
          const { status, json } = await get(`/matters/${id}${rest}`, stranger);
          return JSON.stringify({ status, ...json, instance: undefined });
        }),
      ),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('not-known');
  });
});
