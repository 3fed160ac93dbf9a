import { DataSource, type MigrationInterface } from 'typeorm';
import { SteadyClient } from '../postgres/steady-client.js';

/** A schema, and the migrations that bring it to where this version of the code wants it. */
export interface SchemaMigrations {
  readonly databaseUrl: string;
  readonly schema: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/**
 * Makes the schema where it is missing and runs the migrations that it has not seen, with the schema as search path.
 * Processes that start together take turns.
 */
export const migrateSchema = async ({ databaseUrl, schema, migrations }: SchemaMigrations): Promise<void> => {
  const client = new SteadyClient({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('minutebook/migrate/' || $1, 0))", [schema]);
    await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
    await runMigrations({ databaseUrl, schema, migrations });
  } finally {
    await client.end();
  }
};

const runMigrations = async ({ databaseUrl, schema, migrations }: SchemaMigrations): Promise<void> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    schema,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    extra: { max: 1, options: `-c search_path=${schema}` },
    installExtensions: false,
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'all' });
  } finally {
    await dataSource.destroy();
  }
};
