import pg from 'pg';
import { type InstantText, type RecordedFact } from '#kernel';
import { type EventLog } from '../event-log/event-log.js';
import { withSettings } from '../postgres/settings.js';
import { SteadyClient } from '../postgres/steady-client.js';
import { type Rush } from '../timers/rush.js';
import { concernsSomebody, passagesOf } from './passages.js';
import { isPassing } from './passing.js';
import { type ProcessDefinition, type ProcessReports } from './process-definition.js';
import { ProcessRunner } from './process-runner.js';
import { migrateProcesses, PROCESSES, ProcessTables } from './process-tables.js';

export interface ProcessesParts {
  readonly databaseUrl: string;
  readonly definitions: readonly ProcessDefinition[];
  readonly log: EventLog;
  readonly now: () => InstantText;
  readonly reports: ProcessReports;
  readonly rush?: Rush | undefined;
}

/** How the processes do, for health. */
export interface ProcessesStanding {
  /** What each that cannot go on stumbled over, by its name. */
  readonly failing: ReadonlyMap<string, string>;
  /** How many subjects each has parked, by its name. */
  readonly parked: ReadonlyMap<string, number>;
}

/** All processes of an application, each on its own way through the log. */
export class Processes {
  readonly #parts: ProcessesParts;
  readonly #pool: pg.Pool;
  readonly #runners: readonly ProcessRunner[];
  /** What each that has not gone on since stumbled over, by its name. */
  readonly #failing = new Map<string, string>();
  #started: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;

  constructor(parts: ProcessesParts) {
    this.#parts = parts;
    const { databaseUrl, definitions, log, now, rush } = parts;
    this.#pool = new pg.Pool({
      max: definitions.length + 1,
      application_name: 'minutebook processes',
      // A checkpoint that a crash undoes lets facts be told again, which every process bears: nobody need wait for the disk.
      ...withSettings(databaseUrl, '-c synchronous_commit=off'),
      Client: SteadyClient,
    });
    this.#pool.on('error', () => undefined);
    const { reports } = this;
    this.#runners = definitions.map(
      (definition) => new ProcessRunner({ definition, log, pool: this.#pool, databaseUrl, now, reports, rush }),
    );
  }

  /** Makes their tables where they are missing, and begins to follow the log. */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  /** Finishes the facts in hand and lets go of connections. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  /** The names of those that have yet to handle a fact that the log holds. */
  async behind(): Promise<readonly string[]> {
    const { definitions } = this.#parts;
    const late = await Promise.all(
      definitions.map(async (definition) => ((await this.#isBehind(definition)) ? [definition.name] : [])),
    );
    return late.flat();
  }

  async standing(): Promise<ProcessesStanding> {
    const { rows } = await this.#pool.query<{ process: string; streams: number }>(
      `select process, count(*)::integer as streams from ${PROCESSES}.parked group by process order by process`,
    );
    return {
      failing: new Map(this.#failing),
      parked: new Map(rows.map(({ process, streams }) => [process, streams])),
    };
  }

  /**
   * Parks a subject of which something other than the following of the log found out that its process cannot handle it,
   * with the last of its facts. What passes parks nothing, and what is parked already stays as it is.
   */
  async setAside(name: string, fact: RecordedFact, why: unknown): Promise<void> {
    const tables = new ProcessTables(this.#pool, name);
    if (isPassing(why) || (await tables.parkedStreams()).includes(fact.stream)) return;
    const error = why instanceof Error ? why : new Error(String(why));
    await tables.park(fact.stream, fact, { error: error.message, since: this.#parts.now() });
    this.reports.parked(name, fact.stream, error);
  }

  private get reports(): ProcessReports {
    return {
      failed: (name, error) => {
        this.#failing.set(name, error instanceof Error ? error.message : 'failed');
        this.#parts.reports.failed(name, error);
      },
      goesOn: (name) => {
        this.#failing.delete(name);
      },
      parked: (name, stream, error) => {
        this.#parts.reports.parked(name, stream, error);
      },
    };
  }

  async #isBehind(definition: ProcessDefinition): Promise<boolean> {
    const { position: after } = await new ProcessTables(this.#pool, definition.name).checkpoint();
    const prefixes = definition.categories.map((category) => `${category}-`);
    const coming = this.#parts.log.readAll({ prefixes, ...(after === undefined ? {} : { after }) });
    for await (const { facts } of coming)
      for (const passage of passagesOf(facts, definition)) if (concernsSomebody(passage)) return true;
    return false;
  }

  async #start(): Promise<void> {
    await migrateProcesses(this.#parts.databaseUrl);
    for (const runner of this.#runners) runner.start();
  }

  async #stop(): Promise<void> {
    await this.#started?.catch(() => undefined);
    await Promise.all(this.#runners.map((runner) => runner.stop()));
    await this.#pool.end();
  }
}
