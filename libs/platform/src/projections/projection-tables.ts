import pg from 'pg';
import { type InstantText, type Position, type RecordedFact } from '#kernel';
import { copyInto, copyLine } from './copy-text.js';
import { type RowChanges, valuesOfKey } from './row-texts.js';
import { type TableShape, type TableShapes } from './table-shape.js';

/** Where a projection stands. */
export interface Checkpoint {
  readonly position: Position | undefined;
  /** Rises with everything that is written to the projection; a decimal number as text. */
  readonly fence: string;
}

/** How far a subject has been followed. */
export interface SubjectRevision {
  readonly stream: string;
  readonly revision: number;
}

/** A stream that waits for its read model to be mended. */
export interface Parking {
  readonly stream: string;
  readonly error: string;
  readonly since: InstantText;
  readonly facts: readonly RecordedFact[];
}

/**
 * The statements on one projection's schema, written from its tables' shapes. Rows are copied in; what else is said with
 * every page is prepared once for each connection, by its name.
 */
export class ProjectionTables {
  readonly #schema: string;

  constructor(
    readonly schema: string,
    private readonly shapes: TableShapes,
  ) {
    this.#schema = pg.escapeIdentifier(schema);
  }

  async checkpoint(client: pg.ClientBase | pg.Pool): Promise<Checkpoint> {
    const { rows } = await client.query<{ position: Position | null; fence: string }>(
      `select position, fence from ${this.#schema}.checkpoint`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`${this.schema}.checkpoint has lost its row; rebuild the projection`);
    return { position: row.position ?? undefined, fence: row.fence };
  }

  /** Moves the checkpoint if nobody has moved it meanwhile, and holds it until the transaction ends. */
  async advance(
    client: pg.ClientBase | pg.Pool,
    known: Checkpoint,
    to: { position: Position | undefined; ready: boolean },
  ): Promise<boolean> {
    const { rowCount } = await client.query({
      name: `${this.schema}/advance`,
      text: `update ${this.#schema}.checkpoint set position = $1, ready = ready or $2, fence = fence + 1
       where fence = $3 and position is not distinct from $4`,
      values: [to.position ?? null, to.ready, known.fence, known.position ?? null],
    });
    return rowCount === 1;
  }

  async markReady(client: pg.ClientBase | pg.Pool): Promise<void> {
    await client.query(`update ${this.#schema}.checkpoint set ready = true where not ready`);
  }

  async parkedStreams(client: pg.ClientBase | pg.Pool): Promise<readonly string[]> {
    const { rows } = await client.query<{ stream: string }>(`select stream from ${this.#schema}.parked order by since`);
    return rows.map((row) => row.stream);
  }

  async revisions(client: pg.ClientBase, streams: readonly string[]): Promise<readonly SubjectRevision[]> {
    const { rows } = await client.query<SubjectRevision>({
      name: `${this.schema}/revisions`,
      text: `select stream, revision from ${this.#schema}.subjects where stream = any ($1)`,
      values: [streams],
    });
    return rows;
  }

  /** `seen` for subjects that had a revision before, `first` for the others. */
  async putRevisions(
    client: pg.ClientBase,
    { first, seen }: { readonly first: readonly SubjectRevision[]; readonly seen: readonly SubjectRevision[] },
  ): Promise<void> {
    const lines = first.map(({ stream, revision }) => copyLine([stream, revision], ['value', 'value']));
    await copyInto(client, `${this.#schema}.subjects (stream, revision)`, lines);
    if (seen.length === 0) return;
    await client.query({
      name: `${this.schema}/seen`,
      text: `update ${this.#schema}.subjects as held set revision = given.revision
       from unnest($1::text[], $2::integer[]) as given (stream, revision) where held.stream = given.stream`,
      values: [seen.map(({ stream }) => stream), seen.map(({ revision }) => revision)],
    });
  }

  async putRows(client: pg.ClientBase, { gone, lines }: RowChanges): Promise<void> {
    for (const [table, keys] of gone) await this.#delete(client, this.#shape(table), keys);
    for (const [table, ofTable] of lines) await copyInto(client, this.#target(this.#shape(table)), ofTable);
  }

  /** Puts streams on the parked list. */
  async park(client: pg.ClientBase, parkings: readonly Parking[]): Promise<void> {
    if (parkings.length === 0) return;
    await client.query(
      `insert into ${this.#schema}.parked (stream, error, since)
       select stream, error, since from json_to_recordset($1) as given (stream text, error text, since timestamptz)
       on conflict (stream) do nothing`,
      [JSON.stringify(parkings.map(({ stream, error, since }) => ({ stream, error, since })))],
    );
    await this.addParked(client, parkings);
  }

  /** Adds to the facts of streams that are on the parked list. */
  async addParked(client: pg.ClientBase, streams: readonly { facts: readonly RecordedFact[] }[]): Promise<void> {
    const facts = streams.flatMap((stream) => stream.facts);
    await client.query(
      `insert into ${this.#schema}.parked_facts (stream, revision, fact)
       select stream, revision, fact from json_to_recordset($1) as given (stream text, revision integer, fact json)
       on conflict (stream, revision) do nothing`,
      [JSON.stringify(facts.map((fact) => ({ stream: fact.stream, revision: fact.revision, fact })))],
    );
  }

  /** Takes a stream off the parked list, with its facts in order; nothing when it was not on it. */
  async unpark(client: pg.ClientBase, stream: string): Promise<Parking | undefined> {
    const { rows } = await client.query<{ fact: RecordedFact }>(
      `select fact from ${this.#schema}.parked_facts where stream = $1 order by revision`,
      [stream],
    );
    const { rows: parked } = await client.query<{ error: string; since: Date }>(
      `delete from ${this.#schema}.parked where stream = $1 returning error, since`,
      [stream],
    );
    const [found] = parked;
    if (found === undefined) return undefined;
    return { stream, error: found.error, since: found.since.toISOString(), facts: rows.map((row) => row.fact) };
  }

  #shape(table: string): TableShape {
    const shape = this.shapes.get(table);
    if (shape === undefined) throw new Error(`${this.schema} has no table ${table}`);
    return shape;
  }

  #target({ name, columns }: TableShape): string {
    return `${this.#schema}.${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')})`;
  }

  async #delete(client: pg.ClientBase, { name, keys }: TableShape, gone: readonly string[]): Promise<void> {
    const table = `${this.#schema}.${pg.escapeIdentifier(name)}`;
    const same = keys.map(pg.escapeIdentifier).map((key) => `present.${key} = gone.${key}`);
    const rows = gone.map((key) =>
      Object.fromEntries(valuesOfKey(key).map((value, at): [string, string] => [keys[at] ?? '', value])),
    );
    await client.query({
      name: `${this.schema}/gone/${name}`,
      text: `delete from ${table} as present using json_populate_recordset(null::${table}, $1) as gone
       where ${same.join(' and ')}`,
      values: [JSON.stringify(rows)],
    });
  }
}
