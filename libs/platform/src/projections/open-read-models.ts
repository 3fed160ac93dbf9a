import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrationsOf } from './bookkeeping.js';
import { migrateSchema } from './migrate-schema.js';
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
});

/** Makes the schemas of these versions where they are missing, and opens the read models for queries. */
export const openReadModels = async (
  databaseUrl: string,
  definitions: readonly ProjectionDefinition[],
): Promise<DataSource> => {
  for (const definition of definitions) {
    const schema = schemaOf(definition.readModel);
    await migrateSchema({ databaseUrl, schema, migrations: migrationsOf(definition) });
  }
  return new DataSource(readModelOptions(databaseUrl, definitions)).initialize();
};
