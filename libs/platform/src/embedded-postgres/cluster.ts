import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { StartupProblem } from '../config/startup-problem.js';
import { type PostgresBinaries } from './binaries.js';
import { type DataFolder } from './data-folder.js';
import { asOrdinaryUser, bareEnvironment } from './ordinary-user.js';

/** The only role of the embedded server, its owner. */
export const role = 'minutebook';

const unfinished = 'postgres-unfinished-';

/**
 * Makes PostgreSQL's data where there is none, under the folder's lock. It is made beside its place and moved there when whole, so
 * what stands in its place is never half done; leavings of a start that was cut off are removed.
 * @throws {StartupProblem} when what is there is not PostgreSQL's or of another major version, or when it cannot be made.
 */
export const ensureCluster = async (folder: DataFolder, binaries: PostgresBinaries): Promise<void> => {
  for (const name of readdirSync(folder.path)) {
    if (name.startsWith(unfinished)) await rm(join(folder.path, name), { recursive: true, force: true, maxRetries: 5 });
  }
  if (existsSync(folder.cluster)) refuseUnfit(folder, binaries.major);
  else await createCluster(folder, binaries);
};

/**
 * The password of the embedded role.
 * @throws {StartupProblem} when its file is gone.
 */
export const readPassword = (folder: DataFolder): string => {
  try {
    return readFileSync(folder.password, 'utf8').trim();
  } catch {
    throw new StartupProblem(
      `${folder.password}, the file with the database's password, cannot be read. Restore it from where the data folder was saved.`,
    );
  }
};

const refuseUnfit = (folder: DataFolder, major: string): void => {
  const versionFile = join(folder.cluster, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    throw new StartupProblem(
      `${folder.cluster} is not a PostgreSQL data folder (it has no PG_VERSION). Restore it, or move it away to begin anew.`,
    );
  }
  const found = readFileSync(versionFile, 'utf8').trim();
  if (found !== major) {
    throw new StartupProblem(
      `${folder.cluster} was written by PostgreSQL ${found}, and this Minutebook brings PostgreSQL ${major}. ` +
        `Run the Minutebook release that brings PostgreSQL ${found}, or convert the folder with pg_upgrade.`,
    );
  }
};

const createCluster = async (folder: DataFolder, binaries: PostgresBinaries): Promise<void> => {
  const target = join(folder.path, `${unfinished}${randomUUID()}`);
  try {
    await writeDurably(folder.password, `${randomBytes(24).toString('base64url')}\n`);
    await initialise(target, folder.password, binaries.initdb);
    await rename(target, folder.cluster);
    await syncFolder(folder.path);
  } finally {
    await rm(target, { recursive: true, force: true, maxRetries: 5 });
  }
};

const initialise = async (target: string, passwordFile: string, initdb: string): Promise<void> => {
  const { command, args } = asOrdinaryUser(initdb, [
    ...['--pgdata', target, '--username', role, '--pwfile', passwordFile, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ]);
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: bareEnvironment() });
  const [said, complaint, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, string | null]>,
  ]);
  if (code === 0) return;
  const lines = `${said}\n${complaint}`.split('\n');
  const reason = lines.find((line) => /error|fatal|could not/i.test(line)) ?? `it ended with ${signal ?? code}`;
  throw new StartupProblem(`PostgreSQL's data cannot be made in ${target}: ${reason.trim()}`);
};

const writeDurably = async (path: string, content: string): Promise<void> => {
  const file = await open(path, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
};

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
};
