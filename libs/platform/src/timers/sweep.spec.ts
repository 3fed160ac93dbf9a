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
});
