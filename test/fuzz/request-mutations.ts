import { gzipSync } from 'node:zlib';
import { mutatedBody } from './body-mutations.js';
import { type Chance } from './chance.js';
import { bytesOf, type Sent, type WireRequest } from './wire.js';

type Headers = WireRequest['headers'];
type Mutation = (request: WireRequest, chance: Chance) => WireRequest;

const LONG = 'x'.repeat(3_000);

const HEADER_VALUES: Readonly<Record<string, readonly string[]>> = {
  Authorization: [
    '',
    'Bearer',
    'Bearer ',
    'Basic eDp5',
    'bearer x',
    `Bearer mb_${'0'.repeat(16)}_${'a'.repeat(43)}`,
    LONG,
  ],
  'Idempotency-Key': [
    '',
    ' ',
    'x'.repeat(200),
    'x'.repeat(201),
    'caf\u00e9',
    'key 1',
    'key 2',
    '\u00ff\u00fe',
    '"quoted"',
  ],
  'If-Match': ['"0"', '"1"', '"6"', '*', 'W/"1"', '1', '""', '"01"', '"-1"', '"99999999999999999999"', '"0", "1"', ''],
  'Content-Type': [
    '',
    'text/plain',
    'application/json; charset=utf-16',
    'application/json;;',
    'application/jsonx',
    LONG,
  ],
  'X-Request-Id': [
    '',
    'x',
    '00000000-0000-0000-0000-000000000000',
    '0B6F5B6E-7F0C-4A67-9D3E-3F1C8C1D2A10',
    LONG,
    '"\u00e9',
  ],
  'Minutebook-Consistency': ['', 'x', 'A'.repeat(123), 'A'.repeat(124), '-'.repeat(122), LONG, '\u00e9'],
  'Content-Encoding': ['gzip', 'identity', 'br, gzip', ''],
  'Transfer-Encoding': ['chunked', 'identity', 'gzip, chunked', 'x'],
  'Content-Length': ['0', '1', '-1', '1e3', '00', '99999999999', '', '5, 5', '2000000'],
  Expect: ['100-continue', 'miracles', ''],
  Host: ['', 'x y', 'elsewhere.example:80', '[::1', '\u00e9'],
  Connection: ['keep-alive', 'upgrade', 'close, keep-alive', ''],
  Upgrade: ['websocket', 'h2c'],
  'X-HTTP-Method-Override': ['DELETE', 'GET'],
  'X-Forwarded-For': ['127.0.0.1', '1.1.1.1, '.repeat(200)],
  'X-Padding': ['x'.repeat(17_000)],
  Accept: ['text/html', 'application/xml;q=9', '', '*/*;'],
  'Accept-Version': ['9.9.9', 'x'],
  Origin: ['null', 'http://elsewhere.example'],
  Cookie: ['a=b', '__proto__=x', LONG],
  Range: ['bytes=0-1', 'bytes=9-1'],
};

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'CONNECT',
  'get',
  'X',
];

const SEGMENTS: readonly string[] = [
  ...[
    '%00',
    '%zz',
    '%ff',
    '%2e%2e',
    '..',
    '.',
    '%2f',
    '*',
    ':matter',
    '%F0%9F%8F%9B',
    '%ED%A0%80',
    '%',
    '',
    'x'.repeat(2_000),
  ],
  ...[
    'coventry',
    'COVENTRY',
    'warwick',
    'nowhere',
    'v1',
    '00000000-0000-0000-0000-000000000000',
    '__proto__',
    '\u00e9',
    '\u0080',
  ],
  ...['retitle-matter', 'history', 'constructor', 'record-nothing', '%252e', ';x=1', 'a b', '"', '<', '|', '{}'],
];

const TERMS: readonly string[] = [
  ...[
    'asAt=2024-02-30',
    'asAt=0000-01-01',
    'asAt=9999-12-31',
    'asAt=unknown',
    'asAt=',
    'asAt',
    'asAt=a&asAt=b',
    'asAt=%00',
  ],
  ...[
    'knownAt=9999-12-31',
    'knownAt=0000-01-01',
    'knownAt=9999-12-31T23:59:59.999999999-14:00',
    'knownAt=0000-01-01T00:00Z',
  ],
  ...[
    'knownAt=2024-07-15T09:30:00+01:00',
    'knownAt=2024-06-30T23:59:60Z',
    'knownAt=2024-07-15T09:30:00%2B25:00',
    'knownAt=x',
  ],
  ...[
    'page=0',
    'page=-1',
    'page=1.5',
    'page=10000&limit=200',
    'page=10001',
    'page=99999999999',
    'limit=201',
    'limit=',
    'page=1e2',
  ],
  ...[
    'search=',
    'search=%00',
    'search=%F0%9F%91%A9',
    'search=%ff',
    `search=${'x'.repeat(200)}`,
    `search=${'x'.repeat(201)}`,
  ],
  ...[
    'search=%27%27%20%26%20%7C%20%21',
    'search=%22',
    'search=-',
    'search=\\',
    `search=${'(%20'.repeat(60)}`,
    `search=${'x'.repeat(16_500)}`,
    'search=%ED%A0%80',
  ],
  ...[
    'body=%7B%22a%22%7D',
    'body=%27',
    'body[]=x',
    'body[a]=x',
    '__proto__=x',
    'constructor=x',
    'toString=x',
    'answer=perhaps',
  ],
  ...[
    'openOn=0000-01-01',
    'openOn=9999-12-31',
    'openOn=2024-13-01',
    'matter=x',
    'matter=%00',
    '&&&',
    '=',
    '?',
    '%',
    '#',
    '%zz=%zz',
  ],
  ...[Array.from({ length: 1_200 }, (_none, at) => `a${at}=1`).join('&'), 'a.b=1', 'planPeriod=%E2%80%AE'],
];

