import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Chamber, openChamber } from './testing/chamber.js';

describe('the log of requests', () => {
  const lines: string[] = [];
  let chamber: Chamber;
  let token: string;

  beforeAll(async () => {
    chamber = await openChamber({ log: { level: 'trace', stream: { write: (line) => void lines.push(line) } } });
    token = await chamber.token('coventry');
  });
  afterAll(() => chamber.close());

  const entries = (requestId: string): readonly Record<string, unknown>[] =>
    lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((entry) => entry['requestId'] === requestId);
  const send = (requestId: string, path: string, body?: object) =>
    chamber.ask({
      method: body === undefined ? 'GET' : 'POST',
      path,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-request-id': requestId },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const begin = { title: 'Words of the body', tabledOn: '2024-07-09', mover: { office: 'chair' } };

  it('has one line for each: who, which route, what came of it', async () => {
    const id = '11111111-1111-4111-8111-111111111111';
    await send(id, '/v1/authorities/coventry/motions', begin);
    expect(entries(id)).toEqual([
      expect.objectContaining({
        method: 'POST',
        route: '/v1/authorities/:authority/motions',
        status: 201,
        office: 'democratic-services',
        authority: 'coventry',
        ms: expect.any(Number),
      }),
    ]);
  });

  it('has an internal error once, with its cause', async () => {
    const id = '22222222-2222-4222-8222-222222222222';
    const { json } = await send('33333333-3333-4333-8333-333333333333', '/v1/authorities/coventry/motions', begin);
    await send(id, `/v1/authorities/coventry/motions/${String(json['motion'])}/break-motion`, { secret: 'hush-hush' });
    expect(entries(id).filter(({ level }) => level === 50)).toEqual([
      expect.objectContaining({ err: expect.objectContaining({ type: 'TypeError' }), msg: 'a request failed' }),
    ]);
    expect(entries(id).at(-1)).toMatchObject({ status: 500 });
  });

  it('has neither tokens nor bodies nor addresses as they came', async () => {
    const id = '44444444-4444-4444-8444-444444444444';
    await send(id, '/v1/authorities/coventry/motions?q=words-of-the-query', begin);
    await send(id, '/no/such/words-of-the-path?token=words-of-the-query');
    await send(id, '/v1/authorities/%zz-words-of-the-path');
    expect(entries(id)).toHaveLength(3);
    for (const words of [token, 'Bearer', 'Words of the body', 'hush', 'words-of-the-query', 'words-of-the-path'])
      expect(lines.join('\n')).not.toContain(words);
  });
});
