import { DataSource, type DataSourceOptions } from 'typeorm';
import { steadily } from '../postgres/steady-client.js';
import { migrationsOf } from './bookkeeping.js';
import { migrateSchema } from '../postgres/migrate-schema.js';
import { type ProjectionDefinition, schemaOf } from './projection-definition.js';

/** What TypeORM needs to query the read models: each entity stands in its version's schema. */
export const readModelOptions = (
  databaseUrl: string,
  definitions: readonly ProjectionDefinition[],
): DataSourceOptions => ({
  type: 'postgres',
  url: databaseUrl,
  entities: definitions.flatMap(({ entities }) => [...entities]),
  synchronize: false,
  installExtensions: false,
  applicationName: 'minutebook read models',
  ...steadily,
});

/** Makes the schemas of these versions where they are missing, and brings their tables up to date. */
export const migrateReadModels = async (
  databaseUrl: string,
  definitions: readonly ProjectionDefinition[],
): Promise<void> => {
  for (const definition of definitions) {
    const schema = schemaOf(definition.readModel);
    await migrateSchema({ databaseUrl, schema, migrations: migrationsOf(definition) });
  }
};

/** Migrates the read models and opens them for queries. */
export const openReadModels = async (
  databaseUrl: string,
  definitions: readonly ProjectionDefinition[],
): Promise<DataSource> => {
  await migrateReadModels(databaseUrl, definitions);
  return new DataSource(readModelOptions(databaseUrl, definitions)).initialize();
};
