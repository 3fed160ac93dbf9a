import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartupProblem } from '../config/startup-problem.js';
import { type Log } from './log.js';
import { isTaken } from './live-process.js';
import { endServerless } from './serverless-children.js';

/**
 * Ends the server that a killed Minutebook left behind on the cluster, under the folder's lock, and makes way for a new one. It is
 * started anew rather than adopted, so that the settings and the version are always those of the Minutebook that runs.
 * @throws {StartupProblem} when the server cannot be ended.
 */
export const stopOrphan = async (cluster: string, log: Log): Promise<void> => {
  await stopServer(cluster, log);
  await endServerless(cluster, log);
};

const stopServer = async (cluster: string, log: Log): Promise<void> => {
  const pidFile = join(cluster, 'postmaster.pid');
  const lines = readLines(pidFile);
  if (lines === undefined) return;
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) {
    // Left empty by a power cut. PostgreSQL would refuse to start and ask for its removal.
    rmSync(pidFile);
  } else if (isServerOf(pid, cluster)) {
    log.info(`A PostgreSQL server (pid ${pid}) was left running on the data folder; it is stopped first`);
    await end(pid, cluster);
  } else {
    // Another process may have the pid by now, and PostgreSQL would take it for a server. It looks past the pid of its parent, which
    // is ours; the rest of the file stays, for PostgreSQL finds by it whether anybody still uses the old server's memory.
    writeFileSync(pidFile, [String(process.pid), ...lines.slice(1)].join('\n'));
  }
};

const end = async (pid: number, cluster: string): Promise<void> => {
  const steps = [
    { signal: 'SIGINT', seconds: 30 },
    { signal: 'SIGQUIT', seconds: 10 },
    { signal: 'SIGKILL', seconds: 10 },
  ] as const;
  for (const { signal, seconds } of steps) {
    process.kill(pid, signal);
    const patience = performance.now() + seconds * 1000;
    while (performance.now() < patience) {
      if (!isServerOf(pid, cluster)) return;
      await pause(20);
    }
  }
  throw new StartupProblem(
    `The PostgreSQL server with pid ${pid} was left running on ${cluster} and cannot be stopped.`,
  );
};

/** A server stands in its data folder, whatever its command line. */
const isServerOf = (pid: number, cluster: string): boolean => {
  if (!isTaken(pid)) return false;
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(cluster);
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
};

const readLines = (path: string): string[] | undefined => {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return undefined;
  }
};
