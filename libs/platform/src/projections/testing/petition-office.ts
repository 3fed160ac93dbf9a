import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type DataSource } from 'typeorm';
import { type InstantText, type JsonObject, type Position, type RecordedFact, streamName } from '#kernel';
import { freshDatabase } from '../../../../../test/support/database.js';
import { type EventLog } from '../../event-log/event-log.js';
import { InMemoryEventLog } from '../../event-log/in-memory-event-log.js';
import { migrateEventLog } from '../../event-log/postgres/migrate-event-log.js';
import { PostgresEventLog } from '../../event-log/postgres/postgres-event-log.js';
import { openReadModels } from '../open-read-models.js';
import { type ProjectionDefinition } from '../projection-definition.js';
import { Projections } from '../projections.js';
import { type PetitionFact, type PetitionRow, type WardRow } from './petitions.js';

const NOW: InstantText = '2026-01-05T09:00:00.000Z';

/** The stream of a petition to Coventry. */
export const petition = (id: string): string => streamName({ category: 'petition', authority: 'coventry', id });

/** A real database and a log of petitions, and processes that keep read models of them. */
export interface PetitionOffice {
  readonly log: EventLog;
  readonly databaseUrl: string;
  /** Appends facts to a stream; gives the position of the last. */
  append(stream: string, ...facts: readonly PetitionFact[]): Promise<Position>;
  /** Every fact in the log. */
  facts(): Promise<readonly RecordedFact[]>;
  /** Opens the read models as one process would. Closed with the office, if not before. */
  open(definitions: readonly ProjectionDefinition[], batchSize?: number): Promise<Projections>;
  /** The rows in a schema, sorted by key. */
  rows(schema: string): Promise<{ petitions: readonly PetitionRow[]; wards: readonly WardRow[] }>;
  query<Row extends pg.QueryResultRow>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export const openPetitionOffice = async (kind: 'in memory' | 'postgres' = 'in memory'): Promise<PetitionOffice> => {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on('error', () => undefined);
  const log = await openLog(kind, database.url);
  const opened: { projections: Projections; dataSource: DataSource }[] = [];
  const query: PetitionOffice['query'] = async <Row extends pg.QueryResultRow>(
    statement: string,
    values: readonly unknown[] = [],
  ) => (await pool.query<Row>(statement, [...values])).rows;
  return {
    log,
    databaseUrl: database.url,
    query,
    append: (stream, ...facts) => appendTo(log, stream, facts),
    facts: () => everyFact(log),
    open: async (definitions, batchSize = 50) => {
      const dataSource = await openReadModels(database.url, definitions);
      const parts = {
        databaseUrl: database.url,
        dataSource,
        definitions,
        log,
        now: () => NOW,
        batchSize,
        longestPause: 200,
      };
      const projections = new Projections(parts);
      opened.push({ projections, dataSource });
      return projections;
    },
    rows: async (schema) => ({
      petitions: await query<PetitionRow>(
        `select authority, petition, title, seen from ${schema}.petitions order by petition collate "C"`,
      ),
      wards: await query<WardRow>(
        `select authority, petition, ward, signatures from ${schema}.wards
         order by petition collate "C", ward collate "C"`,
      ),
    }),
    close: async () => {
      await log.close();
      for (const { projections, dataSource } of opened) {
        await projections.close();
        await dataSource.destroy();
      }
      await pool.end();
      await database.drop();
    },
  };
};

const openLog = async (kind: 'in memory' | 'postgres', connectionString: string): Promise<EventLog> => {
  const now = (): InstantText => NOW;
  if (kind === 'in memory') return new InMemoryEventLog({ now });
  await migrateEventLog(connectionString);
  return PostgresEventLog.open({ connectionString, now });
};

const appendTo = async (log: EventLog, stream: string, facts: readonly PetitionFact[]): Promise<Position> => {
  const ids = { commandId: randomUUID(), correlationId: randomUUID(), causationId: randomUUID() };
  const appended = await log.append(
    stream,
    facts.map(({ type, data }) => ({ id: randomUUID(), type, data: data as JsonObject, schemaVersion: 1 })),
    'any',
    { ...ids, payloadHash: '0'.repeat(64), actor: 'office:petitions', capacity: 'officer', authority: 'coventry' },
  );
  return appended.facts.at(-1)!.position;
};

const everyFact = async (log: EventLog): Promise<readonly RecordedFact[]> => {
  const facts: RecordedFact[] = [];
  for await (const batch of log.readAll()) facts.push(...batch.facts);
  return facts;
};
