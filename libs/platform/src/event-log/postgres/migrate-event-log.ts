import pg from 'pg';
import { DataSource } from 'typeorm';
import { CreateLog1763700000000 } from './migrations/1763700000000-create-log.js';

/** Any number that nothing else in the database takes for its own. */
const LOCK = 4_021_977_311;

/**
 * Brings the schema `log` of a database up to date. May be called at every start, and by several processes at once:
 * the second waits for the first.
 */
export const migrateEventLog = async (connectionString: string): Promise<void> => {
  const client = new pg.Client({ connectionString, application_name: 'minutebook log migration' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('create schema if not exists log');
    await runMigrations(connectionString);
  } finally {
    await client.end();
  }
};

const runMigrations = async (url: string): Promise<void> => {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: 'log',
    migrations: [CreateLog1763700000000],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'all',
    logging: false,
    poolSize: 1,
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
};
