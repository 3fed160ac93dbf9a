import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Malformed } from '../refusal.js';
import { DEEPEST, MOST_VALUES, readJson } from './json-text.js';

const problemsOf = (text: string): readonly string[] => {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof Malformed) return error.problems.map(({ pointer, detail }) => `${pointer}: ${detail}`);
    throw error;
  }
  return [];
};

describe('a JSON text', () => {
  it('means what it means to every reader of JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        fc.pre(problemsOf(text).every((problem) => problem.includes('is not JSON')));
        expect(readJson(text)).toStrictEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused wherever the language itself would refuse it, and never breaks the reader', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.string({ maxLength: 2 }), (value, place, noise) => {
        const sound = JSON.stringify(value);
        const at = place % (sound.length + 1);
        const text = sound.slice(0, at) + noise + sound.slice(at + 1);
        const problems = problemsOf(text);
        if (problems.length === 0) expect(readJson(text)).toStrictEqual(JSON.parse(text));
        if (problems.some((problem) => problem.includes('is not JSON'))) expect(() => void JSON.parse(text)).toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    "{'a':1}",
    '01',
    '+1',
    '1.',
    '.5',
    'NaN',
    '[1] 2',
    '"\n"',
    '"\\x"',
    '\uFEFF{}',
  ])('is not JSON: %j', (text) => {
    expect(problemsOf(text)).toStrictEqual([expect.stringContaining('is not JSON')]);
  });

  it('says where it stops being JSON', () => {
    expect(problemsOf('{\n  "a": 1\n  "b": 2\n}')).toStrictEqual([
      ': is not JSON: a comma or a closing brace is wanted at line 3, column 3',
    ]);
  });

  it.each([
    '9007199254740992',
    '9007199254740993',
    '-9007199254740993',
    '1e400',
    '-1e400',
    '1e-400',
    '-0',
    '-0.0',
    '1e16',
  ])('carries no number that would be rounded: %s', (number) => {
    expect(problemsOf(`{"count":[1,${number}]}`)).toStrictEqual([
      expect.stringMatching(/^\/count\/1: must be a number/),
    ]);
  });

  it.each([
    ['1.0000000000000000001', 'a fraction of too many digits'],
    ['123456789.123456789', 'more digits than a number keeps'],
  ])('does not round %s, %s', (number) => {
    expect(problemsOf(number)).toHaveLength(1);
  });

  it.each(['9007199254740991', '-9007199254740991', '0', '0.1', '1e3', '0e5', '12.50'])('carries %s', (number) => {
    expect(readJson(number)).toBe(Number(number));
  });

  it('holds neither U+0000 nor half a surrogate pair, escaped or not', () => {
    expect(problemsOf('{"a":"\\u0000","b":["\\ud800","\udfff"],"c":"\\ud83d\\ude00"}')).toStrictEqual([
      '/a: must be text without U+0000',
      '/b/0: must be text without broken surrogate pairs',
      '/b/1: must be text without broken surrogate pairs',
    ]);
  });

  it('names a field once, and never after the language itself', () => {
    expect(problemsOf('{"a":1,"a":2,"__proto__":{"x":1},"b":{"constructor":{}},"c/~":{"prototype":1}}')).toStrictEqual([
      '/a: is given twice: give it once',
      '/__proto__: is not a field of this input',
      '/b/constructor: is not a field of this input',
      '/c~1~0/prototype: is not a field of this input',
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('has names that can be told back', () => {
    expect(problemsOf(`{"a":{"${'n'.repeat(101)}":1,"\\u0000":2}}`)).toStrictEqual([
      '/a: has a field whose name is longer than 100 characters',
      '/a: has a field whose name holds U+0000',
    ]);
  });

  it('is nested so deep and no deeper', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(problemsOf(nested(DEEPEST))).toStrictEqual([]);
    expect(problemsOf(nested(DEEPEST + 1))).toStrictEqual([`${'/0'.repeat(DEEPEST)}: is nested more than 32 deep`]);
    expect(problemsOf('['.repeat(1_000_000))).toHaveLength(1);
  });

  it('holds so many values and no more, however they are nested', () => {
    const holding = (values: number): string =>
      `[${Array<string>((values - 1) / 3)
        .fill('[{}],0')
        .join(',')}]`;
    expect(problemsOf(holding(MOST_VALUES))).toStrictEqual([]);
    expect(problemsOf(holding(MOST_VALUES + 3))).toStrictEqual([
      ': must hold at most 10000 values in all, at every level',
    ]);
  });

  it('lists a hundred problems and counts the rest', () => {
    const problems = problemsOf(`[${Array<string>(150).fill('-0').join(',')}]`);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toBe(': holds 50 more problems, not listed');
  });
});
