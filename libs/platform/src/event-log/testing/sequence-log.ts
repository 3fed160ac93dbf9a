import pg from 'pg';
import { freshDatabase } from '../../../../../test/support/database.js';
import {
  type AppendContext,
  type FactMetadata,
  type InstantText,
  type NewFact,
  type Position,
  type RecordedFact,
} from '#kernel';
import { conflictOf, repeatOf } from '../appending/admission.js';
import { prepareAppend } from '../appending/preparation.js';
import { seal, tailOf } from '../appending/sealing.js';
import { Bell } from '../bell.js';
import { type Appended, type EventLog, type Expected, type LogBatch, type ReadAll } from '../event-log.js';
import { follow, readThrough } from '../following.js';
import { readInTurn } from '../in-turn.js';
import { placeOf, positionOf } from '../position.js';
import { type OpenedLog } from './stage.js';

interface Row {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: FactMetadata;
}

/**
 * A log with a planted fault, by which the contract shows its worth: positions come from a plain sequence and each append
 * has a transaction of its own, so that a reader who asks for `position > last` passes by what commits late.
 */
class SequenceLog implements EventLog {
  readonly #bell = new Bell();
  constructor(
    private readonly pool: pg.Pool,
    private readonly now: () => InstantText,
  ) {}

  async append(
    stream: string,
    facts: readonly NewFact[],
    expected: Expected,
    context: AppendContext,
  ): Promise<Appended> {
    const append = prepareAppend(stream, facts, expected, context);
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [stream]);
      const ids = append.facts.map(({ id }) => id);
      const held = await rowsOf(client, 'where id = any($1)', [ids]);
      const repeated = repeatOf(append, new Map(held.map((fact) => [fact.id, fact])));
      if (repeated !== undefined) return { outcome: 'repeated', facts: repeated };
      const [last] = await rowsOf(client, 'where stream = $1 order by revision desc limit 1', [stream]);
      const conflict = conflictOf(append, last);
      if (conflict !== undefined) throw conflict;
      for (const fact of seal(append, last && tailOf(last), this.now()).facts)
        await client.query(
          'insert into planted (stream, revision, id, type, data, metadata) values ($1, $2, $3, $4, $5, $6)',
          [stream, fact.revision, fact.id, fact.type, fact.data, fact.metadataText],
        );
      const written = await rowsOf(client, 'where id = any($1) order by revision', [ids]);
      await client.query('commit');
      return { outcome: 'appended', facts: written };
    } finally {
      await client.query('rollback');
      client.release();
      this.#bell.ring();
    }
  }

  readStream(stream: string, { from = 0, limit }: { readonly from?: number; readonly limit?: number } = {}) {
    return rowsOf(this.pool, 'where stream = $1 and revision >= $2 order by revision limit $3', [stream, from, limit]);
  }

  readStreams(streams: readonly string[]): Promise<readonly (readonly RecordedFact[])[]> {
    return readInTurn(this, streams);
  }

  readAll(options: ReadAll = {}): AsyncIterable<LogBatch> {
    return readThrough(this.#next(options), options.after);
  }

  subscribe({ signal, ...options }: ReadAll & { readonly signal: AbortSignal }): AsyncIterable<LogBatch> {
    return follow({ next: this.#next(options), bell: this.#bell, after: options.after, signal });
  }

  async head(): Promise<Position | undefined> {
    return (await rowsOf(this.pool, 'order by position desc limit 1', []))[0]?.position;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  #next({ prefixes = [''], batchSize = 500 }: ReadAll) {
    return async (after: Position | undefined): Promise<LogBatch | undefined> => {
      const facts = await rowsOf(this.pool, 'where position > $1 order by position limit $2', [
        after === undefined ? 0 : placeOf(after),
        batchSize,
      ]);
      const checkpoint = facts.at(-1)?.position;
      const wanted = facts.filter(({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix)));
      return checkpoint && { facts: wanted, checkpoint, caughtUp: facts.length < batchSize };
    };
  }
}

const rowsOf = async (
  client: pg.Pool | pg.ClientBase,
  which: string,
  values: readonly unknown[],
): Promise<RecordedFact[]> => {
  const { rows } = await client.query<Row>(`select * from planted ${which}`, [...values]);
  return rows.map((row) => ({ ...row, position: positionOf(row.position) }));
};

export const openSequenceLog = async (now: () => InstantText): Promise<OpenedLog> => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 8 });
  // A pool has ended before its connections are closed, and the database is dropped under them.
  pool.on('error', () => undefined);
  await pool.query(
    'create table planted (position bigserial primary key, stream text, revision int, id uuid unique, type text, data json, metadata json, unique (stream, revision))',
  );
  const log = new SequenceLog(pool, now);
  return {
    log,
    close: async () => {
      await log.close();
      await database.drop();
    },
  };
};
