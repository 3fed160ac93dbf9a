import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, type InstantText } from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { Rush } from './rush.js';
import { Sweep } from './sweep.js';
import { Timekeeper } from './timekeeper.js';
import { type Timer } from './timer.js';

const clock: Clock = { now: () => new Date().toISOString() };
const inMs = (milliseconds: number): InstantText => new Date(Date.now() + milliseconds).toISOString();
const MANY = 600;

/** Says how much went first at once. */
class CountedRush extends Rush {
  begun = 0;
  override during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.begun += 1;
    return super.during(work);
  }
}

describe('much that falls due at once', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let rush: CountedRush;
  let fired: string[];
  beforeEach(async () => {
    database = await freshDatabase();
    rush = new CountedRush();
    fired = [];
  });
  afterEach(() => database.drop());

  const manyDue = (dueAt: InstantText): readonly Timer[] =>
    Array.from({ length: MANY }, (_, at) => ({ id: `t${at}`, dueAt, data: { kind: 'bell' } }));

  /** A timekeeper that never sweeps by itself again, over what is shown to be due. */
  const keep = (shown: readonly Timer[], fire: (timer: Timer) => Promise<void>): Timekeeper =>
    new Timekeeper({
      ...{ databaseUrl: database.url, clock, rush, onProblem: () => undefined, sweepEveryMs: 3_600_000 },
      backend: { kind: 'postgres', connectionString: database.url, schema: 'queue' },
      kinds: [
        {
          kind: 'bell',
          due: async function* (until) {
            yield shown.filter(({ id, dueAt }) => dueAt <= until && !fired.includes(id));
          },
          fire,
        },
      ],
    });

  /** Takes as long as things do where much is done at once, so that the queue hands over more meanwhile. */
  const slowly = async (timer: Timer): Promise<void> => {
    await pause(300);
    fired.push(timer.id);
  };

  it('is fired from what is shown to be due before the queue has handed it over, each once', async () => {
    const timers = manyDue(inMs(3_000));
    const timekeeper = keep(timers, slowly);
    timekeeper.start();
    await eventually(() => fired.length >= MANY);
    await timekeeper.stop();
    expect(rush.begun).toBeGreaterThan(0);
    expect(new Set(fired).size).toBe(MANY);
    expect(fired).toHaveLength(MANY);
  });

  it('is fired by the queue alone where another process has the lock', async () => {
    const timers = manyDue(inMs(4_000));
    const timekeeper = keep(timers, slowly);
    timekeeper.start();
    await eventually(() => timekeeper.standing().running);
    await timekeeper.sweep();
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const other = new Sweep({
      ...{ connectionString: database.url, name: 'timers', everyMs: 3_600_000 },
      sweep: () => held,
      onError: () => undefined,
    }).once();
    await eventually(() => fired.length >= MANY).finally(letGo);
    expect(await other).toBe(true);
    await timekeeper.stop();
    expect(rush.begun).toBe(0);
    expect(fired).toHaveLength(MANY);
  });

  it('keeps back for some seconds only what falls due meanwhile, though something of it hangs', async () => {
    const timers = manyDue(inMs(3_000));
    const late = { id: 'late', dueAt: inMs(4_000), data: { kind: 'bell' } };
    let letGo = (): void => undefined;
    const hangs = new Promise<void>((resolve) => (letGo = resolve));
    const timekeeper = keep([...timers, late], (timer) => (timer.id === 't0' ? hangs : slowly(timer)));
    timekeeper.start();
    await eventually(() => fired.includes('late')).finally(letGo);
    await timekeeper.stop();
    expect(rush.begun).toBeGreaterThan(0);
  });
});
