import { describe, expect, it } from '@jest/globals';
import { type AnyReadModel, type RecordedFact } from '#kernel';
import { InMemoryEventLog } from '../event-log/in-memory-event-log.js';
import { foldTogether } from './shared-folding.js';
import { StreamHistory } from './stream-history.js';

const NOW = '2026-01-05T09:00:00.000Z';

const logOf = async (stream: string, count: number, first = 0): Promise<InMemoryEventLog> => {
  const log = new InMemoryEventLog({ now: () => NOW });
  const ids = { commandId: 'c', payloadHash: 'p', correlationId: 'c', causationId: 'c' };
  const context = { ...ids, actor: 'office:petitions', capacity: 'officer', authority: 'coventry' };
  const facts = Array.from({ length: count }, (_, number) => ({
    ...{ id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`, type: 'Signed', schemaVersion: 1 },
    data: { number: first + number },
  }));
  await log.append(stream, facts, 'no stream', context);
  return log;
};

describe('folding', () => {
  it('is done once for read models that fold alike, from the same state', () => {
    let taken = 0;
    const fold = { initial: 0, evolve: (sum: unknown) => (taken += 1) + Number(sum) };
    const model = (name: string): AnyReadModel => ({
      name,
      version: 1,
      category: 'petition',
      rows: () => ({}),
      ...fold,
    });
    const facts = [{}, {}, {}] as RecordedFact[];
    const state = foldTogether(model('one'), 0, facts);
    expect(foldTogether(model('other'), 0, facts)).toBe(state);
    expect(taken).toBe(3);
    expect(foldTogether(model('other'), 5, facts)).not.toBe(state);
    expect(foldTogether({ ...model('third'), evolve: () => 'own' }, 0, facts)).toBe('own');
  });
});

describe('what a stream held', () => {
  it('is read once for all who ask at the same time, and given up to the revision asked for', async () => {
    const log = await logOf('petition-coventry-a', 5);
    let reads = 0;
    const history = new StreamHistory({
      readStream: (stream, options) => {
        reads += 1;
        return log.readStream(stream, options);
      },
    });
    const [one, other] = await Promise.all([3, 3].map((revision) => history.upTo('petition-coventry-a', revision)));
    expect(one).toBe(other);
    expect(one!.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
    expect(await history.upTo('petition-coventry-a', 1)).toEqual(one!.slice(0, 2));
    expect(reads).toBe(1);
    expect(await history.upTo('petition-coventry-a', 4)).toHaveLength(5);
    expect(reads).toBe(2);
  });

  it('is read anew once it has been forgotten, also where it was being read', async () => {
    const [gone, restored] = [await logOf('petition-coventry-a', 3), await logOf('petition-coventry-a', 3, 7)];
    let log = gone;
    const history = new StreamHistory({ readStream: (stream, options) => log.readStream(stream, options) });
    const underWay = history.upTo('petition-coventry-a', 2);
    log = restored;
    history.forget();
    await underWay;
    expect(await history.upTo('petition-coventry-a', 2)).toEqual(await restored.readStream('petition-coventry-a'));
  });

  it('is never taken to be less than it was', async () => {
    const history = new StreamHistory(await logOf('petition-coventry-a', 2));
    await expect(history.upTo('petition-coventry-a', 2)).rejects.toThrow(
      'petition-coventry-a: the log holds 2 facts, and held 3; is it the same log?',
    );
  });
});
