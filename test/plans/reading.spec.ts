import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exchange } from '#platform/http/testing/raw';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { read, sendCommand } from '../support/coventry-story.js';
import { type Answer } from '#platform/http/testing/ask';

const PLANS = '/v1/authorities/coventry/plans';
const ADOPTED = {
  ...{ occurredOn: '2025-03-25', by: 'Council', title: 'Community Safety Partnership Plan 2025-2028' },
  ...{ firstDay: '2025-04-01', lastDay: '2028-03-31' },
};

describe('the plans of an authority, read over HTTP', () => {
  let minutebook: RunningMinutebook;
  let officer: string;
  let auditor: string;
  let plan: string;
  let last: Answer;

  const post = async (path: string, body: object, token = officer): Promise<Answer> =>
    sendCommand(minutebook, token, { path, body, key: randomUUID() });
  const get = (path: string, token = officer): Promise<Answer> => read(minutebook, token, path, last);

  beforeAll(async () => {
    minutebook = await openMinutebook();
    [officer, auditor] = [await minutebook.token('coventry'), await minutebook.token('coventry', 'auditor')];
    const begun = await post(PLANS, ADOPTED);
    plan = String(begun.json['plan']);
    expect(begun.headers.location).toBe(`${PLANS}/${plan}`);
    minutebook.clock.set('2026-11-23T10:00:00.000Z');
    await post(`${PLANS}/${plan}/record-plan-commenced`, { commencedOn: '2025-04-01' });
    last = await post(PLANS, { ...ADOPTED, title: 'Flood Plan', firstDay: '2027-04-01', lastDay: '2030-03-31' });
  });
  afterAll(() => minutebook.close());

  it('are on the register, as they stand on the day of asking or another', async () => {
    expect((await get(PLANS)).json).toMatchObject({
      ...{ asAt: '2026-11-23', page: 1, limit: 50, total: 2 },
      plans: [
        { title: 'Flood Plan', standing: 'adopted', nextDue: null },
        { plan, standing: 'in force', firstDay: '2025-04-01', lastDay: '2028-03-31', adoptedBy: 'Council' },
      ],
    });
    const titles = async (query: string): Promise<unknown> =>
      ((await get(`${PLANS}?${query}`)).json['plans'] as { title: string }[]).map(({ title }) => title);
    expect(await titles('standing=in%20force&asAt=2027-04-01')).toHaveLength(2);
    expect(await titles('standing=lapsed&asAt=2028-04-01')).toEqual([ADOPTED.title]);
    expect(await titles('expiringBefore=2028-04-01')).toEqual([ADOPTED.title]);
    expect(await titles('search=floods')).toEqual(['Flood Plan']);
    expect(await titles('page=2&limit=1')).toEqual([ADOPTED.title]);
    expect(await titles('asAt=2025-03-24')).toEqual([]);
  });

  it('have a page each, with an ETag, the life in order, and links to deadlines and history', async () => {
    const { json, headers } = await get(`${PLANS}/${plan}`);
    expect(headers.etag).toBe('"1"');
    expect(json).toMatchObject({
      ...{ authority: 'coventry', plan, revision: 1, standing: 'in force', asAt: '2026-11-23', lineage: {} },
      life: [
        { type: 'PlanAdopted', occurredOn: '2025-03-25' },
        { type: 'PlanCommenced', occurredOn: '2025-04-01' },
      ],
      links: {
        ...{ deadlines: `${PLANS}/${plan}/deadlines`, history: `${PLANS}/${plan}/history` },
        deadlinesHistory: `${PLANS}/${plan}/deadlines/history`,
      },
    });
    for (const link of Object.values(json['links'] as Record<string, string>))
      expect((await get(link)).status).toBe(200);
    const untold = await get(`${PLANS}/${plan}/deadlines/history`);
    expect([untold.headers.etag, untold.json]).toMatchObject([undefined, { revision: -1, total: 0, history: [] }]);
    const known = await get(`${PLANS}/${plan}?knownAt=2026-11-22`);
    expect(known.json).toMatchObject({ revision: 0, life: [{ type: 'PlanAdopted' }] });
    expect((await get(`${PLANS}/${plan}?knownAt=2026-11-21`)).status).toBe(404);
    expect((await get(`${PLANS}/${plan}?asAt=2025-03-24`)).status).toBe(404);
    const { history } = (await get(`${PLANS}/${plan}/history?asAt=2025-03-31`)).json;
    expect(history).toMatchObject([{ type: 'PlanAdopted', actor: 'office:democratic-services', revision: 0 }]);
  });

  it('refuse a question that means nothing, with a pointer', async () => {
    for (const [query, pointer] of [
      ['standing=open', '#query/standing'],
      ['expiringBefore=2025-02-30', '#query/expiringBefore'],
      ['asAt=yesterday', '#query/asAt'],
      ['limit=0', '#query/limit'],
      ['search=', '#query/search'],
      ['colour=red', '#query/colour'],
    ]) {
      const { status, json } = await get(`${PLANS}?${query}`);
      expect([status, json['errors']]).toMatchObject([400, [{ pointer }]]);
    }
  });

  it('are read by auditors, who change nothing', async () => {
    for (const rest of ['', `/${plan}`, `/${plan}/history`, `/${plan}/deadlines`, `/${plan}/deadlines/history`])
      expect((await get(`${PLANS}${rest}`, auditor)).status).toBe(200);
    expect((await post(`${PLANS}/${plan}/lapse-plan`, {}, auditor)).status).toBe(403);
    expect((await post(PLANS, ADOPTED, auditor)).status).toBe(403);
    expect((await get(PLANS, await minutebook.token('coventry', 'operator'))).status).toBe(403);
  });

  it('are not known where they never were, byte for byte as where they are another authority’s', async () => {
    const stranger = await minutebook.token('warwick');
    const requestId = randomUUID();
    const bytesOf = async (method: string, path: string, body = ''): Promise<string> => {
      const { text } = await exchange(minutebook.origin, [
        `${method} ${path} HTTP/1.1\r\nHost: minutebook\r\nConnection: close\r\nX-Request-Id: ${requestId}\r\n` +
          `Authorization: Bearer ${stranger}\r\nContent-Type: application/json\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ]);
      return text.replace(/^date: .*\r\n/im, '');
    };
    const told = await Promise.all([
      ...['coventry', 'warwick'].flatMap((authority) =>
        [plan, randomUUID(), 'nonsense'].flatMap((id) => [
          ...['', '?asAt=2026-01-01', '/history', '/deadlines', '/deadlines/history'].map((rest) =>
            bytesOf('GET', `/v1/authorities/${authority}/plans/${id}${rest}`),
          ),
          ...['{}', '{"by": -1}'].map((body) =>
            bytesOf('POST', `/v1/authorities/${authority}/plans/${id}/extend-plan`, body),
          ),
        ]),
      ),
      bytesOf('GET', PLANS),
      bytesOf('POST', PLANS, JSON.stringify(ADOPTED)),
    ]);
    expect([...new Set(told)]).toHaveLength(1);
    expect(told[0]).toMatch(/^HTTP\/1\.1 404 /);
    expect((await read(minutebook, stranger, '/v1/authorities/warwick/plans')).json).toMatchObject({ total: 0 });
  });

  it('are described, each operation under an id of its own', async () => {
    const { json } = await minutebook.ask({ path: '/openapi.json' });
    const paths = json['paths'] as Record<string, Record<string, { operationId: string }>>;
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['record-correction', 'plan-record-correction', 'plan-waive-deadline']));
  });
});
