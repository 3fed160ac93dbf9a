import pg from 'pg';
import { type DataSource } from 'typeorm';
import { type InstantText, type Position } from '#kernel';
import { type EventLog } from '../event-log/event-log.js';
import { withSettings } from '../postgres/settings.js';
import { SteadyClient } from '../postgres/steady-client.js';
import { type Rush } from '../timers/rush.js';
import { type ProjectionDefinition, schemaOf } from './projection-definition.js';
import { Projection, type Retried } from './projection.js';
import { ProjectionRunner, type RunnerParts } from './projection-runner.js';
import { pruneProjections } from './prune.js';
import { rebuild, type Rebuilt } from './rebuild.js';
import { type Patience, Sightings } from './sightings.js';
import { type ProjectionStanding, readPositions, readStandings } from './standing.js';
import { StreamHistory } from './stream-history.js';
import { type TableShapes, tableShapes } from './table-shape.js';

export interface ProjectionsParts {
  readonly databaseUrl: string;
  /** Opened by `openReadModels`. */
  readonly dataSource: DataSource;
  readonly definitions: readonly ProjectionDefinition[];
  readonly log: EventLog;
  readonly now: () => InstantText;
  /** Facts a batch, at most. */
  readonly batchSize?: number;
  /** Milliseconds before what failed is tried again, at most; 10 seconds unless told otherwise. */
  readonly longestPause?: number;
  readonly rush?: Rush | undefined;
  /** Told once for each failure that is not the facts' own; what failed is tried again. */
  readonly onFailure?: (name: string, error: unknown) => void;
}

/** How one projection does, for health. */
export interface ProjectionHealth extends ProjectionStanding {
  /** What this process could not do the last time it tried; nothing once it could. */
  readonly failing?: string;
}

interface Known {
  readonly definition: ProjectionDefinition;
  readonly shapes: TableShapes;
  readonly projection: Projection;
}

/** All read models of a process: kept up with the log if `start` is called, waited for, looked after. */
export class Projections {
  readonly #parts: ProjectionsParts;
  readonly #pool: pg.Pool;
  readonly #history: StreamHistory;
  readonly #known: ReadonlyMap<string, Known>;
  readonly #failing = new Map<string, string>();
  readonly #sightings = new Sightings(() => readPositions(this.#pool, this.#parts.definitions));
  #runner: ProjectionRunner | undefined;
  #closed: Promise<void> | undefined;

