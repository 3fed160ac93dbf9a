import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrateSchema } from '../postgres/migrate-schema.js';
import { steadily } from '../postgres/steady-client.js';
import { CreateFeedAddresses1795330800000, CreateOfficeTokens1732233600000 } from './access-migrations.js';
import { FeedAddress } from './feed-address.entity.js';
import { ACCESS_SCHEMA, OfficeToken } from './office-token.entity.js';

/** How tokens and feeds’ addresses are reached. */
export const accessOptions = (connectionString: string): DataSourceOptions => ({
  type: 'postgres',
  url: connectionString,
  schema: ACCESS_SCHEMA,
  entities: [OfficeToken, FeedAddress],
  poolSize: 4,
  applicationName: 'minutebook access',
  ...steadily,
});

/** Opens the connections to tokens and feeds’ addresses, and makes or renews their schema first. Destroy it when done. */
export const openAccess = async (connectionString: string): Promise<DataSource> => {
  await migrateAccess(connectionString);
  return new DataSource(accessOptions(connectionString)).initialize();
};

/** Makes or renews the schema of tokens and feeds’ addresses. Any number of processes may do so at once. */
export const migrateAccess = (databaseUrl: string): Promise<void> =>
  migrateSchema({
    ...{ databaseUrl, schema: ACCESS_SCHEMA },
    migrations: [CreateOfficeTokens1732233600000, CreateFeedAddresses1795330800000],
  });
