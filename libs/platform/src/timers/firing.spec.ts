import { describe, expect, it } from '@jest/globals';
import { type Clock, type InstantText } from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { Firing } from './firing.js';
import { Timekeeper } from './timekeeper.js';
import { type Timer } from './timer.js';

const timer = (id: string, dueAt = '2024-10-02T23:00:00.000Z'): Timer => ({ id, dueAt, data: { kind: 'bell' } });

describe('firing', () => {
  it('is done once for all who ask while it goes on, and again for who asks afterwards', async () => {
    const fired: string[] = [];
    let end = (): void => undefined;
    const firing = new Firing(async ({ id }) => {
      fired.push(id);
      await new Promise<void>((resolve) => (end = resolve));
    });
    const both = Promise.all([firing.once(timer('noon')), firing.once(timer('noon'))]);
    expect(firing.hasFired('noon')).toBe(false);
    end();
    await both;
    expect(firing.hasFired('noon')).toBe(true);
    expect(firing.hasFired('noon', performance.now())).toBe(false);
    const again = firing.once(timer('noon'));
    end();
    await again;
    expect(fired).toEqual(['noon', 'noon']);
  });

  it('that failed is told to all who waited, and counts as not done', async () => {
    const firing = new Firing(() => Promise.reject(new Error('the log is away')));
    const told = await Promise.allSettled([firing.once(timer('noon')), firing.once(timer('noon'))]);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(firing.hasFired('noon')).toBe(false);
  });

  it('is not done by the queue of what the sweep has done in the same process', async () => {
    const database = await freshDatabase();
    const clock: Clock = { now: () => new Date().toISOString() };
    const ago = (milliseconds: number): InstantText => new Date(Date.now() - milliseconds).toISOString();
    const [overdue, fresh] = [timer('overdue', ago(60_000)), timer('fresh', ago(0))];
    const fired: string[] = [];
    const timekeeper = new Timekeeper({
      ...{ databaseUrl: database.url, clock, onProblem: () => undefined, sweepEveryMs: 3_600_000 },
      backend: { kind: 'postgres', connectionString: database.url, schema: 'queue' },
      kinds: [
        {
          kind: 'bell',
          due: async function* (until) {
            yield [overdue, fresh].filter(({ dueAt }) => dueAt <= until);
          },
          fire: async ({ id }) => void fired.push(id),
        },
      ],
    });
    timekeeper.start();
    await eventually(() => fired.includes('fresh'));
    await timekeeper.stop();
    await database.drop();
    expect([...fired].sort()).toEqual(['fresh', 'overdue']);
  });
});
