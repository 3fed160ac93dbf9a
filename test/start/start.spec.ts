import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findRunningPostgres } from '#platform/embedded-postgres/runtime-file';
import { ask } from '#platform/embedded-postgres/testing/data-dirs';
import { builtProgram } from '../support/built.js';
import { eventually } from '../support/eventually.js';
import { type MinutebookProcess, startMinutebook, type Welcome } from '../support/minutebook-process.js';

const MINUTE_MS = 60_000;
const started: MinutebookProcess[] = [];
const folders: string[] = [];

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-start-'));
  folders.push(folder);
  return folder;
};

const start = (dataDir: string, variables: Readonly<Record<string, string>> = {}): MinutebookProcess => {
  const minutebook = startMinutebook(builtProgram('api'), {
    ...{ MINUTEBOOK_DATA_DIR: dataDir, PORT: '0' },
    ...variables,
  });
  started.push(minutebook);
  return minutebook;
};

const databaseOf = (dataDir: string): string => {
  const running = findRunningPostgres(dataDir);
  if (running === undefined) throw new Error(`no server runs on ${dataDir}`);
  return running.url('minutebook');
};

/** All facts that offices and the sample told, and how many there would be were none there twice. */
const factsIn = async (url: string): Promise<{ facts: number; distinct: number; loaded: number }> => {
  const [counts] = await ask<{ facts: number; distinct: number; loaded: number }>(
    url,
    `select count(*)::int as facts, count(distinct (stream, revision))::int as distinct,
       (count(*) filter (where type = 'SampleLoaded'))::int as loaded from log.facts
     where metadata->>'actor' <> 'automation:deadlines'`,
  );
  if (counts === undefined) throw new Error('a count gives a row');
  return counts;
};

const tokenIn = ({ text }: Welcome): string => /TOKEN=(\S+)/.exec(text)?.[1] ?? '';
const matterIn = ({ text }: Welcome): string => /the matter: +(\S+)/.exec(text)?.[1] ?? '';

const get = (url: string, token?: string): Promise<Response> =>
  fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

beforeAll(() => {
  builtProgram('api');
}, 300_000);

