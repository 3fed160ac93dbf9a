import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../../../test/support/database.js';
import { Sweep } from './sweep.js';

describe('a sweep', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  it('is not begun any more once it was stopped, whoever asks for it', async () => {
    const swept: string[] = [];
    const sweep = new Sweep({
      ...{ connectionString: database.url, name: 'timers', everyMs: 60_000 },
      sweep: () => Promise.resolve(void swept.push('once')),
      onError: (error) => swept.push(error.message),
    });
    expect(await sweep.once()).toBe(true);
    await sweep.stop();
    expect(await sweep.once()).toBe(false);
    expect(swept).toEqual(['once']);
  });

  it('comes once more for all who ask while one is under way, since that may have passed over what they ask for', async () => {
    let [begun, sweepsAtOnce, most] = [0, 0, 0];
    let asked: Promise<boolean>[] = [];
    const sweep: Sweep = new Sweep({
      ...{ connectionString: database.url, name: 'asked for', everyMs: 60_000 },
      sweep: async () => {
        begun += 1;
        most = Math.max(most, (sweepsAtOnce += 1));
        if (begun === 1) asked = [sweep.once(), sweep.once(), sweep.once()];
        await pause(20);
        sweepsAtOnce -= 1;
      },
      onError: (error) => {
        throw error;
      },
    });
    const first = [sweep.once(), sweep.once()];
    expect(await Promise.all(first)).toEqual([true, true]);
    expect(begun).toBe(1);
    expect(await Promise.all(asked)).toEqual([true, true, true]);
    expect([begun, most]).toEqual([2, 1]);
    await sweep.stop();
  });
});
