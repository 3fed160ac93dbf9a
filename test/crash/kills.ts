import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { setTrap } from '../support/strace.js';
import { type Callers } from './callers.js';
import { type Stage } from './stage.js';

/** Where a kill fell: what was killed, and the call that it was about to make. */
export type Moment = string;

const SENDS = 'write,writev';
const RECEIVES = 'read';
const FLUSHES = 'fsync,fdatasync';
const FROM_OUTSIDE_AFTER_MS = 20_000;

/**
 * Kills the application at its K-th send, or at its K-th receipt, and a new K at each point. What it sends goes to
 * PostgreSQL and to callers, so the kills fall before an append, during it, and between it and its answer.
 */
export const killApplication = async (stage: Stage, callers: Callers, point: number): Promise<Moment> => {
  await callers.untilAnswered(5);
  const { port } = new URL(stage.database);
  const trap = setTrap([stage.app.pid], point % 3 === 2 ? RECEIVES : SENDS, spread(point, 120));
  const call = await Promise.race([trap.sprung, unsprung()]);
  await stage.kill();
  await trap.remove();
  return momentOf(call, port);
};

/**
 * Kills a process of the server at its K-th flush to the disk; at every other point the rest of the server with it, for
 * which the application has to start a new one. The application lives on.
 */
export const killServer = async (stage: Stage, callers: Callers, point: number): Promise<Moment> => {
  await callers.untilAnswered(5);
  const { server } = stage;
  const trap = setTrap(familyOf(server), FLUSHES, spread(point, 30));
  const call = await stage.whileAlive(Promise.race([trap.sprung, unsprung()]));
  const whole = point % 2 === 1 || call.startsWith('nothing');
  if (whole) process.kill(server, 'SIGKILL');
  await trap.remove();
  return `${whole ? 'the whole server' : 'one process of the server'}, at ${flushOf(call)}`;
};

/** Says so when a trap was not sprung; nobody waits for it then. */
const unsprung = (): Promise<string> => pause(FROM_OUTSIDE_AFTER_MS, 'nothing: killed from outside', { ref: false });

/** Points next to each other are far apart: 1 to `most`, each as often as any other. */
const spread = (point: number, most: number): number => 1 + ((point * 37) % most);

const momentOf = (call: string, port: string): Moment => {
  const name = call.startsWith('read') ? 'receiving' : 'sending';
  if (call.includes(`->127.0.0.1:${port}]`))
    return `${name}, PostgreSQL${call.includes('log-insert') ? ', an append' : ''}`;
  return call.includes('TCP:')
    ? `${name}, a caller`
    : `${name}, ${call.startsWith('nothing') ? call : 'the process itself'}`;
};

const flushOf = (call: string): string =>
  call.startsWith('nothing') ? call : call.includes('/pg_wal/') ? 'a flush of the write-ahead log' : 'another flush';

/** A process and its children. */
const familyOf = (parent: number): readonly number[] => [
  parent,
  ...readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent),
];

const parentOf = (pid: number): number | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
};