afterEach(async () => {
  for (const minutebook of started.splice(0)) await minutebook.end('SIGTERM');
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('a fresh start', () => {
  const dataDir = newFolder();

  it('takes requests within a minute, says where to look, and ends in order', async () => {
    const before = performance.now();
    const minutebook = start(dataDir);
    const welcome = await minutebook.ready;
    expect(performance.now() - before).toBeLessThan(MINUTE_MS);

    expect(welcome.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const isReady = async (): Promise<boolean> => (await fetch(`${welcome.origin}/health/ready`)).ok;
    while (!(await isReady())) await new Promise((wake) => setTimeout(wake, 100));
    for (const page of ['/docs', '/health/live', '/health/ready'])
      expect([page, (await get(`${welcome.origin}${page}`)).status]).toEqual([page, 200]);
    const matter = await get(matterIn(welcome), tokenIn(welcome));
    expect(matter.status).toBe(200);
    expect(JSON.stringify(await matter.json())).toContain('Community Safety Partnership Plan 2024-2027');
    expect((await get(matterIn(welcome))).status).toBe(401);

    expect(await minutebook.end('SIGINT')).toMatchObject({ code: 0, signal: null, complaint: '' });
    expect(findRunningPostgres(dataDir)).toBeUndefined();
  }, 120_000);

  it('is found by the command line, which finds its log whole', async () => {
    const program = builtProgram('cli');
    await start(dataDir).ready;
    const { status, stdout } = spawnSync(process.execPath, [program, 'verify'], {
      env: { ...process.env, MINUTEBOOK_DATA_DIR: dataDir },
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^Every chain holds from its first fact: \d+ facts in [34] streams\.\n/),
    ]);
  }, 120_000);

  it('loses nothing by kill -9, loads nothing twice, and opens to the new token alone', async () => {
    const first = start(dataDir);
    const before = await first.ready;
    const counted = await factsIn(databaseOf(dataDir));
    expect(counted).toMatchObject({ loaded: 1, distinct: counted.facts });
    await first.end('SIGKILL');

    const after = await start(dataDir).ready;
    expect(await factsIn(databaseOf(dataDir))).toEqual(counted);
    const address = `${after.origin}${new URL(matterIn(before)).pathname}`;
    expect(address).toBe(matterIn(after));
    expect((await get(address, tokenIn(before))).status).toBe(401);
    expect((await get(address, tokenIn(after))).status).toBe(200);
  }, 180_000);

  it('is one on its folder: a second says so in one line and ends with 1', async () => {
    const first = start(dataDir);
    await first.ready;
    const { code, complaint } = await start(dataDir).ended;
    expect([code, complaint]).toEqual([
      1,
      `Another Minutebook (pid ${first.pid}) runs on the data folder ${dataDir}. ` +
        'Stop it first, or set MINUTEBOOK_DATA_DIR to another folder.',
    ]);
  }, 120_000);

  it('says in one line that its port is taken, and leaves no server behind', async () => {
    const { port } = new URL((await start(dataDir).ready).origin);
    const elsewhere = newFolder();
    const { code, complaint, logged } = await start(elsewhere, { PORT: port }).ended;
    expect([code, complaint]).toEqual([1, `Port ${port} is taken by another process: set PORT to one that is free.`]);
    expect(logged).not.toContain('Connection terminated');
    expect(findRunningPostgres(elsewhere)).toBeUndefined();
  }, 120_000);

  it('names HOST where no address is known by its name, before anything is started', async () => {
    const elsewhere = newFolder();
    const { code, complaint, logged } = await start(elsewhere, { HOST: 'nowhere.invalid' }).ended;
    expect([code, complaint]).toEqual([
      1,
      'HOST is "nowhere.invalid", and no address is known by that name: set it to an IP address or a host name of this machine',
    ]);
    expect(logged).toBe('');
    expect(readdirSync(elsewhere)).toEqual([]);
  }, 120_000);

  it('names in one line the variable that is wrong', async () => {
    const { code, complaint } = await start(dataDir, { PORT: 'three thousand' }).ended;
    expect(code).toBe(1);
    expect(complaint).toMatch(/^PORT is "three thousand", and must be .*$/);
  }, 60_000);
});

describe('the loading of the sample', () => {
  /** Lets the log take the facts before this place, and lets whoever writes it wait. */
  const holdAt = async (url: string, position: number): Promise<void> => {
    await ask(
      url,
      `create function hold() returns trigger language plpgsql as $$ begin perform pg_sleep(600); return null; end $$;
       create trigger hold after insert on log.facts for each row when (new.position = ${position}) execute function hold()`,
    );
  };
  const letGo = `create or replace function hold() returns trigger language plpgsql as $$ begin return null; end $$`;

  it('is taken up where kill -9 cut it off', async () => {
    const dataDir = newFolder();
    const cutOff = start(dataDir);
    await eventually(async () => {
      if (findRunningPostgres(dataDir) === undefined) return false;
      const log = await ask<{ there: boolean }>(
        databaseOf(dataDir),
        `select exists (select from pg_trigger where tgname = 'upwards') as there`,
      ).catch(() => []);
      return log[0]?.there === true;
    });
    const url = databaseOf(dataDir);
    await holdAt(url, 4);
    await eventually(async () => (await factsIn(url)).facts === 3);
    await cutOff.end('SIGKILL');
    expect(await factsIn(url)).toMatchObject({ loaded: 0 });
    await ask(url, letGo);

    const minutebook = start(dataDir);
    const welcome = await minutebook.ready;
    expect((await get(matterIn(welcome), tokenIn(welcome))).status).toBe(200);
    const counted = await factsIn(databaseOf(dataDir));
    expect(counted).toMatchObject({ loaded: 1, distinct: counted.facts });
    await minutebook.end('SIGKILL');
    await start(dataDir).ready;
    expect(await factsIn(databaseOf(dataDir))).toEqual(counted);

    const whole = newFolder();
    await start(whole).ready;
    expect(await factsIn(databaseOf(whole))).toEqual(counted);
  }, 240_000);
});

describe('a start that is asked to end', () => {
  it('ends in order, with nothing left running', async () => {
    const dataDir = newFolder();
    const minutebook = start(dataDir);
    await eventually(() => findRunningPostgres(dataDir) !== undefined);
    expect(await minutebook.end('SIGINT')).toMatchObject({ code: 0, complaint: '' });
    expect(findRunningPostgres(dataDir)).toBeUndefined();
  }, 120_000);
});
