import { setTimeout as pause } from 'node:timers/promises';
import { types } from 'node:util';
import pg from 'pg';
import { StartupProblem } from '../config/startup-problem.js';
import { type PostgresBinaries, postgresBinaries } from './binaries.js';
import { ensureCluster, readPassword, role } from './cluster.js';
import { type DataFolder, openDataFolder } from './data-folder.js';
import { FolderLock } from './folder-lock.js';
import { freePort } from './free-port.js';
import { thisProcess } from './live-process.js';
import { type Log } from './log.js';
import { stopOrphan } from './orphan.js';
import { announce, urlOf, withdraw } from './runtime-file.js';
import { Server } from './server.js';

/** What to do about a server that ends by itself. */
export interface Restarts {
  /** Starts that fail, or give a server that ends within `steadyAfterMs`, before it is given up. */
  readonly attempts: number;
  /** The pause before the first of them, in milliseconds; each next one is twice as long, five seconds at most. */
  readonly firstPauseMs: number;
  readonly steadyAfterMs: number;
}

export interface EmbeddedPostgresOptions {
  /** Where everything lies; made when it is not there. */
  readonly dataDir: string;
  readonly log: Log;
  readonly restarts?: Restarts;
}

const patient: Restarts = { attempts: 10, firstPauseMs: 100, steadyAfterMs: 5_000 };
const longestPauseMs = 5_000;
const portAttempts = 3;

/**
 * A PostgreSQL server that belongs to this process and to one data folder. It listens on the loopback interface only, outlives a
 * `kill -9` of this process without harm, and is started again when it ends by itself.
 */
export class EmbeddedPostgres {
  private state: 'running' | 'stopping' | 'lost' = 'running';
  private recovery: Promise<void> = Promise.resolve();
  private failures = 0;
  private stopped: Promise<void> | undefined;
  private readonly lossListeners: ((reason: Error) => void)[] = [];

  private constructor(
    private readonly folder: DataFolder,
    private readonly lock: FolderLock,
    private readonly binaries: PostgresBinaries,
    private readonly log: Log,
    private readonly restarts: Restarts,
    private readonly password: string,
    private server: Server,
  ) {
    this.watch(server);
  }

  /**
   * Starts the server on the folder, making its data at the first start, and ends a server that a killed Minutebook left there.
   * @throws {StartupProblem} a whole sentence for the operator; {FolderInUse} when another Minutebook runs on the folder.
   */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const binaries = postgresBinaries();
    try {
      const folder = openDataFolder(options.dataDir);
      const lock = FolderLock.take(folder.path, folder.locks);
      return await EmbeddedPostgres.startOn(folder, lock, binaries, options);
    } catch (error) {
      throw inPlainWords(error, options.dataDir);
    }
  }

  private static async startOn(
    folder: DataFolder,
    lock: FolderLock,
    binaries: PostgresBinaries,
    { log, restarts = patient }: EmbeddedPostgresOptions,
  ): Promise<EmbeddedPostgres> {
    let server: Server | undefined;
    try {
      withdraw(folder);
      await ensureCluster(folder, binaries);
      const password = readPassword(folder);
      server = await firstLaunch(binaries, folder, password, log);
      announce(folder, thisProcess(), serverUrl(server.port, password));
      log.info(`PostgreSQL ${binaries.major} runs on 127.0.0.1:${server.port}, with its data in ${folder.path}`);
      return new EmbeddedPostgres(folder, lock, binaries, log, restarts, password, server);
    } catch (error) {
      await server?.stop();
      lock.release();
      throw error;
    }
  }

  /** The connection string of one of the server's databases. It holds the password, and stays the same while this object lives. */
  url(database: string): string {
    return urlOf(serverUrl(this.server.port, this.password), database);
  }

  /** The server process, until it is started again. */
  get pid(): number | undefined {
    return this.server.pid;
  }

  /** Makes the database if it is not there. Its name is of small letters, digits and underscores. */
  async ensureDatabase(name: string): Promise<void> {
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) {
      throw new Error(
        `"${name}" is no name for a database: begin with a letter, then small letters, digits and underscores`,
      );
    }
    const client = new pg.Client({ connectionString: this.url('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
      if (rowCount === 0) await client.query(`create database ${name}`);
    } catch (error) {
      const madeMeanwhile = error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505');
      if (!madeMeanwhile) throw error;
    } finally {
      await client.end();
    }
  }

  /** Told when the server ended and could not be started again. Nothing starts it after that; end the process. */
  onLost(listener: (reason: Error) => void): void {
    this.lossListeners.push(listener);
  }

  /** Ends the server in order and gives the folder back. Asked again, it waits for the same end. */
  stop(): Promise<void> {
    this.stopped ??= this.end();
    return this.stopped;
  }

  private async end(): Promise<void> {
    this.state = 'stopping';
    await this.recovery;
    await this.server.stop();
    withdraw(this.folder);
    this.lock.release();
  }

  private watch(server: Server): void {
    const since = performance.now();
    void server.ended.then((how) => {
      if (this.state !== 'running') return;
      if (performance.now() - since >= this.restarts.steadyAfterMs) this.failures = 0;
      this.log.warn(`PostgreSQL ended by itself (${how}); it is started again`);
      this.recovery = this.recover(how);
    });
  }

  private async recover(reason: string): Promise<void> {
    let last = reason;
    while (this.failures < this.restarts.attempts) {
      await pause(Math.min(this.restarts.firstPauseMs * 2 ** this.failures, longestPauseMs));
      if (this.state !== 'running') return;
      this.failures += 1;
      try {
        this.server = await this.relaunch();
        this.watch(this.server);
        this.log.info(`PostgreSQL runs again on 127.0.0.1:${this.server.port}`);
        return;
      } catch (error) {
        last = error instanceof Error ? error.message : String(error);
        this.log.warn(`${last} (attempt ${this.failures} of ${this.restarts.attempts})`);
      }
    }
    this.giveUp(last);
  }

  private async relaunch(): Promise<Server> {
    await stopOrphan(this.folder.cluster, this.log);
    const { port } = this.server;
    return Server.launch(this.binaries.postgres, this.folder, port, serverUrl(port, this.password));
  }

  private giveUp(reason: string): void {
    this.state = 'lost';
    const problem = new StartupProblem(
      `PostgreSQL ended and cannot be started again: ${reason}. Its log is ${this.folder.serverLog}.`,
    );
    this.log.error(problem.message);
    for (const listener of this.lossListeners) listener(problem);
  }
}

const serverUrl = (port: number, password: string): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/postgres`;

/** The disk is full, the folder is read-only: what the system says is clear once it is said of the folder. */
const inPlainWords = (error: unknown, dataDir: string): unknown =>
  types.isNativeError(error) && 'syscall' in error
    ? new StartupProblem(`The data folder ${dataDir} cannot be used: ${error.message}`)
    : error;

/** A port may be taken in the moment before the server takes it, and a server left behind may show itself only now. */
const firstLaunch = async (
  binaries: PostgresBinaries,
  folder: DataFolder,
  password: string,
  log: Log,
): Promise<Server> => {
  for (let attempt = 1; ; attempt += 1) {
    await stopOrphan(folder.cluster, log);
    const port = await freePort();
    try {
      return await Server.launch(binaries.postgres, folder, port, serverUrl(port, password));
    } catch (error) {
      if (attempt === portAttempts) throw error;
      await pause(attempt * 200);
    }
  }
};
