import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { StartupProblem } from '../config/startup-problem.js';

/** Where things lie in the folder that holds all data of an embedded Minutebook. Absolute paths. */
export interface DataFolder {
  readonly path: string;
  /** PostgreSQL's own data. There only once `initdb` has finished. */
  readonly cluster: string;
  /** Who runs on the folder; see `FolderLock`. */
  readonly locks: string;
  /** The password of the only PostgreSQL role, mode 0600. */
  readonly password: string;
  /** Where a running Minutebook is found by other commands, mode 0600. */
  readonly runtime: string;
  /** What PostgreSQL says. */
  readonly serverLog: string;
}

const marker = 'minutebook.json';
const harmless = new Set(['mailbox', 'lost+found', '.gitkeep', '.DS_Store']);

/** The names in the folder, without looking at whether it is there. */
export const dataFolderAt = (dataDir: string): DataFolder => {
  const path = resolve(dataDir);
  return {
    path,
    cluster: join(path, 'postgres'),
    locks: join(path, 'locks'),
    password: join(path, 'postgres-password'),
    runtime: join(path, 'runtime.json'),
    serverLog: join(path, 'postgres.log'),
  };
};

/**
 * Makes the folder ready, with mode 0700: a new one, an empty one or one that was made ready before.
 * @throws {StartupProblem} when it holds somebody else's files or belongs to another user.
 */
export const openDataFolder = (dataDir: string): DataFolder => {
  const folder = dataFolderAt(dataDir);
  makeFolder(folder.path);
  refuseAnothersFolder(folder.path);
  refuseForeignFiles(folder.path);
  chmodSync(folder.path, 0o700);
  claim(join(folder.path, marker));
  mkdirSync(folder.locks, { recursive: true, mode: 0o700 });
  return folder;
};

/** One by one with what is missing above it: told to make all, Node tries for ever where a system of files takes none (`/proc`). */
const makeFolder = (path: string): void => {
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
};

const refuseAnothersFolder = (path: string): void => {
  const me = process.getuid?.();
  const owner = statSync(path).uid;
  if (me === undefined || me === owner) return;
  throw new StartupProblem(
    `The data folder ${path} belongs to the user with id ${owner}, and this process runs as ${me}. ` +
      'Start Minutebook as that user, or set MINUTEBOOK_DATA_DIR to a folder of your own.',
  );
};

const refuseForeignFiles = (path: string): void => {
  if (existsSync(join(path, marker))) return;
  const foreign = readdirSync(path).find((name) => !harmless.has(name) && name !== marker);
  if (foreign === undefined || existsSync(join(path, marker))) return;
  throw new StartupProblem(
    `The folder ${path} holds files that are not Minutebook's (${basename(foreign)}, …). ` +
      'Set MINUTEBOOK_DATA_DIR to a new or an empty folder.',
  );
};

/** Two may come at once; one of them makes the mark, and it says the same whoever does. */
const claim = (path: string): void => {
  if (!existsSync(path)) writeFileSync(path, '{ "folder": "Minutebook data", "format": 1 }\n', { mode: 0o600 });
};
