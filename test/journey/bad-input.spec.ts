import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Role } from '#kernel';
import { type Answer } from '#platform/http/testing/ask';
import { exchange } from '#platform/http/testing/raw';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { MATTERS, read, sendCommand, type StoryTold, tellStory } from '../support/coventry-story.js';

const opening = { occurredOn: '2024-06-26', title: 'A plan' };
const retitling = { occurredOn: '2024-07-01', title: 'A plan for safety', reason: 'as the minute has it' };
const LONE_SURROGATE = '"\\ud83d"';

describe('what an office sends to a running Minutebook', () => {
  let minutebook: RunningMinutebook;
  let officer: string;
  let story: StoryTold;
  let resolution: string;
  let recommendations: string;

  beforeAll(async () => {
    minutebook = await openMinutebook({ MINUTEBOOK_BODY_LIMIT: '20000' });
    officer = await minutebook.token('coventry');
    story = await tellStory(minutebook, officer);
    const page = await read(minutebook, officer, story.path, story.answers.at(-1));
    const known = page.json as {
      resolutions: { resolution: string }[];
      recommendations: { recommendations: string }[];
    };
    resolution = known.resolutions[0]?.resolution ?? '';
    recommendations = known.recommendations[0]?.recommendations ?? '';
  });
  afterAll(() => minutebook.close());

  const send = (path: string, body: unknown, more: { key?: string; ifMatch?: string; token?: string } = {}) =>
    sendCommand(minutebook, more.token ?? officer, { ...more, path, body });

  /** What is sent is answered so, and leaves the log as it was. */
  const mustLeaveNoTrace = async (answer: () => Promise<Answer>, told: object): Promise<void> => {
    const before = await minutebook.log.head();
    const { status, headers, json } = await answer();
    expect({ status, ...json }).toMatchObject(told);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await minutebook.log.head()).toBe(before);
  };
  const pointing = (pointer: string) => ({ status: 400, errors: [{ pointer, detail: expect.any(String) }] });

  const answersAbout = (leaves: readonly string[]) => ({
    occurredOn: '2024-07-09',
    body: 'Cabinet',
    parts: [
      {
        ...{ label: '1)', verb: 'Approves', text: 'Approves.', meaning: 'answers recommendations' },
        answers: [{ recommendations, leaves, answer: 'accepted' }],
      },
    ],
  });
  const counted = (count: unknown) => ({
    occurredOn: '2024-10-03',
    round: 1,
    count,
    method: 'all',
    asOf: '2024-10-02',
  });

  it.each<[string, string, string, () => unknown]>([
    ['JSON that is none', '', '', () => '{"title": "A plan",'],
    ['bytes that are no UTF-8', '', '', () => Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d])],
    ['30 February', '', '/occurredOn', () => ({ ...opening, occurredOn: '2024-02-30' })],
    ['U+0000', '', '/title', () => ({ ...opening, title: 'A\u0000plan' })],
    ['a lone surrogate', '', '/title', () => JSON.stringify(opening).replace('"A plan"', LONE_SURROGATE)],
    ['text over its limit', '', '/title', () => ({ ...opening, title: 'x'.repeat(301) })],
    ['a field that there is not', '', '/colour', () => ({ ...opening, colour: 'red' })],
    ['a field that is missing', '', '/title', () => ({ occurredOn: '2024-06-26' })],
    ['a name of the language', '', '/__proto__', () => '{"occurredOn":"2024-06-26","title":"A","__proto__":{}}'],
    ['a day to come', '', '/occurredOn', () => ({ ...opening, occurredOn: '2026-11-23' })],
    [
      'a window that closes before it opens',
      '/record-consultation-opened',
      '/closesOn',
      () => ({ opensOn: '2025-07-10', closesOn: '2025-07-09', describedAs: 'consultation' }),
    ],
    [
      'a close before the opening',
      '/record-consultation-closed',
      '/closedOn',
      () => ({ round: 1, closedOn: '2024-07-09' }),
    ],
    [
      'a label that a tree has twice',
      '/record-recommendations-made',
      '/items/1/label',
      () => ({
        ...{ occurredOn: '2024-06-26', by: 'Scrutiny', to: 'Cabinet' },
        items: ['one', 'two'].map((text) => ({ label: '1)', text })),
      }),
    ],
    ['an answer to no leaf', '/record-resolution-passed', '/parts/0/answers/0/leaves/0', () => answersAbout(['9)'])],
    ['a negative count', '/record-responses-counted', '/count', () => counted(-1)],
    ['half a response', '/record-responses-counted', '/count', () => counted(696.5)],
    ['a count that JSON would round', '/record-responses-counted', '/count', () => '{"count":9007199254740993}'],
    [
      'the authority of a part that there is not',
      '/record-consultation-opened',
      '/authorisedBy',
      () => ({
        ...{ opensOn: '2025-07-10', closesOn: '2025-07-11', describedAs: 'consultation' },
        authorisedBy: { resolution, part: 9 },
      }),
    ],
  ])('is told where it is wrong, and leaves no trace: %s', async (_what, command, pointer, body) => {
    const path = command === '' ? MATTERS : `${story.path}${command}`;
    await mustLeaveNoTrace(() => send(path, body()), pointing(pointer));
  });

  it('is too large, or no JSON, before it is read', async () => {
    const large = { ...opening, title: 'x'.repeat(20_000) };
    await mustLeaveNoTrace(() => send(MATTERS, large), { status: 413, type: '/docs/problems#too-large' });
    const headers = { authorization: `Bearer ${officer}`, 'content-type': 'text/plain' };
    const plain = { method: 'POST', path: MATTERS, headers, body: JSON.stringify(opening) };
    await mustLeaveNoTrace(() => minutebook.ask(plain), { status: 415 });
  });

  it('needs a token that is known, neither revoked nor expired', async () => {
    const { tokens } = minutebook;
    const office = { authority: 'coventry', office: 'scrutiny-team', role: 'officer' as const };
    const [then, soon] = ['2024-01-01T00:00:00.000Z', '2024-02-01T00:00:00.000Z'];
    const expired = await tokens.mint({ ...office, now: then, expiresAt: soon });
    const revoked = await tokens.mint({ ...office, now: then, expiresAt: '2999-01-01T00:00:00.000Z' });
    await tokens.revoke(revoked.principal.tokenId, soon);
    const unknown = `mb_${'0'.repeat(16)}_${'a'.repeat(43)}`;
    for (const token of [expired.token, revoked.token, unknown, `${officer}x`, 'nonsense', ''])
      await mustLeaveNoTrace(() => send(MATTERS, opening, { token }), { status: 401 });
    expect((await read(minutebook, revoked.token, story.path)).status).toBe(401);
  });

  it('is read by an auditor and not written, and neither by an operator', async () => {
    const auditor = await minutebook.token('coventry', 'auditor');
    const operator = await minutebook.token('coventry', 'operator');
    for (const path of [story.path, `${story.path}/history`, `${story.path}/deadlines/history`, MATTERS])
      expect([(await read(minutebook, auditor, path)).status, (await read(minutebook, operator, path)).status]).toEqual(
        [200, 403],
      );
    for (const token of [auditor, operator]) {
      await mustLeaveNoTrace(() => send(MATTERS, opening, { token }), { status: 403 });
      await mustLeaveNoTrace(() => send(`${story.path}/retitle-matter`, retitling, { token }), { status: 403 });
    }
  });

  it('is carried out once under one key, with one receipt, and 422 for anything else under it', async () => {
    const key = `once ${randomUUID()}`;
    const first = await send(MATTERS, opening, { key });
    const head = await minutebook.log.head();
    const again = await send(MATTERS, opening, { key });
    expect([again.status, again.headers.location, again.headers.etag]).toEqual([201, first.headers.location, '"0"']);
    expect(again.json).toEqual({ ...first.json, repeated: true });
    for (const [path, body] of [
      [MATTERS, { ...opening, title: 'Another plan' }],
      [`${String(first.headers.location)}/retitle-matter`, retitling],
    ] as const)
      await mustLeaveNoTrace(() => send(path, body, { key }), { status: 422, type: '/docs/problems#key-reused' });
    expect(await minutebook.log.head()).toBe(head);
    const colleague = await minutebook.token('coventry');
    expect((await send(MATTERS, opening, { key, token: colleague })).json['matter']).not.toBe(first.json['matter']);
  });

  it('may insist on the revision that was read', async () => {
    const { headers } = await send(MATTERS, opening);
    const path = String(headers.location);
    const page = await read(minutebook, officer, path, { headers } as Answer);
    expect(page.headers.etag).toBe('"0"');
    const first = await send(`${path}/retitle-matter`, retitling, { ifMatch: String(page.headers.etag), key: path });
    expect([first.status, first.headers.etag]).toEqual([200, '"1"']);
    const other = { ...retitling, title: 'A third title' };
    await mustLeaveNoTrace(() => send(`${path}/retitle-matter`, other, { ifMatch: '"0"' }), {
      ...{ status: 412, type: '/docs/problems#stale-revision', currentRevision: 1 },
    });
    const again = await send(`${path}/retitle-matter`, retitling, { ifMatch: '"0"', key: path });
    expect([again.status, again.json['repeated']]).toEqual([200, true]);
    expect((await read(minutebook, officer, path, again)).json).toMatchObject({ revision: 1, title: retitling.title });
  });

  it('is not known where it never was, byte for byte as where it is another authority’s', async () => {
    const stranger = await minutebook.token('warwick');
    const never = randomUUID();
    const requestId = randomUUID();
    const bytesOf = async (method: string, path: string, body = ''): Promise<string> => {
      const { text } = await exchange(minutebook.origin, [
        `${method} ${path} HTTP/1.1\r\nHost: minutebook\r\nConnection: close\r\nX-Request-Id: ${requestId}\r\n` +
          `Authorization: Bearer ${stranger}\r\nContent-Type: application/json\r\n` +
          `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ]);
      return text.replace(/^date: .*\r\n/im, '');
    };
    const [theirs, ours] = ['/v1/authorities/coventry', '/v1/authorities/warwick'];
    const bodies = [retitling, { ...retitling, title: -1 }, {}].map((body) => JSON.stringify(body));
    const told = await Promise.all([
      ...[theirs, ours, '/v1/authorities/nowhere'].flatMap((authority) =>
        [story.matter, never, 'nonsense'].flatMap((matter) => [
          bytesOf('GET', `${authority}/matters/${matter}`),
          bytesOf('GET', `${authority}/matters/${matter}?asAt=2024-07-15`),
          bytesOf('GET', `${authority}/matters/${matter}/history`),
          bytesOf('GET', `${authority}/matters/${matter}/deadlines/history`),
          bytesOf('GET', `${authority}/matters/${matter}/deadlines?asAt=2024-07-15&knownAt=2026-11-22`),
          ...bodies.map((body) => bytesOf('POST', `${authority}/matters/${matter}/retitle-matter`, body)),
        ]),
      ),
      ...['matters', 'recommendations', 'consultations'].map((list) => bytesOf('GET', `${theirs}/${list}`)),
      bytesOf('POST', MATTERS, JSON.stringify(opening)),
      bytesOf('GET', `${ours}/nothing-of-the-kind`),
    ]);
    expect([...new Set(told)]).toHaveLength(1);
    expect(told[0]).toMatch(/^HTTP\/1\.1 404 /);
    expect((await read(minutebook, stranger, `${ours}/matters?search=plan`)).json).toMatchObject({ total: 0 });
  });

  it.each<Role>(['officer', 'auditor', 'operator'])('tells a stranger’s %s nothing by its answers', async (role) => {
    const token = await minutebook.token('warwick', role);
    const told = async (path: string) => (await read(minutebook, token, path)).status;
    expect(await told(story.path)).toBe(await told(`${MATTERS}/${randomUUID()}`));
    await mustLeaveNoTrace(() => send(`${story.path}/retitle-matter`, retitling, { token }), { status: 404 });
  });

  it('does not open with the consistency token of another authority', async () => {
    const stranger = await minutebook.token('warwick');
    const path = '/v1/authorities/warwick/matters';
    const answer = await read(minutebook, stranger, path, story.answers.at(-1));
    expect([answer.status, answer.json]).toMatchObject([400, pointing('#header/Minutebook-Consistency')]);
  });
});
