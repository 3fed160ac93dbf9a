import { type Chance } from './chance.js';

const AWKWARD_TEXTS: readonly string[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud83d', '\udc00\ud800', '\ufeff', '\u202e\u2066', '\u00a0\u2003', '\uffff'],
  ...['👩‍👩‍👧‍👦', 'e\u0301'.repeat(200), 'Z\u0351\u0300\u0316\u0322'.repeat(60), 'İıſK', '\u2028\u2029', 'ﷺ'],
  ...["'; drop table facts; --", '${7*7}{{7*7}}', '../../../etc/passwd', '<script>alert(1)</script>', '%s%n%00\\'],
  ...['__proto__', 'constructor', 'NaN', 'null', '-1', '1e9', '/', '~2', '/title', '/parts/0/text', '/__proto__/x'],
];
const AWKWARD_DAYS: readonly string[] = [
  ...['2024-02-30', '2023-02-29', '2024-13-01', '2024-00-10', '0000-00-00', '0000-01-01', '0001-01-01', '0000-12'],
  ...[
    '9999-12-31',
    '9999-12-30',
    '0001-01-02',
    '9999-12',
    '10000-01-01',
    '+275760-09-13',
    '-000001-01-01',
    '2024-7-9',
    '20240709',
    '2024-W28',
  ],
  ...['unknown', 'Unknown', '2024', '2024-07', '2024-07-09T25:00+01:00', '2024-07-09T14:05', '2024-03-31T01:30+00:00'],
  ...[
    '9999-12-31T23:59-12:00',
    '0000-01-01T00:00+14:00',
    '2024-06-30T23:59:60Z',
    '2024-07-09T14:05+01:00',
    '٢٠٢٤-٠٧-٠٩',
  ],
];
const AWKWARD_NUMBERS: readonly number[] = [
  ...[-1, 0, 0.5, 1e-7, 999, 1000, 1001, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e21, 1e308],
];
const OTHER_TYPES: readonly unknown[] = [null, true, false, [], {}, [[]], [{}], [null], { length: 1 }, 0, '', '1'];

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>(
    (inner, _none, level) => (level % 2 === 0 ? [inner] : { items: [inner] }),
    'x',
  );

const FIELD_NAMES: readonly string[] = [
  ...[
    'colour',
    'toString',
    'hasOwnProperty',
    'then',
    'kind',
    'authority',
    'occurredon',
    '',
    ' ',
    '\u0000',
    '\ud800',
    '/',
    '~',
  ],
  'x'.repeat(101),
];

/** Tokens that JSON.stringify never writes. */
const RAW_TOKENS: readonly string[] = [
  ...[
    '1e400',
    '-0',
    '01',
    'NaN',
    'Infinity',
    '1.00000000000000000001',
    '9007199254740993',
    '-',
    '.5',
    "'x'",
    'undefined',
  ],
  ...[
    '"\\ud83d"',
    '"\\u0000"',
    '"\\x41"',
    '"\t"',
    '/**/1',
    '"',
    '{',
    ']',
    ',,',
    '{"a":1,"a":2}',
    '{"__proto__":{"x":1}}',
  ],
  ...['{"constructor":{"prototype":{"x":1}}}', '['.repeat(5_000), `${'{"items":['.repeat(40)}1${']}'.repeat(40)}`],
];

type Mutation = (body: unknown, chance: Chance) => unknown;

/** Another value in the place of one that stands somewhere in the body. */
const replace =
  (value: (chance: Chance) => unknown): Mutation =>
  (body, chance) =>
    atSomePlace(body, chance, () => value(chance));

const MUTATIONS: readonly Mutation[] = [
  replace((chance) => chance.pick(AWKWARD_TEXTS)),
  replace((chance) => chance.pick(AWKWARD_DAYS)),
  replace((chance) => chance.pick(AWKWARD_NUMBERS)),
  replace((chance) => chance.pick(OTHER_TYPES)),
  replace((chance) => chance.pick(['x', '😀', 'e\u0301']).repeat(chance.pick([41, 201, 301, 2_001, 4_001, 70_000]))),
  replace((chance) => nested(chance.pick([3, 8, 31, 33, 200]))),
  replace((chance) => Array.from({ length: chance.pick([0, 51, 101, 201, 5_000]) }, () => 'x')),
  (body, chance) => atSomePlace(body, chance, (value) => [value, value]),
  (body, chance) => atSomePlace(body, chance, (value) => ({ value })),
  (body, chance) => atSomePlace(body, chance, (value) => (isRecord(value) ? withoutOne(value, chance) : undefined)),
  (body, chance) =>
    atSomePlace(body, chance, (value) => ({ ...(isRecord(value) ? value : {}), [chance.pick(FIELD_NAMES)]: 1 })),
];

/** The JSON text with something in it changed, one to three times; perhaps no JSON any more, perhaps no UTF-8. */
export const mutatedBody = (text: string, chance: Chance): Buffer => {
  let body: unknown = JSON.parse(text);
  for (let times = 1 + chance.below(3); times > 0; times -= 1) body = chance.pick(MUTATIONS)(body, chance);
  const written = JSON.stringify(body) as string | undefined;
  const changed = chance.onceIn(4) ? withRawToken(written ?? '', chance) : (written ?? '');
  return chance.onceIn(8) ? brokenBytes(Buffer.from(changed), chance) : Buffer.from(changed);
};

/** A token of its own in the place of some value. */
const withRawToken = (text: string, chance: Chance): string => {
  const values = [...text.matchAll(/(?<=[:[,])("(?:[^"\\]|\\.)*"|-?[\d.e+]+|true|false|null)(?=[,\]}])/g)];
  const token = chance.pick(RAW_TOKENS);
  if (values.length === 0) return token;
  const { index, 0: value } = chance.pick(values);
  return `${text.slice(0, index)}${token}${text.slice(index + value.length)}`;
};

const NO_UTF8: readonly (readonly number[])[] = [
  ...[
    [0xff],
    [0xc3, 0x28],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xc0, 0x80],
    [0x80],
    [0x00],
    [0xef, 0xbb, 0xbf],
  ],
];

const brokenBytes = (bytes: Buffer, chance: Chance): Buffer => {
  const at = chance.below(bytes.length + 1);
  if (chance.onceIn(3)) return bytes.subarray(0, at);
  if (chance.onceIn(8)) return Buffer.from(bytes.toString('utf8'), 'utf16le');
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(chance.pick(NO_UTF8)), bytes.subarray(at)]);
};

/** The value changed at one of its places: itself, or somewhere in it. */
const atSomePlace = (value: unknown, chance: Chance, change: (value: unknown) => unknown): unknown => {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.length === 0 || chance.onceIn(6)) return change(value);
  const key = chance.pick(keys);
  const changed = atSomePlace(Reflect.get(value as object, key), chance, change);
  return Array.isArray(value) ? value.with(Number(key), changed) : { ...(value as object), [key]: changed };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutOne = (value: Readonly<Record<string, unknown>>, chance: Chance): object => {
  const names = Object.keys(value);
  const gone = names.length === 0 ? '' : chance.pick(names);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== gone));
};
