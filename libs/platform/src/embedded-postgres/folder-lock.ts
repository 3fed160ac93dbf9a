import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import { StartupProblem } from '../config/startup-problem.js';
import { type ProcessMark, stillRuns, thisProcess } from './live-process.js';

/** Another Minutebook runs on the folder. Nothing was changed. */
export class FolderInUse extends StartupProblem {
  override readonly name = 'FolderInUse';
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(
      `Another Minutebook (pid ${pid}) runs on the data folder ${folder}. ` +
        'Stop it first, or set MINUTEBOOK_DATA_DIR to another folder.',
    );
  }
}

/**
 * One holder at a time, by numbered files of which the highest counts. Whoever finds its holder gone makes the next number, which
 * only one can do, and holds the lock if no higher number has come meanwhile. Numbers never start again, and a lock that was given
 * back leaves its file: were one removed, a slow contender could make the same number a second time beside a later holder.
 */
export class FolderLock {
  private constructor(
    private readonly locks: string,
    private readonly number: number,
  ) {}

  /**
   * Takes the lock over from nobody, or from a process that is gone.
   * @throws {FolderInUse} when its holder still runs.
   */
  static take(folder: string, locks: string): FolderLock {
    for (;;) {
      const last = highest(locks);
      const holder = last === 0 ? undefined : readHolder(join(locks, String(last)));
      if (holder === 'vanished') continue;
      if (holder !== undefined && stillRuns(holder)) throw new FolderInUse(folder, holder.pid);
      const mine = last + 1;
      if (!create(locks, mine)) continue;
      if (highest(locks) === mine) {
        for (const name of readdirSync(locks)) if (name !== String(mine)) rmSync(join(locks, name), { force: true });
        return new FolderLock(locks, mine);
      }
      rmSync(join(locks, String(mine)), { force: true });
    }
  }

  /** Gives the lock back. */
  release(): void {
    const given = join(this.locks, `given-back-${randomUUID()}`);
    writeFileSync(given, '{}\n', { mode: 0o600 });
    renameSync(given, join(this.locks, String(this.number)));
  }
}

const highest = (locks: string): number =>
  readdirSync(locks).reduce((top, name) => (/^\d+$/.test(name) ? Math.max(top, Number(name)) : top), 0);

/** `undefined`: given back, or not readable as a lock after a power cut. `vanished`: a later holder has removed it. */
const readHolder = (path: string): ProcessMark | 'vanished' | undefined => {
  try {
    const { pid, began } = JSON.parse(readFileSync(path, 'utf8')) as Partial<ProcessMark>;
    return typeof pid === 'number' && typeof began === 'string' ? { pid, began } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (codeOf(error) === 'ENOENT') return 'vanished';
    throw error;
  }
};

/** A link appears at once with its whole content, and fails where the name is taken. */
const create = (locks: string, number: number): boolean => {
  const candidate = join(locks, `candidate-${randomUUID()}`);
  writeFileSync(candidate, `${JSON.stringify(thisProcess())}\n`, { mode: 0o600 });
  try {
    linkSync(candidate, join(locks, String(number)));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return false;
    throw error;
  } finally {
    rmSync(candidate, { force: true });
  }
};

const codeOf = (error: unknown): unknown => (types.isNativeError(error) && 'code' in error ? error.code : undefined);
