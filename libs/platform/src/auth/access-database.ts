import { DataSource, type DataSourceOptions } from 'typeorm';
import { steadily } from '../postgres/steady-client.js';
import { CreateFeedAddresses1795330800000, CreateOfficeTokens1732233600000 } from './access-migrations.js';
import { FeedAddress } from './feed-address.entity.js';
import { ACCESS_SCHEMA, OfficeToken } from './office-token.entity.js';

/** The advisory lock under which the schema is made, so that processes that start together make it once. */
const MIGRATION_LOCK = 7_203_551_841;

/** How tokens and feeds’ addresses are reached and their schema is made. */
export const accessOptions = (connectionString: string): DataSourceOptions => ({
  type: 'postgres',
  url: connectionString,
  schema: ACCESS_SCHEMA,
  entities: [OfficeToken, FeedAddress],
  migrations: [CreateOfficeTokens1732233600000, CreateFeedAddresses1795330800000],
  migrationsTableName: 'migrations',
  poolSize: 4,
  applicationName: 'minutebook access',
  ...steadily,
});

/** Opens the connections to tokens and feeds’ addresses, and makes or renews their schema first. Destroy it when done. */
export const openAccess = async (connectionString: string): Promise<DataSource> => {
  const dataSource = await new DataSource(accessOptions(connectionString)).initialize();
  try {
    await migrateAccess(dataSource);
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
};

/** Makes or renews the schema of tokens and feeds’ addresses. Any number of processes may do so at once. */
export const migrateAccess = async (dataSource: DataSource): Promise<void> => {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await runner.query(`create schema if not exists ${ACCESS_SCHEMA}`);
      await dataSource.runMigrations({ transaction: 'all' });
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await runner.release();
  }
};
