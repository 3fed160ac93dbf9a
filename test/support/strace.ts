import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describeUnlessLacking } from './lacking.js';

const present = spawnSync('strace', ['-V']).status === 0;

/** Whether a process may be attached to here: containers and hardened kernels may forbid it. */
const mayAttach = (): boolean => {
  const sleeper = spawn('sleep', ['10'], { stdio: 'ignore' });
  const { stderr } = spawnSync('strace', ['-p', String(sleeper.pid)], { encoding: 'utf8', timeout: 2_000 });
  sleeper.kill();
  return stderr.includes('attached') && !stderr.includes('Operation not permitted');
};

/** `describe` where strace may attach to processes. */
export const describeWithStrace = (name: string, suite: () => void): void => {
  const lack = !present ? 'no strace on the PATH' : mayAttach() ? undefined : 'strace may not attach to processes here';
  describeUnlessLacking(lack, name, suite);
};

/** Waits for processes to make a system call, and kills the one that makes it. */
export interface Trap {
  /** Resolves once it is in place. */
  readonly set: Promise<void>;
  /** The call at which a process was killed, as strace writes it. */
  readonly sprung: Promise<string>;
  /** Takes it away, sprung or not. */
  remove(): Promise<void>;
}

/**
 * Kills, as `kill -9` does, the first of the processes (or of their children to come) that begins its `count`-th call of
 * one of these; the call itself is not made.
 */
export const setTrap = (pids: readonly number[], calls: string, count: number): Trap => {
  const child = spawn('strace', [
    ...['-f', '-yy', '-s', '160', '-e', `trace=${calls}`, '-e', `inject=${calls}:signal=SIGKILL:when=${count}`],
    ...pids.flatMap((pid) => ['-p', String(pid)]),
  ]);
  const lines = createInterface(child.stderr);
  const attached = new Set<number>();
  let last = '';
  const set = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      const pid = /^strace: Process (\d+) attached/.exec(line)?.[1];
      if (pid !== undefined) attached.add(Number(pid));
      if (pids.every((each) => attached.has(each))) resolve();
    });
  });
  const sprung = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      if (line.includes('+++ killed by SIGKILL +++')) resolve(last);
      else if (/^(\[pid +\d+\] )?\w+\(/.test(line)) last = line.replace(/^\[pid +\d+\] /, '');
    });
  });
  return { set, sprung, remove: () => ended(child) };
};

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = once(child, 'exit');
  child.kill('SIGTERM');
  await end;
};
