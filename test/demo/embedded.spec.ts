import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findRunningPostgres } from '#platform/embedded-postgres/runtime-file';
import { builtProgram } from '../support/built.js';
import { type MinutebookProcess, startMinutebook, type Welcome } from '../support/minutebook-process.js';

const folder = mkdtempSync(join(tmpdir(), 'minutebook-demo-'));
const started: MinutebookProcess[] = [];

const start = (name: string, demoClock?: string): MinutebookProcess => {
  const minutebook = startMinutebook(builtProgram('api'), {
    ...{ MINUTEBOOK_DATA_DIR: join(folder, name), PORT: '0', LOG_LEVEL: 'fatal' },
    ...(demoClock === undefined ? {} : { MINUTEBOOK_DEMO_CLOCK: demoClock }),
  });
  started.push(minutebook);
  return minutebook;
};
const printed = (pattern: RegExp, { text }: Welcome): string => pattern.exec(text)?.[1] ?? '';

const readJson = async (url: string, token: string): Promise<Record<string, unknown>> =>
  (await (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).json()) as Record<string, unknown>;
const moveTo = (to: string, { origin, ...welcome }: Welcome): Promise<Response> =>
  fetch(`${origin}/v1/demo/clock`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${printed(/CLOCK_TOKEN=(\S+)/, { origin, ...welcome })}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ to }),
  });

beforeAll(() => {
  builtProgram('api');
}, 300_000);
afterEach(async () => {
  for (const minutebook of started.splice(0)) await minutebook.end('SIGTERM');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('a demo that is started from nothing', () => {
  it('says what it is, closes the sample’s consultation when its clock is moved on, and goes on from there', async () => {
    const first = start('new', '2024-07-10');
    const welcome = await first.ready;
    expect(welcome.text).toContain('This is a demo with a clock of its own, which shows 2024-07-10T08:0');
    const token = printed(/ TOKEN=(\S+)/, welcome);
    const matter = printed(/the matter: +(\S+)/, welcome);
    const rounds = async (): Promise<unknown> => (await readJson(matter, token))['consultations'];
    expect(await rounds()).toMatchObject([{ standing: 'open' }]);
    const moved = await moveTo('2024-10-03', welcome);
    expect([moved.status, moved.headers.get('minutebook-demo-clock')?.slice(0, 15)]).toEqual([200, '2024-10-03T08:0']);
    expect(await rounds()).toMatchObject([{ standing: 'over' }]);
    const { deadlines } = (await readJson(`${matter}/deadlines`, token)) as { deadlines: Record<string, unknown>[] };
    expect(deadlines.find(({ key }) => key === 'R19/round-1')).toMatchObject({ standing: 'met', metOn: '2024-10-02' });
    expect(await first.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });

    const again = await start('new').ready;
    expect(again.text).toContain('which shows 2024-10-03T08:0');
    expect((await moveTo('2024-10-04', again)).status).toBe(200);
    await started.at(-1)?.end('SIGTERM');
    expect(findRunningPostgres(join(folder, 'new'))).toBeUndefined();
  }, 240_000);

  it('tells the sample only once its clock shows a day on which all of it has happened', async () => {
    const before = await start('early', '2024-07-09').ready;
    expect(before.text).toContain('This is a demo');
    expect(before.text).not.toContain('the matter:');
    expect((await moveTo('2024-07-10', before)).status).toBe(200);
    await started.at(-1)?.end('SIGTERM');
    expect((await start('early').ready).text).toContain('the matter:');
  }, 240_000);

  it('is refused on a folder that holds an ordinary store, in one line', async () => {
    await start('ordinary').ready;
    await started.at(-1)?.end('SIGTERM');
    const { code, complaint } = await start('ordinary', 'on').ended;
    expect([code, complaint]).toEqual([
      1,
      expect.stringMatching(/^MINUTEBOOK_DEMO_CLOCK is set, and this store is .*$/),
    ]);
    expect(findRunningPostgres(join(folder, 'ordinary'))).toBeUndefined();
  }, 240_000);
});
