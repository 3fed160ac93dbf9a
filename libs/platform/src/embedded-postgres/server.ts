import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartupProblem } from '../config/startup-problem.js';
import { type DataFolder } from './data-folder.js';
import { asOrdinaryUser, bareEnvironment } from './ordinary-user.js';

/** For a machine with two cores that it shares with the application. Durability is PostgreSQL's default: everything on. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  effective_cache_size: '512MB',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and the details of errors hold the council's data; they do not belong in a log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** How large the server's log may be when a server starts before it is put aside as `.old`, in bytes. */
const logLimit = 10 * 1024 * 1024;

/** A server process that this process started. It runs on when this process is killed. */
export class Server {
  /** How it ended, once it has: `signal SIGKILL`, `exit code 1`. */
  readonly ended: Promise<string>;
  private ending: string | undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        this.ending = how;
        resolve(how);
      };
      child.once('error', (error) => {
        end(error.message);
      });
      child.once('exit', (code, signal) => {
        end(signal === null ? `exit code ${String(code)}` : `signal ${signal}`);
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * Starts a server and waits until it takes connections, through however long a recovery.
   * @throws {StartupProblem} with what the server said, when it ends before that.
   */
  static async launch(postgres: string, folder: DataFolder, port: number, url: string): Promise<Server> {
    const { command, args } = asOrdinaryUser(postgres, [
      ...['-D', folder.cluster, '-p', String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    const { descriptor, length } = openLog(folder.serverLog);
    const options = { detached: true, env: bareEnvironment(), cwd: folder.path };
    const child = spawn(command, args, { ...options, stdio: ['ignore', descriptor, descriptor] });
    closeSync(descriptor);
    child.unref();
    const server = new Server(child, port);
    try {
      await server.untilAnswering(url, folder.cluster, () =>
        readFileSync(folder.serverLog).subarray(length).toString('utf8'),
      );
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Ends the server in order: open transactions are rolled back, everything is on disk. */
  async stop(): Promise<void> {
    for (const [signal, seconds] of [['SIGINT', 30] as const, ['SIGQUIT', 10] as const, ['SIGKILL', 10] as const]) {
      if (this.ending !== undefined) return;
      this.child.kill(signal);
      const patience = new AbortController();
      await Promise.race([
        this.ended,
        pause(seconds * 1000, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
    }
    if (this.ending === undefined) throw new Error(`the PostgreSQL server (pid ${String(this.pid)}) does not end`);
  }

  private async untilAnswering(url: string, cluster: string, said: () => string): Promise<void> {
    while (!(await answers(url, cluster))) {
      if (this.ending !== undefined)
        throw new StartupProblem(`PostgreSQL does not start: ${complaint(said(), this.ending)}`);
      await pause(50);
    }
  }
}

/** Whether the server on this cluster, and no other that came upon the port first, lets us in. */
const answers = async (connectionString: string, cluster: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === cluster;
  } catch (error) {
    const turnedAway = error instanceof pg.DatabaseError && error.code?.startsWith('28') === true;
    if (turnedAway) throw new StartupProblem(`PostgreSQL does not let Minutebook in: ${error.message}`);
    return false;
  } finally {
    await client.end();
  }
};

const complaint = (said: string, ending: string): string => {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /\b(FATAL|PANIC|ERROR)\b/.test(line)) ?? lines.at(-1);
  return telling === undefined ? ending : telling.trim();
};

const openLog = (path: string): { descriptor: number; length: number } => {
  if (existsSync(path) && statSync(path).size > logLimit) renameSync(path, `${path}.old`);
  const descriptor = openSync(path, 'a', 0o600);
  return { descriptor, length: fstatSync(descriptor).size };
};