const withHeader = (headers: Headers, name: string, value: string): Headers => [
  ...headers.filter(([known]) => known.toLowerCase() !== name.toLowerCase()),
  [name, value],
];

const withBody = (request: WireRequest, body: Buffer): WireRequest => ({
  ...request,
  body,
  headers: withHeader(request.headers, 'Content-Length', String(body.length)),
});

const mutateBody: Mutation = (request, chance) => withBody(request, mutatedBody(request.body.toString('utf8'), chance));

const mutateHeader: Mutation = (request, chance) => {
  const name = chance.pick(Object.keys(HEADER_VALUES));
  const value = chance.pick(HEADER_VALUES[name] ?? []);
  const headers = chance.onceIn(5)
    ? [...request.headers, [name, value] as const]
    : withHeader(request.headers, name, value);
  return { ...request, headers };
};

const dropHeader: Mutation = (request, chance) => {
  const [gone] = chance.pick(request.headers);
  return { ...request, headers: request.headers.filter(([name]) => name !== gone) };
};

const mutatePath: Mutation = (request, chance) => {
  const [path = '', ...query] = request.target.split('?');
  const segments = path.split('/');
  const at = 1 + chance.below(Math.max(segments.length - 1, 1));
  const spliced = segments.toSpliced(at, chance.below(2), chance.pick(SEGMENTS));
  return { ...request, target: [spliced.join('/'), ...query].join('?') };
};

const mutateQuery: Mutation = (request, chance) => ({
  ...request,
  target: `${request.target}${request.target.includes('?') ? '&' : '?'}${chance.pick(TERMS)}`,
});

const mutateMethod: Mutation = (request, chance) => ({ ...request, method: chance.pick(METHODS) });

const chunked: Mutation = (request, chance) => {
  const size = chance.pick([request.body.length.toString(16), 'zz', 'ffffffff', '-1', '0', '1;x=y']);
  const body = Buffer.concat([Buffer.from(`${size}\r\n`), request.body, Buffer.from('\r\n0\r\n\r\n')]);
  const headers = request.headers.filter(([name]) => name !== 'Content-Length');
  return { ...request, body, headers: [...headers, ['Transfer-Encoding', 'chunked']] };
};

const zipped: Mutation = (request) => {
  const smaller = withBody(request, gzipSync(request.body));
  return { ...smaller, headers: [...smaller.headers, ['Content-Encoding', 'gzip']] };
};

/** What is done to how a request is carried. */
const MUTATIONS: readonly Mutation[] = [
  ...[mutateHeader, mutateHeader, mutateHeader, mutateQuery, mutateQuery, mutatePath, mutatePath, mutateMethod],
  ...[dropHeader, chunked, zipped],
];

/** The sound request with what it says changed, or how it is carried, or both; some go as they are, and some with broken bytes. */
export const mutated = (sound: WireRequest, chance: Chance): Sent => {
  if (chance.onceIn(4)) return { method: sound.method, bytes: bytesOf(sound) };
  if (chance.onceIn(11)) return broken(sound, chance);
  const saysOther = sound.body.length > 0 && !chance.onceIn(3);
  let request = saysOther ? mutateBody(sound, chance) : sound;
  const times = saysOther ? (chance.onceIn(4) ? 1 : 0) : 1 + chance.below(2);
  for (let left = times; left > 0; left -= 1) request = chance.pick(MUTATIONS)(request, chance);
  return { method: request.method, bytes: bytesOf(request), cutOff: promisesMore(request) };
};

/** Chunks are announced, and the last one is not there. */
const promisesMore = ({ headers, body }: WireRequest): boolean =>
  headers.some(([name, value]) => name === 'Transfer-Encoding' && value === 'chunked') &&
  !/^[0-9a-f]{1,4}(;|\r\n)/.test(body.toString('latin1'));

const MARKS = ['\r\n', '\n', '\r', '\u0000', ' ', ':', '\t', '\u007f', 'HTTP/1.0', 'GET / HTTP/1.1\r\n\r\n', '\u00ff'];

/** The first letters stay as they are, so that it is known whether an answer has a body. */
const broken = (sound: WireRequest, chance: Chance): Sent => {
  const { method } = sound;
  const bytes = bytesOf(sound);
  const at = 6 + chance.below(bytes.length - 6);
  if (chance.onceIn(4)) return { method, bytes: bytes.subarray(0, at), cutOff: true };
  const more = chance.onceIn(2) ? Buffer.from(chance.pick(MARKS), 'latin1') : Buffer.from([chance.below(256)]);
  const changed = Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + chance.below(3))]);
  const isInBody = at > bytes.indexOf('\r\n\r\n') + 3;
  return { method, bytes: changed, cutOff: isInBody && changed.length < bytes.length };
};
