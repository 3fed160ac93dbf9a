import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderInUse, FolderLock } from './folder-lock.js';
import { thisProcess } from './live-process.js';
import { newFolder, removeFolder } from './testing/data-dirs.js';
import { compileSources } from './testing/separate-processes.js';

let folder: string;
let locks: string;

const take = (): FolderLock => FolderLock.take(folder, locks);
const heldBy = (content: string): void => {
  writeFileSync(join(locks, '7'), content);
};

beforeEach(() => {
  folder = newFolder();
  locks = join(folder, 'locks');
  mkdirSync(locks);
});
afterEach(() => {
  removeFolder(folder);
});

describe('the lock on a data folder', () => {
  it('is held until it is given back', () => {
    const lock = take();
    expect(take).toThrow(FolderInUse);

    lock.release();

    expect(take).not.toThrow();
  });

  it('is taken over from a process that is gone', () => {
    const gone = spawnSync(process.execPath, ['--version']).pid;
    heldBy(JSON.stringify({ pid: gone, began: thisProcess().began }));

    expect(take).not.toThrow();
  });

  it('is taken over when another process has the pid of its holder', () => {
    heldBy(JSON.stringify({ pid: process.pid, began: 'before this process' }));

    expect(take).not.toThrow();
  });

  it('is taken over when a power cut left it unreadable', () => {
    heldBy('{"pid": 4');

    expect(take).not.toThrow();
  });

  it('has one winner whenever many find its holder gone at the same moment', async () => {
    const sources = compileSources();
    const rounds = 100;
    const contenders = 3;
    const shared = new Int32Array(new SharedArrayBuffer(4 * rounds * 2));
    const threads = Array.from({ length: contenders }, () =>
      contend(sources.path, { folder, rounds, contenders, shared }),
    );

    await Promise.all(threads);
    sources.remove();

    const winners = [...shared.slice(rounds)];
    expect(winners).toEqual(Array.from({ length: rounds }, () => 1));
  });
});

interface Contest {
  readonly folder: string;
  readonly rounds: number;
  readonly contenders: number;
  /** For each round how many have arrived, then for each round how many won. */
  readonly shared: Int32Array;
}

const contend = (sources: string, contest: Contest): Promise<void> => {
  const script = `
    import { mkdirSync, writeFileSync } from 'node:fs';
    import { workerData } from 'node:worker_threads';
    import { FolderLock } from '${pathToFileURL(join(sources, 'embedded-postgres', 'folder-lock.js')).href}';
    const { folder, rounds, contenders, shared } = workerData;
    for (let round = 0; round < rounds; round += 1) {
      const locks = folder + '/contest-' + round;
      mkdirSync(locks, { recursive: true });
      writeFileSync(locks + '/3', JSON.stringify({ pid: process.pid, began: 'long ago' }));
      Atomics.add(shared, round, 1);
      while (Atomics.load(shared, round) < contenders);
      try {
        FolderLock.take(folder, locks);
        Atomics.add(shared, rounds + round, 1);
      } catch (error) {
        if (error.name !== 'FolderInUse') throw error;
      }
    }
  `;
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), { workerData: contest });
    worker.once('error', reject);
    worker.once('exit', () => {
      resolve();
    });
  });
};
