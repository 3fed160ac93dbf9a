import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { type NewFact } from '#kernel';
import { type Expected, FactIdReused } from '../event-log.js';
import { CONTEXT, type ContractCase, gist, rejection, type Stage, told, toldTimes } from './stage.js';

const EXPECTATIONS: readonly Expected[] = ['any', 'no stream', 'stream exists', { revision: 1 }];

const repeatCase = (expected: Expected): ContractCase => ({
  name: `gives what was written before when the same ids come again under ${typeof expected === 'string' ? `"${expected}"` : 'a revision'}`,
  run: async ({ log, stream }) => {
    const name = stream('repeat');
    if (expected !== 'any' && expected !== 'no stream') await log.append(name, toldTimes(2), 'no stream', CONTEXT);
    const facts = toldTimes(3);
    const first = await log.append(name, facts, expected, CONTEXT);
    expect(first.outcome).toBe('appended');
    for (let time = 0; time < 3; time += 1) {
      const again = await log.append(name, facts, expected, { ...CONTEXT, correlationId: randomUUID() });
      expect(again).toEqual({ outcome: 'repeated', facts: first.facts });
    }
    const later = await log.append(name, [told({ later: true })], 'stream exists', CONTEXT);
    expect(await log.append(name, facts, expected, CONTEXT)).toEqual({ outcome: 'repeated', facts: first.facts });
    expect((await log.readStream(name)).slice(-4)).toEqual([...first.facts, ...later.facts]);
  },
});

/** Two facts are in the log; what comes now must be refused, and leave everything as it was. */
const refused =
  (attempt: (facts: readonly [NewFact, NewFact]) => readonly NewFact[], into = 'known') =>
  async ({ log, stream }: Stage): Promise<void> => {
    const facts = [told({ n: 1, words: 'as they were' }), told({ n: 2 })] as const;
    await log.append(stream('known'), facts, 'no stream', CONTEXT);
    for (const expected of ['any', { revision: 1 }] satisfies Expected[]) {
      const error = await rejection(log.append(stream(into), attempt(facts), expected, CONTEXT));
      expect(error).toBeInstanceOf(FactIdReused);
    }
    expect(gist(await log.readStream(stream('known')))).toEqual(gist(facts));
    if (into !== 'known') expect(await log.readStream(stream(into))).toEqual([]);
  };

/** The cases of ids that come again. */
export const repeatCases = (idsAcrossStreams: boolean): readonly ContractCase[] => [
  ...EXPECTATIONS.map(repeatCase),
  {
    name: 'writes once what many send at the same time under the same ids',
    run: async ({ log, stream }) => {
      for (let round = 0; round < 20; round += 1) {
        const facts = toldTimes(2);
        const outcomes = await Promise.all(
          Array.from({ length: 12 }, () => log.append(stream(`same-${round}`), facts, 'no stream', CONTEXT)),
        );
        expect(outcomes.filter(({ outcome }) => outcome === 'appended')).toHaveLength(1);
        const written = await log.readStream(stream(`same-${round}`));
        expect(gist(written)).toEqual(gist(facts));
        for (const one of outcomes) expect(one.facts).toEqual(written);
      }
    },
  },
  {
    name: 'takes data for the same in whatever order their properties come',
    run: async ({ log, stream }) => {
      const id = randomUUID();
      const first = await log.append(stream('order'), [told({ a: 1, b: [null, { c: 2, d: 3 }] }, id)], 'any', CONTEXT);
      const again = await log.append(
        stream('order'),
        [told({ b: [null, { d: 3, c: 2 }], a: 1, e: undefined }, id)],
        'any',
        CONTEXT,
      );
      expect(again).toEqual({ outcome: 'repeated', facts: first.facts });
    },
  },
  {
    name: 'refuses a known id with other data',
    run: refused(([one, two]) => [{ ...one, data: { n: 1, words: 'rewritten' } }, two]),
  },
  { name: 'refuses a known id with another type', run: refused(([one, two]) => [{ ...one, type: 'Other' }, two]) },
  {
    name: 'refuses a known id with another schema version',
    run: refused(([one, two]) => [one, { ...two, schemaVersion: 2 }]),
  },
  { name: 'refuses a known id followed by a new one', run: refused(([, two]) => [two, told()]) },
  { name: 'refuses a new id followed by a known one', run: refused(([one]) => [told(), one]) },
  { name: 'refuses known ids in another order', run: refused(([one, two]) => [two, one]) },
  {
    name: 'refuses one id twice in an append',
    run: async ({ log, stream }) => {
      const id = randomUUID();
      const error = await rejection(log.append(stream('twice'), [told({}, id), told({}, id)], 'any', CONTEXT));
      expect(error).toBeInstanceOf(FactIdReused);
      expect(await log.readStream(stream('twice'))).toEqual([]);
    },
  },
  ...(idsAcrossStreams
    ? [{ name: 'refuses an id that another stream holds', run: refused(([one]) => [one], 'elsewhere') }]
    : []),
];
