import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.js';
import { StartupProblem } from '../config/startup-problem.js';
import { openDataFolder } from './data-folder.js';
import { EmbeddedPostgres, type Restarts } from './embedded-postgres.js';
import { findRunningPostgres } from './runtime-file.js';
import { ask, newFolder, removeFolder } from './testing/data-dirs.js';

/** A data folder after a first start and an orderly stop, copied for each test. */
let stopped: string;
let dataDir: string;
let started: EmbeddedPostgres[] = [];
let lines: string[] = [];

const start = async (restarts?: Restarts): Promise<EmbeddedPostgres> => {
  const keep = (line: string): void => void lines.push(line);
  const log = { info: keep, warn: keep, error: keep };
  const postgres = await EmbeddedPostgres.start({ dataDir, log, ...(restarts === undefined ? {} : { restarts }) });
  started.push(postgres);
  return postgres;
};

const refusal = async (): Promise<string> => {
  const problem = await start().catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(StartupProblem);
  return (problem as StartupProblem).message;
};

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const setting = async (url: string, name: string): Promise<unknown> =>
  Object.values((await ask(url, `show ${name}`))[0]!)[0];

beforeAll(async () => {
  stopped = join(newFolder(), 'data');
  dataDir = stopped;
  await (await start()).stop();
});

afterAll(() => {
  removeFolder(dirname(stopped));
});

beforeEach(() => {
  dataDir = join(newFolder(), 'data');
  execFileSync('cp', ['-a', stopped, dataDir]);
  started = [];
  lines = [];
});

afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  removeFolder(dirname(dataDir));
});