  /** @throws Error when two definitions have one name, or an entity stands in a schema that is not its read model's */
  constructor(parts: ProjectionsParts) {
    this.#parts = parts;
    const { databaseUrl, definitions, dataSource, now } = parts;
    this.#pool = new pg.Pool({
      max: definitions.length + 3,
      application_name: 'minutebook projections',
      // A commit that a crash undoes is made again from the log, since a crash severs the connections on which it was
      // made not a second before: nobody need wait for the disk.
      ...withSettings(databaseUrl, '-c synchronous_commit=off'),
      Client: SteadyClient,
    });
    this.#pool.on('error', () => {
      this.#history.forget();
      this.#runner?.standAgain();
    });
    this.#history = new StreamHistory(parts.log);
    this.#known = byName(definitions, (definition) => {
      const shapes = tableShapes(dataSource, definition);
      const { readModel: model } = definition;
      const history = this.#history;
      const projection = new Projection({ pool: this.#pool, model, shapes, schema: schemaOf(model), history, now });
      return { definition, shapes, projection };
    });
  }

  get names(): readonly string[] {
    return [...this.#known.keys()];
  }

  /** Follows the log from now on, in this process. */
  start(): void {
    const { log, rush, batchSize, longestPause } = this.#parts;
    this.#runner ??= new ProjectionRunner({
      log,
      rush,
      projections: [...this.#known.values()].map(({ projection }) => projection),
      reports: this.#reports(),
      ...(batchSize !== undefined && { batchSize }),
      ...(longestPause !== undefined && { longestPause }),
    });
    this.#runner.start();
  }

  /** Finishes the batches in hand and lets go of connections; the data source is its owner's to close. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  /**
   * Whether the projection, or all of them, had seen the position before the time was up, whichever process moves them.
   * @throws the signal's reason when it is aborted; RangeError for a name that is not known
   */
  async waitUntilSeen(name: string, position: Position, patience: Patience): Promise<boolean> {
    const names = name === 'all' ? this.names : [this.#named(name).definition.readModel.name];
    const seen = (): Promise<boolean> => this.#sightings.until(names, position, patience);
    return this.#parts.rush?.nonetheless(seen) ?? seen();
  }

  async health(): Promise<readonly ProjectionHealth[]> {
    const standings = await readStandings(this.#pool, this.#parts.definitions);
    return standings.map((standing) => {
      const failing = this.#failing.get(standing.name);
      return failing === undefined ? standing : { ...standing, failing };
    });
  }

  /**
   * How many facts the projection has not seen, counted up to a limit.
   * @throws RangeError for a name that is not known
   */
  async behind(name: string, limit: number): Promise<number> {
    const { projection, definition } = this.#named(name);
    const after = await projection.position();
    const prefixes = [`${definition.readModel.category}-`];
    let behind = 0;
    for await (const { facts } of this.#parts.log.readAll({ prefixes, ...(after !== undefined && { after }) })) {
      behind += facts.length;
      if (behind >= limit) return limit;
    }
    return behind;
  }

  /**
   * Builds the tables anew from the whole log beside the live ones, and swaps.
   * @throws RebuildUnderWay; RangeError for a name that is not known
   */
  async rebuild(name: string, onProgress?: (taken: number, expected: number) => void): Promise<Rebuilt> {
    const { definition, shapes } = this.#named(name);
    const { databaseUrl, log, now, batchSize } = this.#parts;
    const options = { ...(batchSize !== undefined && { batchSize }), ...(onProgress !== undefined && { onProgress }) };
    return rebuild({ databaseUrl, pool: this.#pool, log, definition, shapes, history: this.#history, now, ...options });
  }

  /**
   * Replays the parked facts of each stream, in order, once the read model is mended.
   * @throws RangeError for a name that is not known
   */
  async retry(name: string): Promise<ReadonlyMap<string, Retried>> {
    const { definition, shapes } = this.#named(name);
    const { readModel: model } = definition;
    const projection = new Projection({
      ...{ pool: this.#pool, model, shapes, schema: schemaOf(model), history: this.#history, now: this.#parts.now },
    });
    const retried = new Map<string, Retried>();
    for (const stream of await projection.tables.parkedStreams(this.#pool))
      retried.set(stream, await projection.retry(stream));
    return retried;
  }

  /** Drops the schemas of former versions and what killed rebuilds have left. Returns their names. */
  async prune(): Promise<readonly string[]> {
    return pruneProjections(this.#parts.databaseUrl, this.#parts.definitions);
  }

  async #close(): Promise<void> {
    await this.#runner?.stop();
    await this.#pool.end();
  }

  #named(name: string): Known {
    const known = this.#known.get(name);
    if (known === undefined)
      throw new RangeError(`no projection is called ${name}; there are ${this.names.join(', ')}`);
    return known;
  }

  #reports(): RunnerParts['reports'] {
    return {
      goesOn: ({ model: { name } }) => {
        this.#failing.delete(name);
      },
      moved: ({ model: { name } }, position) => {
        this.#failing.delete(name);
        this.#sightings.moved(name, position);
      },
      failed: ({ model: { name } }, error) => {
        this.#failing.set(name, error instanceof Error ? error.message : String(error));
        this.#parts.onFailure?.(name, error);
      },
    };
  }
}

const byName = (
  definitions: readonly ProjectionDefinition[],
  make: (definition: ProjectionDefinition) => Known,
): ReadonlyMap<string, Known> => {
  const known = new Map<string, Known>();
  for (const definition of definitions) {
    const { name } = definition.readModel;
    if (name === 'all' || known.has(name))
      throw new Error(`the name ${name} is taken: two read models cannot share it`);
    known.set(name, make(definition));
  }
  return known;
};
