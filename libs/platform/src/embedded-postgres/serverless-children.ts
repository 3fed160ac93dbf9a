import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { types } from 'node:util';
import { type Log } from './log.js';

/** How long they may take to see by themselves that their server is gone, in milliseconds. */
const graceMs = 1_000;

/**
 * Ends the processes that a killed server left on the cluster, where no server runs on it any more. They end by
 * themselves as a rule; but one that waits for a lock whose holder was killed, too, waits for ever, and for as long as
 * it lives PostgreSQL refuses to start anew: its memory is still in use. What they had in hand was never committed.
 */
export const endServerless = async (cluster: string, log: Log): Promise<void> => {
  if (process.platform !== 'linux') return;
  const patience = performance.now() + graceMs;
  while (processesOn(cluster).length > 0 && performance.now() < patience) await pause(20);
  for (const pid of processesOn(cluster)) {
    log.warn(`A process (pid ${pid}) of a PostgreSQL server that is gone does not end; it is killed`);
    killIfThere(pid);
  }
  while (processesOn(cluster).length > 0) await pause(20);
};

const killIfThere = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(types.isNativeError(error) && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

/** PostgreSQL's processes stand in the data folder of their server; whatever else stands there is none of our business. */
const processesOn = (cluster: string): readonly number[] => {
  const place = realpathOf(cluster);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && place !== undefined && linkOf(name, 'cwd') === place)
    .filter((name) => /^postgres( \(deleted\))?$/.test(basename(linkOf(name, 'exe') ?? '')))
    .map(Number);
};

const linkOf = (pid: string, link: 'cwd' | 'exe'): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/${link}`);
  } catch {
    return undefined;
  }
};

const realpathOf = (path: string): string | undefined => {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
};
