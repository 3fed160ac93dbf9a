import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { type FactMetadata, type JsonObject, type Position, type RecordedFact } from '#kernel';
import { canonicalForm } from './canonical.js';
import { CHAIN_VERSION, contentHash, contentHashOfText, GENESIS, link } from './chain.js';
import { ChainVerifier } from './verification.js';

const sealed = (revision: number, data: JsonObject, previous: string): RecordedFact => {
  const metadata = {
    eventId: `id-${revision}`,
    commandId: 'c',
    payloadHash: 'p',
    correlationId: 'c',
    causationId: 'c',
    actor: 'office:x',
    capacity: 'officer',
    authority: 'coventry',
    schemaVersion: '1',
    recordedAt: `2024-07-09T10:00:00.00${revision}Z`,
    chainVersion: CHAIN_VERSION,
  };
  const content = contentHash({ stream: 'matter-coventry-1', type: 'Told', data, metadata });
  const full: FactMetadata = { ...metadata, contentHash: content, hash: link(previous, revision, content) };
  return {
    stream: 'matter-coventry-1',
    revision,
    position: String(revision) as Position,
    id: `id-${revision}`,
    type: 'Told',
    data,
    metadata: full,
  };
};

const history = (...data: JsonObject[]): RecordedFact[] =>
  data.reduce<RecordedFact[]>(
    (facts, item) => [...facts, sealed(facts.length, item, facts.at(-1)?.metadata.hash ?? GENESIS)],
    [],
  );

const firstFlaw = (facts: readonly RecordedFact[]): string | undefined => {
  const verifier = new ChainVerifier();
  return facts.map((fact) => verifier.check(fact)?.reason).find((reason) => reason !== undefined);
};

describe('the canonical form', () => {
  it('does not depend on the order of properties', () => {
    expect(canonicalForm({ b: 1, a: [null, { d: 'é', c: 1e21 / 1e21 }] })).toBe('{"a":[null,{"c":1,"d":"é"}],"b":1}');
  });

  it.each([[2 ** 53], [Number.NaN], [Infinity], ['\u0000'], ['\ud800'], [[undefined]], [new Map()], [1n]])(
    'refuses %p',
    (value) => {
      expect(() => canonicalForm({ value })).toThrow('/value');
    },
  );

  it('is that of an independent writer of RFC 8785', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        let form: string;
        try {
          form = canonicalForm(value);
        } catch {
          return;
        }
        expect(form).toBe(canonicalize(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes back from storage with the same form', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ noUnicodeString: false })), (value) => {
        let form: string;
        try {
          form = canonicalForm(value);
        } catch {
          return;
        }
        expect(canonicalForm(JSON.parse(JSON.stringify(value)))).toBe(form);
      }),
    );
  });
});

describe('a chain', () => {
  it('has one content hash, whether it is made of values or of their canonical text', () => {
    for (const [stream, data] of [
      ['matter-coventry-1', { b: [1, null], a: 'é' }],
      ['a "quoted" stream', {}],
    ] as const) {
      const { contentHash: _content, hash: _hash, ...metadata } = sealed(0, data, GENESIS).metadata;
      expect(
        contentHashOfText({ stream, type: 'T\\"', data: canonicalForm(data), metadata: canonicalForm(metadata) }),
      ).toBe(contentHash({ stream, type: 'T\\"', data, metadata }));
    }
  });

  it('holds when nothing was touched', () => {
    expect(firstFlaw(history({ n: 1 }, { n: 2 }, { n: 3 }))).toBeUndefined();
  });

  it('has the documented hash, which anyone can recompute', () => {
    expect(history({ n: 1 })[0]?.metadata.hash).toMatchInlineSnapshot(
      `"b453dc8c30bbd0f89bc3fe85171b2740b3c35d48de7b64a161c22bc4bad5bde8"`,
    );
  });

  it.each([
    [
      'data changed',
      (facts: RecordedFact[]) => facts.map((f, i) => (i === 1 ? { ...f, data: { n: 9 } } : f)),
      'content',
    ],
    ['a fact taken out', (facts: RecordedFact[]) => facts.filter((_, i) => i !== 1), 'missing'],
    [
      'actor changed',
      (facts: RecordedFact[]) =>
        facts.map((f, i) => (i === 2 ? { ...f, metadata: { ...f.metadata, actor: 'office:y' } } : f)),
      'content',
    ],
    [
      'type changed',
      (facts: RecordedFact[]) => facts.map((f, i) => (i === 0 ? { ...f, type: 'Told2' } : f)),
      'content',
    ],
    [
      'a fact sealed anew',
      (facts: RecordedFact[]) => facts.map((f, i) => (i === 1 ? sealed(1, { n: 9 }, facts[0]!.metadata.hash) : f)),
      'link',
    ],
  ])('names the first flaw: %s', (_, tamper, reason) => {
    expect(firstFlaw(tamper(history({ n: 1 }, { n: 2 }, { n: 3 })))).toContain(reason);
  });
});
