import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Chamber, openChamber } from './testing/chamber.js';

const sound = { title: 'That it be so', tabledOn: '2024-07-09', mover: { office: 'chair' } };

describe('a command by HTTP', () => {
  let chamber: Chamber;
  let officer: string;

  beforeAll(async () => {
    chamber = await openChamber();
    officer = await chamber.token('coventry');
  });
  afterAll(() => chamber.close());

  const send = (path: string, body: unknown, headers: Record<string, string | string[]> = {}, token = officer) =>
    chamber.ask({
      method: 'POST',
      path: `/v1/authorities/coventry/motions${path}`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const tabled = async (): Promise<string> => String((await send('', sound)).json['motion']);

  it('begins a subject and says where it is', async () => {
    const requestId = randomUUID();
    const answer = await send('', sound, { 'x-request-id': requestId });
    const receipt = answer.json as { motion: string; commandId: string };
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({
      location: `/v1/authorities/coventry/motions/${receipt.motion}`,
      etag: '"0"',
      'x-request-id': requestId,
      'minutebook-consistency': expect.stringMatching(/^[\w-]{40,}$/),
    });
    expect(receipt).toEqual({
      commandId: expect.any(String),
      motion: expect.any(String),
      revision: 0,
      facts: [{ id: expect.any(String), type: 'MotionTabled', revision: 0 }],
      revisionOf: 'motion',
      repeated: false,
    });
    const [fact] = await chamber.log.readStream(`motion-coventry-${receipt.motion}`);
    expect(fact?.metadata).toMatchObject({
      correlationId: requestId,
      commandId: receipt.commandId,
      actor: 'office:democratic-services',
      capacity: 'officer',
      authority: 'coventry',
    });
  });

  it('changes a subject and gives its new revision', async () => {
    const answer = await send(`/${await tabled()}/record-votes`, { votes: 3 });
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.headers.location).toBeUndefined();
    expect(answer.json).toMatchObject({ revision: 1, facts: [{ type: 'VotesCounted', revision: 1 }] });
  });

  it('gives no consistency token where it left nothing to wait for', async () => {
    const answer = await send(`/${await tabled()}/record-votes`, { votes: 0 });
    expect(answer.json).toMatchObject({ facts: [], revision: 0 });
    expect(answer.headers['minutebook-consistency']).toBeUndefined();
  });

  it('is carried out once under one key, and 422 for another command under it', async () => {
    const key = { 'idempotency-key': `motion ${randomUUID()}` };
    const first = await send('', sound, key);
    const again = await send('', sound, key);
    const other = await send('', { ...sound, title: 'Another' }, key);
    expect(again.status).toBe(201);
    expect(again.json).toEqual({ ...first.json, repeated: true });
    expect(again.headers.location).toBe(first.headers.location);
    expect(other.status).toBe(422);
    expect(other.json).toMatchObject({ type: '/docs/problems#key-reused' });
  });

  it('insists on a revision with If-Match', async () => {
    const id = await tabled();
    await send(`/${id}/record-votes`, { votes: 3 }, { 'if-match': '"0"' });
    const stale = await send(`/${id}/record-votes`, { votes: 4 }, { 'if-match': '"0"' });
    const any = await send(`/${id}/record-votes`, { votes: 5 }, { 'if-match': '*' });
    expect(stale.status).toBe(412);
    expect(stale.json).toMatchObject({ type: '/docs/problems#stale-revision', currentRevision: 1 });
    expect(any.status).toBe(200);
  });

  it.each([
    ['if-match', '#header/If-Match', 'W/"1"'],
    ['if-match', '#header/If-Match', '1'],
    ['if-match', '#header/If-Match', '"1", "2"'],
    ['if-match', '#header/If-Match', '"99999999999999999999"'],
    ['idempotency-key', '#header/Idempotency-Key', 'a'.repeat(201)],
    ['idempotency-key', '#header/Idempotency-Key', 'caf\u00e9'],
    ['idempotency-key', '#header/Idempotency-Key', ''],
    ['idempotency-key', '#header/Idempotency-Key', ['one', 'two']],
    ['idempotency-key', '#header/Idempotency-Key', ['one', 'one']],
  ])('refuses the header %s: at %s: %j', async (name, pointer, value) => {
    const answer = await send(`/${await tabled()}/record-votes`, { votes: 1 }, { [name]: value });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ pointer }] });
  });

  it('is told each field that is wrong, and leaves nothing in the log', async () => {
    const id = await tabled();
    const body = '{"title":" ","tabledOn":"2024-02-30","mover":[],"clauses":[{"label":"1","clauses":[{}]}],"x":1}';
    const wrong = await send('', body);
    const wrongVotes = await send(`/${id}/record-votes`, { votes: -1 });
    expect(wrong.status).toBe(400);
    expect(wrong.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect((wrong.json['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/clauses/0/clauses/0/label',
      '/mover',
      '/tabledOn',
      '/title',
      '/x',
    ]);
    expect(wrongVotes.json).toMatchObject({ errors: [{ pointer: '/votes' }] });
    expect(await chamber.log.readStream(`motion-coventry-${id}`)).toHaveLength(1);
  });

  it.each([
    ['{"votes":9007199254740993}', '/votes'],
    ['{"votes":1e400}', '/votes'],
    ['{"votes":-0}', '/votes'],
    ['{"votes":1.5}', '/votes'],
    ['{"votes":1,"__proto__":{"votes":2}}', '/__proto__'],
    ['{"votes":1,"votes":2}', '/votes'],
    ['{"votes":"\\ud800"}', '/votes'],
    [`{"votes":${'['.repeat(100)}`, `/votes${'/0'.repeat(31)}`],
    ['{"votes":1', ''],
    ['[]', ''],
    ['null', ''],
    ['""', ''],
    ['', ''],
  ])('does not take %s', async (body, pointer) => {
    const answer = await send(`/${await tabled()}/record-votes`, body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ type: '/docs/problems#malformed-input', errors: [{ pointer }] });
  });

  it('does not take bytes that are not UTF-8', async () => {
    const answer = await chamber.ask({
      method: 'POST',
      path: '/v1/authorities/coventry/motions',
      headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
      body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
    });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ errors: [{ pointer: '', detail: expect.stringContaining('UTF-8') }] });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'nonsense',
    'multipart/form-data; boundary=x',
  ])('takes JSON, not %s', async (type) => {
    const answer = await send('', sound, { 'content-type': type });
    expect(answer.status).toBe(415);
    expect(answer.json).toMatchObject({ type: '/docs/problems#unsupported-media-type', status: 415 });
  });

  it('takes JSON that names its charset, and none that is compressed, and says what it takes', async () => {
    expect((await send('', sound, { 'content-type': 'text/plain' })).headers.accept).toBe('application/json');
    expect((await send('', sound, { 'content-type': 'Application/JSON; charset="UTF-8"' })).status).toBe(201);
    const { status, headers, json } = await send('', sound, { 'content-encoding': 'gzip' });
    expect([status, headers['accept-encoding']]).toEqual([415, 'identity']);
    expect(json['detail']).toBe('The body must be sent as it is, without Content-Encoding.');
  });

  it('takes no query: whatever was meant by it is told to be nothing here', async () => {
    const { status, json } = await send('?dryRun=true', sound);
    expect(status).toBe(400);
    expect(json['errors']).toEqual([
      { pointer: '#query/dryRun', detail: 'is not a parameter of this address: it takes none' },
    ]);
  });

  it('has a body of limited size', async () => {
    const answer = await send('', { ...sound, title: 'x'.repeat(1_100_000) });
    expect(answer.status).toBe(413);
    expect(answer.json).toMatchObject({ type: '/docs/problems#too-large', title: 'The body is too large' });
  });

  it('is told which rule forbids it and what would satisfy it', async () => {
    const answer = await send(`/${await tabled()}/publish-motion`, { copies: 1 });
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({
      type: '/docs/problems#rule-forbids',
      detail: 'nobody has voted',
      blockers: [{ reason: 'nobody has voted', rule: 'motions/voted-first', satisfiedBy: 'recording the votes' }],
    });
  });

  it('is not for every role', async () => {
    const auditor = await chamber.token('coventry', 'auditor');
    const answer = await send(`/${await tabled()}/record-votes`, '{nonsense', {}, auditor);
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ type: '/docs/problems#not-permitted' });
  });

  it('says nothing of a bug but the id of the request', async () => {
    const answer = await send(`/${await tabled()}/break-motion`, { secret: 'hush' });
    expect(answer.status).toBe(500);
    expect(answer.json).toEqual({
      type: '/docs/problems#internal-error',
      title: 'Something is broken here',
      status: 500,
      detail: expect.any(String),
      instance: `urn:uuid:${String(answer.headers['x-request-id'])}`,
    });
    expect(answer.text).not.toContain('cellar');
  });
});

