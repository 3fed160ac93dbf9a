import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Role } from '#kernel';
import { type Answer } from '#platform/http/testing/ask';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';

const FEEDS = '/v1/authorities/coventry/feeds';
const BODY = { kind: 'body', of: 'Cabinet', note: 'the leader’s office' };

const lines: string[] = [];
let minutebook: RunningMinutebook;
const tokens = new Map<Role, string>();
beforeAll(async () => {
  minutebook = await openMinutebook({}, { level: 'trace', stream: { write: (line) => void lines.push(line) } });
  for (const role of ['officer', 'auditor', 'operator'] as const)
    tokens.set(role, await minutebook.token('coventry', role));
});
afterAll(() => minutebook.close());

const as = (role: Role) => ({ authorization: `Bearer ${tokens.get(role) ?? ''}`, 'content-type': 'application/json' });
const post = (path: string, body?: object, headers: Record<string, string> = as('officer')): Promise<Answer> =>
  minutebook.ask({ method: 'POST', path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
const list = (role: Role, path = FEEDS): Promise<Answer> => minutebook.ask({ path, headers: as(role) });
const subscribe = (address: string, headers: Record<string, string> = {}): Promise<Answer> =>
  minutebook.ask({ path: new URL(address).pathname, headers });

interface Made {
  readonly feed: string;
  readonly address: string;
}
const make = async (body: object = BODY): Promise<Made> => {
  const { status, json, text } = await post(FEEDS, body);
  if (status !== 201) throw new Error(`no feed was made: ${text}`);
  return json as unknown as Made;
};
/** A problem without what differs from request to request. */
const told = ({ status, headers, json: { instance: _instance, ...body } }: Answer) => {
  const { date: _date, 'x-request-id': _id, ...rest } = headers;
  return { status, headers: rest, body };
};

describe('the address of a feed', () => {
  it('is shown once, to the officer who made it; a list never shows it', async () => {
    minutebook.clock.set('2025-03-26T09:00:00.000Z');
    const made = await post(FEEDS, BODY);
    const { address, notice, ...feed } = made.json as { address: string; notice: string };
    expect(notice).toContain('nothing is owed to Cabinet so far');
    expect(made.headers['cache-control']).toBe('no-store');
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/feeds\/[A-Za-z0-9_-]{43}\.ics$/);
    expect(feed).toEqual({
      ...{ feed: expect.stringMatching(/^[0-9a-f-]{36}$/), scope: { kind: 'body', of: 'Cabinet' }, note: BODY.note },
      ...{ madeBy: 'democratic-services', madeAt: '2025-03-26T09:00:00.000Z', revokedBy: null, revokedAt: null },
    });
    const { json, text } = await list('auditor');
    expect((json as { feeds: object[] }).feeds[0]).toEqual(feed);
    expect(text).not.toContain(/feeds\/(.*)\.ics/.exec(address)?.[1]);
  });

  it('needs no token, and is kept out of shared caches, referrers and search engines', async () => {
    const { address } = await make();
    const { status, headers, text } = await subscribe(address);
    expect(status).toBe(200);
    expect(text).toContain('X-WR-CALNAME:Deadlines: Cabinet (coventry)\r\n');
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      etag: expect.stringMatching(/^"[A-Za-z0-9_-]{27}"$/),
    });
    const asked = { path: `${new URL(address).pathname}?nocache=1` };
    expect((await minutebook.ask(asked)).status).toBe(200);
    expect((await minutebook.ask({ ...asked, method: 'HEAD' })).headers.etag).toBe(headers.etag);
  });

  it('answers 304 without the calendar to whoever has it already', async () => {
    const { address } = await make();
    const { etag = '' } = (await subscribe(address)).headers;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, headers, text } = await subscribe(address, { 'if-none-match': known });
      expect([status, text, headers.etag, headers['cache-control']]).toEqual([304, '', etag, 'private, no-cache']);
    }
    expect((await subscribe(address, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('that is unknown, revoked or none at all is answered alike, and tells of no authority', async () => {
    const { address, feed } = await make();
    const revoked = await post(`${FEEDS}/${feed}/revoke`);
    expect([revoked.status, revoked.json['revokedBy']]).toEqual([200, 'democratic-services']);
    const gone = await subscribe(address);
    expect(gone.status).toBe(404);
    expect(gone.text).not.toMatch(/coventry|Cabinet|revoked/);
    const { etag } = (await subscribe((await make()).address)).headers;
    for (const path of [
      address.replace(/[\w-]{43}/, 'A'.repeat(43)),
      address.replace('.ics', ''),
      `${new URL(address).origin}/v1/feeds/${feed}.ics`,
      `${new URL(address).origin}/v1/feeds/x`,
    ])
      expect(told(await subscribe(path))).toEqual(told(gone));
    expect(told(await subscribe(address, { 'if-none-match': etag ?? '' }))).toEqual(told(gone));
    expect(told(await subscribe(address, as('officer')))).toEqual(told(gone));
  });

  it('is in no log, whatever is asked of it', async () => {
    const { address, feed } = await make();
    await subscribe(address);
    await minutebook.ask({ method: 'HEAD', path: new URL(address).pathname });
    await minutebook.ask({ method: 'DELETE', path: new URL(address).pathname });
    await minutebook.ask({ path: `${new URL(address).pathname}/%zz` });
    await post(`${FEEDS}/${feed}/revoke`);
    await subscribe(address);
    const secret = /feeds\/(.*)\.ics/.exec(address)?.[1] ?? '';
    const log = lines.join('\n');
    expect(lines.map((line) => JSON.parse(line) as { route?: string; status?: number })).toContainEqual(
      expect.objectContaining({ route: '/v1/feeds/:address', status: 200 }),
    );
    expect(secret).toHaveLength(43);
    expect(log).not.toContain(secret);
    expect(log).not.toContain(secret.slice(0, 12));
  });

  it('bears the name under which offices reach the engine, where that is configured', async () => {
    const named = await openMinutebook({ MINUTEBOOK_PUBLIC_URL: 'https://council.example/minutebook/' });
    const headers = { authorization: `Bearer ${await named.token('coventry')}`, 'content-type': 'application/json' };
    const { json } = await named.ask({ method: 'POST', path: FEEDS, headers, body: JSON.stringify(BODY) });
    await named.close();
    expect(json['address']).toMatch(/^https:\/\/council\.example\/minutebook\/v1\/feeds\/[\w-]{43}\.ics$/);
  });
});

describe('feeds', () => {
  it('are made once under a key, whose repeats give the same address, and whose other uses are refused', async () => {
    const under = { ...as('officer'), 'idempotency-key': 'feed-1' };
    const before = (await list('officer')).json['total'];
    const first = await post(FEEDS, BODY, under);
    const again = await post(FEEDS, BODY, under);
    expect([first.status, again.status, again.json]).toEqual([201, 201, first.json]);
    expect((await list('officer')).json['total']).toBe(Number(before) + 1);
    expect((await subscribe(String(first.json['address']))).status).toBe(200);
    const other = await post(FEEDS, { ...BODY, note: 'somebody else' }, under);
    expect([other.status, other.json['type']]).toEqual([422, '/docs/problems#key-reused']);
  });

  it('are made and revoked by officers, and listed by officers and auditors', async () => {
    const { feed, address } = await make();
    for (const role of ['auditor', 'operator'] as const) {
      expect((await post(FEEDS, BODY, as(role))).status).toBe(403);
      expect((await post(`${FEEDS}/${feed}/revoke`, undefined, as(role))).status).toBe(403);
    }
    for (const headers of [{}, { authorization: 'Bearer none' }])
      expect((await post(FEEDS, BODY, headers)).status).toBe(401);
    expect((await subscribe(address)).status).toBe(200);
    const statuses = await Promise.all(
      (['officer', 'auditor', 'operator'] as const).map(async (role) => (await list(role)).status),
    );
    expect(statuses).toEqual([200, 200, 403]);
  });

  it('of another authority are not there', async () => {
    const { feed, address } = await make();
    const token = await minutebook.token('rugby');
    const theirs = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const own = await minutebook.ask({ path: '/v1/authorities/rugby/feeds', headers: theirs });
    expect(own.json).toMatchObject({ total: 0, feeds: [] });
    expect((await minutebook.ask({ path: FEEDS, headers: theirs })).status).toBe(404);
    const revoked = await post(`/v1/authorities/rugby/feeds/${feed}/revoke`, undefined, theirs);
    const unknown = await post(`/v1/authorities/rugby/feeds/${randomUUID()}/revoke`, undefined, theirs);
    expect(revoked.status).toBe(404);
    expect(told(revoked)).toEqual(told(unknown));
    expect((await subscribe(address)).status).toBe(200);
  });

  it('are revoked once: again changes nothing', async () => {
    const { feed } = await make();
    const first = await post(`${FEEDS}/${feed}/revoke`);
    expect((await post(`${FEEDS}/${feed}/revoke`)).json).toEqual(first.json);
  });

  it.each([
    [{ kind: 'ward', of: 'Bablake' }, '/kind'],
    [{ of: 'Cabinet' }, '/kind'],
    [{ kind: 'body' }, '/of'],
    [{ kind: 'body', of: ' ' }, '/of'],
    [{ kind: 'authority', of: 'coventry' }, '/of'],
    [{ kind: 'office', of: 'Community Safety' }, '/of'],
    [{ kind: 'matter', of: 'the plan' }, '/of'],
    [{ kind: 'matter', of: '89998002-3302-4b9a-955b-23d3be672599' }, '/of'],
    [{ kind: 'plan', of: 'the plan' }, '/of'],
    [{ kind: 'plan', of: '89998002-3302-4b9a-955b-23d3be672599' }, '/of'],
    [{ kind: 'body', of: 'Cabinet', note: 'x'.repeat(201) }, '/note'],
    [{ kind: 'authority', authority: 'rugby' }, '/authority'],
  ])('of %j are refused, with the place that is wrong', async (wanted, pointer) => {
    const { status, json } = await post(FEEDS, wanted);
    expect([status, json['errors']]).toEqual([400, [expect.objectContaining({ pointer })]]);
  });

  it('of an office that was not appointed are refused, with those that were', async () => {
    const wanted = { kind: 'office', of: 'comunity-safety' };
    const detailOf = async () => (await post(FEEDS, wanted)).json['errors'];
    const names = 'names no office that was appointed: ';
    expect(await detailOf()).toEqual([{ pointer: '/of', detail: `${names}there is none yet, appoint it first` }]);
    const appoint = async (office: string) => {
      const told = { office, title: 'An office', addresses: [] };
      expect((await post('/v1/authorities/coventry/offices/appoint-office', told)).status).toBe(200);
    };
    for (const office of ['community-safety', 'director']) await appoint(office);
    expect(await detailOf()).toEqual([
      { pointer: '/of', detail: `${names}it must be one of community-safety, director, or be appointed first` },
    ]);
    await appoint(wanted.of);
    expect((await post(FEEDS, wanted)).status).toBe(201);
  });

  it('are called by the titles of authority and office, once these are told', async () => {
    const settle = async (path: string, body: object): Promise<void> => {
      expect((await post(`/v1/authorities/coventry/${path}`, body)).status).toBe(200);
    };
    const called = async (address: string) => /X-WR-CALNAME:.*/.exec((await subscribe(address)).text)?.[0]?.trim();
    await settle('offices/appoint-office', { office: 'scrutiny', title: 'Scrutiny Office', addresses: [] });
    const { address } = await make({ kind: 'office', of: 'scrutiny' });
    expect(await called(address)).toBe('X-WR-CALNAME:Deadlines: Scrutiny Office (coventry)');
    await settle('settings/name-authority', { name: 'Coventry City Council' });
    expect(await called(address)).toBe('X-WR-CALNAME:Deadlines: Scrutiny Office (Coventry City Council)');
    const whole = await make({ kind: 'authority' });
    expect(await called(whole.address)).toBe('X-WR-CALNAME:Deadlines: Coventry City Council');
  });
});
