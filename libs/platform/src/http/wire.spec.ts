import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Chamber, openChamber } from './testing/chamber.js';
import { answersIn, exchange, HALF_CLOSE, type RawAnswer } from './testing/raw.js';

describe('the wire', () => {
  let chamber: Chamber;
  let token: string;

  beforeAll(async () => {
    chamber = await openChamber({ headMs: 1_000, requestMs: 2_000, bodyLimit: 2_000 });
    token = await chamber.token('coventry');
  });
  afterAll(() => chamber.close());

  const say = async (...pieces: readonly (string | Buffer | typeof HALF_CLOSE)[]): Promise<readonly RawAnswer[]> => {
    const { text, closed } = await exchange(chamber.origin, pieces);
    expect(closed).toBe(true);
    return answersIn(text);
  };
  const statuses = (answers: readonly RawAnswer[]): readonly number[] => answers.map(({ status }) => status);
  const head = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
  const posting = (...lines: readonly string[]): string =>
    head(
      'POST /v1/authorities/coventry/motions HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      ...lines,
    );
  const live = (...lines: readonly string[]): string => head('GET /health/live HTTP/1.1', 'Host: localhost', ...lines);

  const mustBeProblems = (answers: readonly RawAnswer[]): void => {
    for (const { status, headers, body } of answers) {
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(JSON.parse(body)).toMatchObject({
        type: expect.stringMatching(/^\/docs\/problems#[a-z-]+$/),
        title: expect.any(String),
        status,
        detail: expect.any(String),
        instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
      });
    }
  };

  it.each([
    ['no HTTP at all', 'nonsense\r\n\r\n', 400],
    ['a TLS greeting', Buffer.from('160301020001000001fc0303', 'hex'), 400],
    ['an unknown method', 'NONSENSE / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a version that is none', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', 400],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost x\r\n\r\n', 400],
    ['a control character in a header', 'GET / HTTP/1.1\r\nHost: x\r\nA: \u0001\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a length that is none', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
    ['a head too large', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address too long', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['a wish for a proxy', 'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['no host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two hosts', 'GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 400],
    ['a guarded address in full', 'GET http://x/v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 401],
    ['a guarded address in code', 'GET /%761/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 401],
    ['a path that does not decode', 'GET /v1/authorities/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['an expectation', 'GET /health/live HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n', 417],
  ])('answers %s with a problem', async (_what, bytes, status) => {
    const answers = await say(bytes);
    mustBeProblems(answers);
    expect(statuses(answers)).toEqual([status]);
  });

  it('answers a head that never ends', async () => {
    const answers = await say('GET / HTTP/1.1\r\nHost: x\r\nA: ');
    mustBeProblems(answers);
    expect(statuses(answers)).toEqual([408]);
  });

  it('answers a body that never ends', async () => {
    const answers = await say(posting('Content-Length: 100'), '{"title":');
    mustBeProblems(answers);
    expect(statuses(answers)).toEqual([408]);
  });

  it('answers a body in bytes that are not UTF-8', async () => {
    const body = Buffer.from([0x22, 0xc3, 0x28, 0x22]);
    const answers = await say(posting(`Content-Length: ${body.length}`, 'Connection: close'), body);
    mustBeProblems(answers);
    expect(statuses(answers)).toEqual([400]);
  });

  it('answers chunks that are none', async () => {
    const answers = await say(posting('Transfer-Encoding: chunked'), 'zz\r\nnonsense\r\n');
    mustBeProblems(answers);
    expect(statuses(answers)).toEqual([400]);
  });

  it('answers chunks beyond the limit, and a length beyond it', async () => {
    const chunk = `400\r\n${'x'.repeat(1024)}\r\n`;
    const chunked = await say(posting('Transfer-Encoding: chunked'), chunk, chunk, chunk, '0\r\n\r\n');
    const long = await say(posting('Content-Length: 2001', 'Connection: close'), 'x'.repeat(2001));
    mustBeProblems([...chunked, ...long]);
    expect([statuses(chunked), statuses(long)]).toEqual([[413], [413]]);
  });

  it('closes on a body that is cut off, and writes nothing', async () => {
    const { text } = await exchange(chamber.origin, [posting('Content-Length: 4000'), '{"title":"x"']);
    mustBeProblems(answersIn(text));
    const facts = [];
    for await (const batch of chamber.log.readAll()) facts.push(...batch.facts);
    expect(facts).toEqual([]);
  });

  it('answers what came before garbage first, and the garbage then', async () => {
    const answers = await say(live(), live(), 'garbage\r\n\r\n');
    mustBeProblems(answers.slice(2));
    expect(statuses(answers)).toEqual([200, 200, 400]);
  });

  it('answers a request that waits for the log before the garbage behind it', async () => {
    const body = JSON.stringify({ title: 'x', tabledOn: '2024-07-09', mover: { office: 'chair' } });
    const answers = await say(posting(`Content-Length: ${body.length}`), body, 'garbage\r\n\r\n');
    expect(statuses(answers)).toEqual([201, 400]);
  });

  it('answers all that was asked by a client that says no more after it', async () => {
    const body = JSON.stringify({ title: 'x', tabledOn: '2024-07-09', mover: { office: 'chair' } });
    const before = performance.now();
    const answers = await say(live(), posting(`Content-Length: ${body.length}`), body, HALF_CLOSE);
    expect(statuses(answers)).toEqual([200, 201]);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('refuses a body that its client does not finish, and closes on one that asks nothing', async () => {
    const cutOff = await say(posting('Content-Length: 100'), '{"title":', HALF_CLOSE);
    mustBeProblems(cutOff);
    expect(statuses(cutOff)).toEqual([400]);
    const before = performance.now();
    expect(await say(HALF_CLOSE)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(900);
  });

  it('keeps requests in a row apart when one is refused before its body is read', async () => {
    const refused = head('POST /v1/authorities/coventry/motions HTTP/1.1', 'Host: x', 'Content-Length: 9');
    const answers = await say(refused, '{"a": 1} ', live('Connection: close'));
    expect(statuses(answers)).toEqual([401, 200]);
  });

  it.each([
    ['DELETE', '/v1/authorities/coventry/motions', 405, 'GET, HEAD, POST, OPTIONS'],
    ['PUT', '/health/live', 405, 'GET, HEAD, OPTIONS'],
    ['TRACE', '/health/live', 405, 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/health/live', 405, 'GET, HEAD, OPTIONS'],
    ['OPTIONS', '/health/live', 204, 'GET, HEAD, OPTIONS'],
    ['OPTIONS', '/health/live;x', 404, undefined],
    ['GET', '/v1/authorities/coventry/motions;x', 404, undefined],
    ['HEAD', '/health/live', 200, undefined],
    ['HEAD', '/nothing', 404, undefined],
    ['GET', '/nothing', 404, undefined],
    ['OPTIONS', '*', 404, undefined],
    ['GET', '/health//live', 404, undefined],
    ['GET', '//health/live', 404, undefined],
    ['GET', '/health/live/', 404, undefined],
    ['GET', '/docs/../package.json', 404, undefined],
    ['GET', '/docs/package.json', 404, undefined],
    ['GET', '/%', 400, undefined],
    ['HEAD', '/%', 400, undefined],
  ])('answers %s %s with %s', async (method, path, status, allow) => {
    const {
      status: got,
      headers,
      text,
    } = await chamber.ask({ method, path, headers: { authorization: `Bearer ${token}` } });
    expect([got, headers.allow]).toEqual([status, allow]);
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    if (method === 'HEAD' || status === 204) expect(text).toBe('');
    else expect(JSON.parse(text)).toMatchObject({ status });
  });

  it('heeds every header, however many come before it', async () => {
    const body = JSON.stringify({ title: 'x', tabledOn: '2024-07-09', mover: { office: 'chair' } });
    const [tabled] = await say(posting(`Content-Length: ${body.length}`, 'Connection: close'), body);
    const votes = JSON.stringify({ votes: 3 });
    const many = Array.from({ length: 2_100 }, () => 'A:b');
    const answers = await say(
      head(
        `POST ${tabled?.headers.get('location') ?? ''}/record-votes HTTP/1.1`,
        'Host: localhost',
        `Authorization: Bearer ${token}`,
        'Content-Type: application/json',
        `Content-Length: ${votes.length}`,
        'Connection: close',
        ...many,
        'If-Match: "7"',
      ),
      votes,
    );
    mustBeProblems(answers);
    expect(statuses(answers)).toEqual([412]);
  });

  it('gives its request id back only where it is a UUID', async () => {
    const given = '0B6F5B6E-7F0C-4A67-9D3E-3F1C8C1D2A10';
    const kept = await chamber.ask({ path: '/health/live', headers: { 'x-request-id': given } });
    const made = await chamber.ask({ path: '/health/live', headers: { 'x-request-id': 'x; rm' } });
    expect(kept.headers['x-request-id']).toBe(given.toLowerCase());
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-/);
  });

  it('sends the headers that keep a browser safe, and none that lets other sites in', async () => {
    const { headers } = await chamber.ask({ path: '/docs', headers: { origin: 'http://elsewhere.example' } });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