describe('the embedded PostgreSQL', () => {
  it('keeps its data from one start to the next', async () => {
    const first = await start();
    await first.ensureDatabase('minutebook');
    await ask(first.url('minutebook'), `create table minutes as select 'RESOLVED' as verb`);
    await first.stop();

    const second = await start();
    await second.ensureDatabase('minutebook');

    expect(await ask(second.url('minutebook'), 'select verb from minutes')).toEqual([{ verb: 'RESOLVED' }]);
  });

  it('is durable, speaks UTF-8 in UTC and sorts by code point, on the loopback interface only', async () => {
    const url = (await start()).url('postgres');

    expect(
      await Promise.all(['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => setting(url, name))),
    ).toEqual(['on', 'on', 'on']);
    expect(await setting(url, 'server_encoding')).toBe('UTF8');
    expect(await setting(url, 'timezone')).toBe('UTC');
    expect(await setting(url, 'listen_addresses')).toBe('127.0.0.1');
    expect(await setting(url, 'unix_socket_directories')).toBe('');
    expect(await ask(url, `select 'Z' < 'a' as by_code_point, upper('é') as upper`)).toEqual([
      { by_code_point: true, upper: 'É' },
    ]);
  });

  it('keeps its password to itself', async () => {
    const postgres = await start();
    const password = new URL(postgres.url('postgres')).password;
    const wrong = new URL(postgres.url('postgres'));
    wrong.password = 'guess';

    expect(password.length).toBeGreaterThanOrEqual(32);
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect([
      modeOf(dataDir),
      modeOf(join(dataDir, 'postgres-password')),
      modeOf(join(dataDir, 'runtime.json')),
    ]).toEqual(['700', '600', '600']);
    expect(lines.join()).not.toContain(password);
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain(password);
  });

  it('makes a database once, whoever asks, and takes no odd names', async () => {
    const postgres = await start();

    await Promise.all([1, 2, 3, 4].map(() => postgres.ensureDatabase('twice')));

    expect(await ask(postgres.url('twice'), 'select 1 as there')).toEqual([{ there: 1 }]);
    await expect(postgres.ensureDatabase('a"; drop database postgres; --')).rejects.toThrow(
      'is no name for a database',
    );
  });

  it('is found by other commands while it runs, and no longer', async () => {
    expect(findRunningPostgres(dataDir)).toBeUndefined();
    const postgres = await start();

    const found = findRunningPostgres(dataDir)!;
    expect(found.pid).toBe(process.pid);
    expect(await ask(found.url('postgres'), 'select 1 as there')).toEqual([{ there: 1 }]);

    await postgres.stop();
    expect(findRunningPostgres(dataDir)).toBeUndefined();
  });

  it('is started again when its server is killed, at the same address', async () => {
    const postgres = await start();
    const before = postgres.pid!;
    await ask(postgres.url('postgres'), 'create table kept as select 42 as answer');

    process.kill(before, 'SIGKILL');

    await eventually(() => postgres.pid !== before);
    expect(await ask(postgres.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(lines).toContain('PostgreSQL ended by itself (signal SIGKILL); it is started again');
  });

  it('says so when its server cannot be started again', async () => {
    const postgres = await start({ attempts: 2, firstPauseMs: 10, steadyAfterMs: 60_000 });
    const lost = new Promise<Error>((resolve) => {
      postgres.onLost(resolve);
    });
    renameSync(join(dataDir, 'postgres', 'PG_VERSION'), join(dataDir, 'PG_VERSION.away'));

    process.kill(postgres.pid!, 'SIGKILL');

    expect((await lost).message).toMatch(/^PostgreSQL ended and cannot be started again: .*not a valid data directory/);
    expect(lines.filter((line) => line.includes('of 2)'))).toHaveLength(2);
  });

  it('stops in order while it is being started again', async () => {
    const postgres = await start();

    process.kill(postgres.pid!, 'SIGKILL');
    await eventually(() => lines.some((line) => line.includes('ended by itself')));
    await postgres.stop();

    expect(lines.filter((line) => line.includes('runs again'))).toEqual([]);
    await expect(start()).resolves.toBeInstanceOf(EmbeddedPostgres);
  });

  it('starts although another process has the pid of a server that was killed', async () => {
    const first = await start();
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    const leftOver = readFileSync(pidFile, 'utf8').split('\n').slice(1);
    await first.stop();
    const bystander = process.ppid;
    writeFileSync(pidFile, [String(bystander), ...leftOver].join('\n'));

    await start();

    expect(() => process.kill(bystander, 0)).not.toThrow();
  });

  it('starts after a power cut that emptied the server’s pid file', async () => {
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), '');

    await expect(start()).resolves.toBeInstanceOf(EmbeddedPostgres);
  });
});

describe('a folder that does not fit', () => {
  it('is left alone when it holds other files', async () => {
    removeFolder(dataDir);
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'thesis.txt'), 'years of work');

    expect(await refusal()).toMatch(/holds files that are not Minutebook's \(thesis\.txt, …\)/);
    expect(readdirSync(dataDir)).toEqual(['thesis.txt']);
  });

  it('is left alone when its PostgreSQL data are not whole', async () => {
    renameSync(join(dataDir, 'postgres'), join(dataDir, 'moved-away'));
    mkdirSync(join(dataDir, 'postgres'));

    expect(await refusal()).toContain('is not a PostgreSQL data folder (it has no PG_VERSION)');
    expect(readdirSync(dataDir)).toContain('postgres');
  });

  it('is refused when another PostgreSQL wrote it', async () => {
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');

    expect(await refusal()).toContain('was written by PostgreSQL 15, and this Minutebook brings PostgreSQL 18');
  });

  it('is refused when its password is gone', async () => {
    renameSync(join(dataDir, 'postgres-password'), join(dataDir, 'away'));

    expect(await refusal()).toContain("the file with the database's password, cannot be read");
  });

  it('is made with what is missing above it, and its owner’s alone', () => {
    const above = join(dataDir, 'missing');
    const { path } = openDataFolder(join(above, 'too'));
    expect([above, path].map((one) => statSync(one).mode & 0o777)).toEqual([0o700, 0o700]);
    expect(openDataFolder(path).path).toBe(path);
  });

  it.each([
    ['/dev/null/data', 'ENOTDIR'],
    ['/proc/minutebook/data', 'ENOENT'],
  ])('is refused in the system’s words when it cannot be made: %s', async (place, code) => {
    const usable = dataDir;
    dataDir = place;

    const said = await refusal();
    dataDir = usable;

    expect(said).toContain(`The data folder ${place} cannot be used: ${code}`);
  });
});
