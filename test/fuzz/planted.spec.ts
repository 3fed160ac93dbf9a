import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Chamber, openChamber } from '#platform/http/testing/chamber';
import { runCampaign, type Result } from './campaign.js';
import { type Description, SoundRequests } from './sound-requests.js';
import { complaintsAbout, manualFrom } from './verdict.js';
import { exchangeBytes } from './wire.js';

const REQUEST_ID = '0b6f5b6e-7f0c-4a67-9d3e-3f1c8c1d2a10';
const manual = { problems: new Set(['not-known']) };
const problem = {
  ...{ type: '/docs/problems#not-known', title: 'Not known', status: 404, detail: 'There is nothing here.' },
  instance: `urn:uuid:${REQUEST_ID}`,
};

const tell = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, {
    ...{ 'content-type': type, 'content-length': Buffer.byteLength(body), connection: 'close' },
    'x-request-id': REQUEST_ID,
  });
  response.end(body);
};

const telling =
  (status: number, body: object, type = 'application/problem+json'): RequestListener =>
  (_request, response) => {
    tell(response, status, type, JSON.stringify(body));
  };

describe('the judge of answers', () => {
  const servers: Server[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  const complaints = async (listener: RequestListener): Promise<readonly string[]> => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const bytes = Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    return complaintsAbout(await exchangeBytes(origin, { method: 'GET', bytes }), 'GET', manual);
  };

  it('has nothing to say of a success, or of a problem that is whole', async () => {
    expect(await complaints(telling(200, {}, 'application/json'))).toEqual([]);
    expect(await complaints(telling(404, problem))).toEqual([]);
  });

  it.each<[string, RegExp, RequestListener]>([
    ['an internal error', /^status 500/, telling(500, { ...problem, status: 500 })],
    ['a redirection', /^status 302/, telling(302, problem)],
    ['a page in the place of a problem', /media type text\/html/, telling(404, problem, 'text/html')],
    ['a success that is no JSON', /media type none/, (_request, response) => response.end('well')],
    ['a problem of which the manual knows nothing', /no such problem/, telling(404, { ...problem, type: '/x' })],
    ['a status that the body contradicts', /and 400 in the body/, telling(404, { ...problem, status: 400 })],
    ['a problem without words', /no title or detail/, telling(404, { ...problem, detail: ' ' })],
    ['an instance that is none', /^instance/, telling(404, { ...problem, instance: 'x' })],
    [
      'another request’s instance',
      /not the request’s id/,
      telling(404, { ...problem, instance: 'urn:uuid:00000000-0000-4000-8000-000000000000' }),
    ],
    ['an error without a place', /^errors/, telling(404, { ...problem, errors: [{ detail: 'is wrong' }] })],
    ['words about the insides', /insides/, telling(404, { ...problem, detail: 'TypeError: x is undefined' })],
    ['a connection that is cut', /no answer/, (request) => request.socket.destroy()],
    [
      'an answer that is cut off',
      /cut off/,
      (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
        response.write('{', () => request.socket.destroy());
      },
    ],
    [
      'two answers run together',
      /behind the answer/,
      (request, response) => {
        tell(response, 404, 'application/problem+json', JSON.stringify(problem));
        request.socket.end('{}');
      },
    ],
  ])('complains of %s', async (_what, complaint, listener) => {
    expect(await complaints(listener)).toEqual(expect.arrayContaining([expect.stringMatching(complaint)]));
  });

  it('complains of an answer that never comes', async () => {
    const hanging: RequestListener = () => undefined;
    expect(await complaints(hanging)).toEqual(expect.arrayContaining([expect.stringMatching(/no answer|hangs/)]));
  });
});

describe('a campaign against a chamber with a command that breaks', () => {
  let chamber: Chamber;
  let result: Result;

  beforeAll(async () => {
    chamber = await openChamber();
    const token = await chamber.token('coventry');
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ title: 'x', tabledOn: '2024-07-09', mover: { office: 'chair' } });
    const tabled = await chamber.ask({ method: 'POST', path: '/v1/authorities/coventry/motions', headers, body });
    const description = (await chamber.ask({ path: '/openapi.json' })).json as unknown as Description;
    const sound = new SoundRequests(description, {
      ...{ authority: 'coventry', token, taken: [], ids: [REQUEST_ID] },
      subjects: { motion: [String(tabled.json['motion'])] },
    });
    const told = manualFrom((await chamber.ask({ path: '/docs/problems' })).text);
    result = await runCampaign({ origin: chamber.origin, sound, manual: told, seed: 1, requests: 200 });
  }, 120_000);
  afterAll(() => chamber.close());

  it('finds the break, and that alone', () => {
    expect(result.faults.length).toBeGreaterThan(0);
    for (const { complaints, request } of result.faults) {
      expect(complaints).toEqual([expect.stringMatching(/^status 500/)]);
      expect(request).toContain('/break-motion');
    }
  });
});
