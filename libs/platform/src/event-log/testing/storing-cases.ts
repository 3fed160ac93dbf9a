import { expect } from '@jest/globals';
import { type JsonObject, type NewFact } from '#kernel';
import { CHAIN_VERSION, ChainVerifier, contentHash } from '#ledger';
import { Unstorable } from '../event-log.js';
import { batchesOf, from } from './readers.js';
import { CONTEXT, type ContractCase, gist, rejection, told, toldTimes } from './stage.js';
import { writeConcurrently } from './writers.js';

const KEPT: JsonObject = {
  tongues: 'Zürich, Łódź, 東京, עִבְרִית, 👩🏽‍⚖️, e\u0301 beside é',
  signs: 'tab\t newline\n quote" backslash\\ slash/ \u0001 \u007f \u2028 \ufffd {"a":[1,2]} \'; --',
  numbers: [0, -1, 0.1, 1e-7, 123456.789, 2 ** 53 - 1, -(2 ** 53 - 1), 5e-324],
  nothing: null,
  nested: { list: [null, [null, { deep: null, empty: {}, none: [] }], ''], '': 'no name' },
  'name with "quotes", commas, {braces} and \\': true,
  long: 'ä'.repeat(20_000),
};

const REFUSED: readonly (readonly [string, unknown])[] = [
  ['an integer beyond 2^53', 2 ** 53],
  ['a negative integer beyond 2^53', -(2 ** 53)],
  ['an integer of three hundred digits', 1e300],
  ['NaN', Number.NaN],
  ['infinity', Number.NEGATIVE_INFINITY],
  ['U+0000', 'before\u0000after'],
  ['U+0000 in a name', { 'a\u0000': 1 }],
  ['a lone surrogate', 'half \ud83d'],
  ['a lone surrogate in a name', { '\udc00': 1 }],
  ['undefined in a list', [1, undefined]],
  ['a big integer', 1n],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a function', () => 1],
];

const refusedCase = ([what, value]: (typeof REFUSED)[number]): ContractCase => ({
  name: `refuses ${what}, and writes nothing of the append`,
  run: async ({ log, stream }) => {
    const facts = [told(), told({ deep: { value } } as unknown as JsonObject), told()];
    expect(await rejection(log.append(stream('refused'), facts, 'any', CONTEXT))).toBeInstanceOf(Unstorable);
    expect(await log.readStream(stream('refused'))).toEqual([]);
  },
});

const MISSHAPEN: readonly (readonly [string, Partial<NewFact>])[] = [
  ['an id that is no UUID', { id: 'fact-1' }],
  ['an id in capitals', { id: '6A1C8A3E-5F1E-4B7E-9B43-0D8F5A3F7A10' }],
  ['a type without a name', { type: '' }],
  ['a schema version that is no whole number', { schemaVersion: 1.5 }],
];

export const storingCases: readonly ContractCase[] = [
  {
    name: 'keeps text of all tongues, nested nulls and numbers as they are',
    run: async ({ log, stream }) => {
      const fact = told(KEPT);
      const appended = await log.append(stream('kept'), [fact], 'no stream', CONTEXT);
      expect(appended.facts[0]?.data).toEqual(KEPT);
      expect(await log.readStream(stream('kept'))).toEqual(appended.facts);
    },
  },
  {
    name: 'keeps what was said, not what the caller makes of it afterwards',
    run: async ({ log, stream }) => {
      const data = { list: [1] };
      const appending = log.append(stream('copied'), [told(data)], 'no stream', CONTEXT);
      data.list.push(2);
      const { facts } = await appending;
      (facts[0]?.data as typeof data).list.push(3);
      expect((await log.readStream(stream('copied')))[0]?.data).toEqual({ list: [1] });
    },
  },
  {
    name: 'keeps a large append whole and in order',
    run: async ({ log, stream, terms }) => {
      const facts = toldTimes(terms.largeBatch);
      const appended = await log.append(stream('large'), facts, 'no stream', CONTEXT);
      expect(gist(appended.facts)).toEqual(gist(facts));
      const read = await log.readStream(stream('large'));
      expect(read).toEqual(appended.facts);
      expect(read.map(({ revision }) => revision)).toEqual(facts.map((_, n) => n));
    },
  },
  ...REFUSED.map(refusedCase),
  ...MISSHAPEN.map(([what, change]): ContractCase => ({
    name: `refuses ${what}`,
    run: async ({ log, stream }) => {
      const facts = [told(), { ...told(), ...change }];
      expect(await rejection(log.append(stream('misshapen'), facts, 'any', CONTEXT))).toBeInstanceOf(Unstorable);
      expect(await log.readStream(stream('misshapen'))).toEqual([]);
    },
  })),
  {
    name: 'never stamps a fact earlier than the one before it, though the clock steps back',
    run: async ({ log, stream, clock }) => {
      const hours = ['10', '11', '09', '08', '12'];
      for (const hour of hours) {
        clock.instant = `2024-07-09T${hour}:00:00.000Z`;
        await log.append(stream('clock'), toldTimes(2), 'any', CONTEXT);
      }
      const stamps = (await log.readStream(stream('clock'))).map(({ metadata }) => metadata.recordedAt.slice(11, 13));
      expect(stamps).toEqual(['10', '10', '11', '11', '11', '11', '11', '11', '12', '12']);
    },
  },
  {
    name: 'keeps exactly the metadata that the design names, sealed as anyone can recompute',
    run: async ({ log, stream, clock }) => {
      clock.instant = '2024-07-09T10:00:00.123Z';
      const fact = { ...told({ b: 1, a: null, c: undefined }), schemaVersion: 3 };
      await log.append(stream('sealed'), [fact], 'no stream', { ...CONTEXT, stray: 'left out' } as typeof CONTEXT);
      const [read] = await log.readStream(stream('sealed'));
      const sealed = {
        ...CONTEXT,
        eventId: fact.id,
        schemaVersion: '3',
        recordedAt: clock.instant,
        chainVersion: CHAIN_VERSION,
      };
      const content = { stream: stream('sealed'), type: fact.type, data: { a: null, b: 1 }, metadata: sealed };
      expect(read?.metadata).toEqual({
        ...sealed,
        contentHash: contentHash(content),
        hash: expect.stringMatching(/^[\da-f]{64}$/),
      });
    },
  },
  {
    name: 'chains every stream so that it verifies, with many writing at once',
    run: async (stage) => {
      const { log, prefix } = stage;
      const start = await log.head();
      const ids = await writeConcurrently(stage);
      const verifier = new ChainVerifier();
      const facts = (await batchesOf(log, { ...from(start), prefixes: [prefix] })).flatMap((batch) => batch.facts);
      expect(facts.map((fact) => verifier.check(fact)).filter((flaw) => flaw !== undefined)).toEqual([]);
      expect(facts).toHaveLength(ids.length);
    },
  },
];