describe('what is not known', () => {
  let chamber: Chamber;
  let officer: string;
  let auditor: string;
  let theirs: string;

  beforeAll(async () => {
    chamber = await openChamber();
    officer = await chamber.token('coventry');
    auditor = await chamber.token('coventry', 'auditor');
    const answer = await post('oxford', '', JSON.stringify(sound), await chamber.token('oxford'));
    theirs = String(answer.json['motion']);
  });
  afterAll(() => chamber.close());

  const post = (authority: string, path: string, body: string, token: string) =>
    chamber.ask({
      method: 'POST',
      path: `/v1/authorities/${authority}/motions${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-request-id': '0b6f5b6e-7f0c-4a67-9d3e-3f1c8c1d2a10',
      },
      body,
    });

  it('is answered byte for byte the same, whoever it belongs to, whatever is sent by whom', async () => {
    const never = randomUUID();
    const places = [
      ['oxford', `/${theirs}/record-votes`],
      ['coventry', `/${theirs}/record-votes`],
      ['coventry', `/${never}/record-votes`],
      ['coventry', '/not-an-id/record-votes'],
      ['coventry', `/${'x'.repeat(5000)}/record-votes`],
      ['coventry', '/%00/record-votes'],
      ['nowhere', `/${never}/record-votes`],
      ['NOT%20an%20id%F0%9F%8F%9B', `/${never}/record-votes`],
      ['oxford', ''],
      ['oxford', '/nothing/of/the/kind'],
      ['coventry', `/${theirs}/no-such-command`],
    ] as const;
    const answers = await Promise.all(
      places.flatMap(([authority, path]) =>
        [officer, auditor].flatMap((token) =>
          ['{"votes":1}', '{"votes":-1}', '{nonsense'].map((body) => post(authority, path, body, token)),
        ),
      ),
    );
    const told = new Set(
      answers.map(({ status, headers, text }) => JSON.stringify([status, { ...headers, date: '' }, text])),
    );
    expect([...told]).toHaveLength(1);
    expect(answers[0]?.status).toBe(404);
  });

  it('is said only to those with a token', async () => {
    const revoked = await chamber.tokens.mint({
      authority: 'coventry',
      office: 'gone',
      role: 'officer',
      now: '2024-01-01T00:00:00.000Z',
      expiresAt: '2999-01-01T00:00:00.000Z',
    });
    await chamber.tokens.revoke(revoked.principal.tokenId, '2024-01-02T00:00:00.000Z');
    const answers = await Promise.all(
      ['', 'nonsense', revoked.token, `${officer}x`].flatMap((token) => [
        post('oxford', `/${theirs}/record-votes`, '{', token),
        post('coventry', '', '{', token),
        post('coventry', '/no/such/address', '{', token),
      ]),
    );
    const told = new Set(
      answers.map(({ status, headers, text }) => JSON.stringify([status, { ...headers, date: '' }, text])),
    );
    expect([...told]).toHaveLength(1);
    expect(answers[0]?.status).toBe(401);
    expect(answers[0]?.headers['www-authenticate']).toBe('Bearer');
  });
});
