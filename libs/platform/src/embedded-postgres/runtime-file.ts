import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt, type DataFolder } from './data-folder.js';
import { type ProcessMark, stillRuns } from './live-process.js';

/** A running Minutebook's PostgreSQL, as another process of the same user finds it. */
export interface RunningPostgres {
  /** The pid of the Minutebook that looks after the server. */
  readonly pid: number;
  /** A connection string with the password; never to be shown. */
  url(database: string): string;
}

/** The PostgreSQL of the Minutebook that runs on the data folder, or `undefined` where none runs. */
export const findRunningPostgres = (dataDir: string): RunningPostgres | undefined => {
  const { owner, url } = read(dataFolderAt(dataDir).runtime) ?? {};
  if (owner === undefined || url === undefined || !stillRuns(owner)) return undefined;
  return { pid: owner.pid, url: (database) => urlOf(url, database) };
};

/** The same server's connection string for another of its databases. */
export const urlOf = (server: string, database: string): string => {
  const url = new URL(server);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
};

/** Lets other processes of the same user find the server. */
export const announce = (folder: DataFolder, owner: ProcessMark, url: string): void => {
  const draft = join(folder.path, `runtime-${randomUUID()}.json`);
  writeFileSync(draft, `${JSON.stringify({ owner, url })}\n`, { mode: 0o600 });
  renameSync(draft, folder.runtime);
};

export const withdraw = (folder: DataFolder): void => {
  rmSync(folder.runtime, { force: true });
};

const read = (path: string): { owner?: ProcessMark; url?: string } | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { owner?: ProcessMark; url?: string };
  } catch {
    return undefined;
  }
};
