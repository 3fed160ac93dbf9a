import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { type EventLog, type Expected, RevisionConflict } from '../event-log.js';
import { CONTEXT, type ContractCase, gist, rejection, told, toldTimes } from './stage.js';

interface Row {
  readonly expected: Expected;
  /** Facts that the stream has before. */
  readonly before: number;
  /** The revision at which the fact is let in, or what the conflict says instead. */
  readonly gives: { readonly at: number } | { readonly conflictWith: number | 'no stream' };
}

const TABLE: readonly Row[] = [
  { expected: 'no stream', before: 0, gives: { at: 0 } },
  { expected: 'no stream', before: 3, gives: { conflictWith: 2 } },
  { expected: 'stream exists', before: 0, gives: { conflictWith: 'no stream' } },
  { expected: 'stream exists', before: 3, gives: { at: 3 } },
  { expected: 'any', before: 0, gives: { at: 0 } },
  { expected: 'any', before: 3, gives: { at: 3 } },
  { expected: { revision: 2 }, before: 3, gives: { at: 3 } },
  { expected: { revision: 1 }, before: 3, gives: { conflictWith: 2 } },
  { expected: { revision: 7 }, before: 3, gives: { conflictWith: 2 } },
  { expected: { revision: 0 }, before: 0, gives: { conflictWith: 'no stream' } },
];

const inWords = (expected: Expected): string =>
  typeof expected === 'string' ? `"${expected}"` : `revision ${expected.revision}`;

const tableCase = ({ expected, before, gives }: Row): ContractCase => ({
  name:
    'at' in gives
      ? `lets a fact in at revision ${gives.at} when ${inWords(expected)} is expected of a stream of ${before} facts`
      : `says that it found ${gives.conflictWith} when ${inWords(expected)} is expected of a stream of ${before} facts`,
  run: async ({ log, stream }) => {
    const name = stream('expected');
    const earlier = toldTimes(before);
    if (before > 0) await log.append(name, earlier, 'no stream', CONTEXT);
    const fact = told({ late: true });
    if ('at' in gives) {
      const appended = await log.append(name, [fact], expected, CONTEXT);
      expect(appended).toMatchObject({ outcome: 'appended', facts: [{ revision: gives.at, id: fact.id }] });
      expect(gist(await log.readStream(name))).toEqual(gist([...earlier, fact]));
    } else {
      const conflict = await rejection(log.append(name, [fact], expected, CONTEXT));
      expect(conflict).toBeInstanceOf(RevisionConflict);
      expect(conflict).toMatchObject({ stream: name, expected, actual: gives.conflictWith });
      expect(gist(await log.readStream(name))).toEqual(gist(earlier));
    }
  },
});

/** Reads the revision, appends after it, and decides again on conflict. */
const increment = async (log: EventLog, stream: string): Promise<void> => {
  for (;;) {
    const last = (await log.readStream(stream)).length - 1;
    try {
      await log.append(stream, [told({ after: last })], { revision: last }, CONTEXT);
      return;
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
    }
  }
};

export const expectationCases: readonly ContractCase[] = [
  ...TABLE.map(tableCase),
  {
    name: 'refuses to append nothing',
    run: async ({ log, stream }) => {
      expect(await rejection(log.append(stream('empty'), [], 'any', CONTEXT))).toBeInstanceOf(RangeError);
      expect(await log.readStream(stream('empty'))).toEqual([]);
    },
  },
  {
    name: 'has exactly one winner in every race to create a stream',
    run: async ({ log, stream, terms }) => {
      for (let round = 0; round < terms.rounds; round += 1) {
        const name = stream(`race-${round}`);
        const ids = Array.from({ length: terms.racers }, () => randomUUID());
        const outcomes = await Promise.allSettled(
          ids.map((id) => log.append(name, [told({ id }, id)], 'no stream', CONTEXT)),
        );
        const winners = outcomes.flatMap((one) => (one.status === 'fulfilled' ? one.value.facts : []));
        const losers = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
        expect(winners).toHaveLength(1);
        for (const loser of losers) expect(loser).toMatchObject({ name: 'RevisionConflict', actual: 0 });
        expect(await log.readStream(name)).toEqual(winners);
      }
    },
  },
  {
    name: 'loses no step of callers who decide again after each conflict',
    run: async ({ log, stream, terms }) => {
      const name = stream('counter');
      await log.append(name, [told()], 'no stream', CONTEXT);
      const steps = 5;
      await Promise.all(
        Array.from({ length: terms.racers }, async () => {
          for (let step = 0; step < steps; step += 1) await increment(log, name);
        }),
      );
      const facts = await log.readStream(name);
      expect(facts.map(({ revision }) => revision)).toEqual(
        Array.from({ length: 1 + terms.racers * steps }, (_, n) => n),
      );
      expect(facts.slice(1).map(({ data }) => data)).toEqual(
        facts.slice(0, -1).map(({ revision }) => ({ after: revision })),
      );
    },
  },
  {
    name: 'lets callers in beside one whose expectation is wrong',
    run: async ({ log, stream }) => {
      await log.append(stream('taken'), [told()], 'no stream', CONTEXT);
      const outcomes = await Promise.allSettled([
        log.append(stream('left'), [told()], 'no stream', CONTEXT),
        log.append(stream('taken'), [told()], 'no stream', CONTEXT),
        log.append(stream('right'), [told()], 'no stream', CONTEXT),
        log.append(stream('absent'), [told()], { revision: 3 }, CONTEXT),
        log.append(stream('left'), [told()], { revision: 0 }, CONTEXT),
      ]);
      const said = outcomes.map((one) => (one.status === 'fulfilled' ? one.value.outcome : 'refused'));
      expect(said).toEqual(['appended', 'refused', 'appended', 'refused', 'appended']);
    },
  },
];
