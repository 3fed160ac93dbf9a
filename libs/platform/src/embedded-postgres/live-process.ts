import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One run of one program. The pid alone would not do: the system gives it to another process later. */
export interface ProcessMark {
  readonly pid: number;
  /** When the process began, in the system's own words; only ever compared for equality. */
  readonly began: string;
}

/** Whether the very process that the mark was taken of still runs. */
export const stillRuns = (mark: ProcessMark): boolean => beginningOf(mark.pid) === mark.began;

/** The mark of the process that asks. */
export const thisProcess = (): ProcessMark => {
  const began = beginningOf(process.pid);
  if (began === undefined) throw new Error(`cannot see when process ${process.pid} (this one) began`);
  return { pid: process.pid, began };
};

/** Whether some process has this pid now, be it ours or not. */
export const isTaken = (pid: number): boolean => beginningOf(pid) !== undefined;

const beginningOf = (pid: number): string | undefined =>
  process.platform === 'linux' ? beginningOnLinux(pid) : beginningByPs(pid);

/** Field 22 of /proc/<pid>/stat counts from the machine's start, so the boot's id belongs to it. A zombie has ended. */
const beginningOnLinux = (pid: number): string | undefined => {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields[18];
  if (state === 'Z' || state === 'X' || ticks === undefined) return undefined;
  return `${readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? 'unknown boot'}/${ticks}`;
};

const beginningByPs = (pid: number): string | undefined => {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', env });
  const [, state, began] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout) ?? [];
  return state?.startsWith('Z') === true ? undefined : began;
};

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};
