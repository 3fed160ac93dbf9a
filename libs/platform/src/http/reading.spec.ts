import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer } from './testing/ask.js';
import { type Chamber, openChamber } from './testing/chamber.js';

describe('a reading route', () => {
  let chamber: Chamber;
  let token: string;

  beforeAll(async () => {
    chamber = await openChamber();
    token = await chamber.token('coventry', 'auditor');
  });
  afterAll(() => chamber.close());

  const read = (path: string): Promise<Answer> =>
    chamber.ask({ path: `/v1/authorities/${path}`, headers: { authorization: `Bearer ${token}` } });

  it('knows who asks, as of when, and for which page', async () => {
    const { status, json } = await read('coventry/motions?asAt=2024-07-15&knownAt=2024-07-16&limit=10&page=2');
    expect(status).toBe(200);
    expect(json).toEqual({
      office: 'democratic-services',
      asAt: '2024-07-15',
      knownAt: '2024-07-16T22:59:59.999Z',
      page: 2,
      limit: 10,
      offset: 10,
    });
  });

  it.each([
    ['asAt=2024-02-30', '#query/asAt'],
    ['asAt=2024-07-15&asAt=2024-07-16', '#query/asAt'],
    ['knownAt=soon', '#query/knownAt'],
    ['page=0', '#query/page'],
    ['limit=%00', '#query/limit'],
    ['limit=%ff', '#query/limit'],
    ['__proto__=1&page=x', '#query/page'],
    ['other=caf%E9', '#query/other'],
    ['limit=10&%E9=1', '#query'],
  ])('refuses ?%s with a pointer', async (query, pointer) => {
    const { status, json } = await read(`coventry/motions?${query}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ pointer }] });
  });

  it('tells an id that cannot be one like one that never was', async () => {
    const sound = await read('coventry/motions/0190a5c4-7b1e-7cc1-8f6e-2b1d3c4e5f60');
    const unsound = await read('coventry/motions/0190A5C4');
    const theirs = await read('oxford/motions/0190a5c4-7b1e-7cc1-8f6e-2b1d3c4e5f60');
    expect([sound.status, unsound.status, theirs.status]).toEqual([200, 404, 404]);
    expect(unsound.json['detail']).toBe(theirs.json['detail']);
  });

  it('is answered only for whoever asked: nothing on the way, and no browser, keeps a copy', async () => {
    for (const path of ['coventry/motions', 'coventry/motions/0190a5c4-7b1e-7cc1-8f6e-2b1d3c4e5f60', 'oxford/motions'])
      expect((await read(path)).headers['cache-control']).toBe('no-store');
  });

  it('answers HEAD like GET without its body, and OPTIONS only to those with a token', async () => {
    const path = '/v1/authorities/coventry/motions';
    const headers = { authorization: `Bearer ${token}` };
    const head = await chamber.ask({ method: 'HEAD', path, headers });
    const options = await chamber.ask({ method: 'OPTIONS', path, headers });
    const stranger = await chamber.ask({ method: 'OPTIONS', path });
    expect([head.status, head.text, options.status, stranger.status]).toEqual([200, '', 204, 401]);
    expect(options.headers.allow).toBe('GET, HEAD, POST, OPTIONS');
  });
});
