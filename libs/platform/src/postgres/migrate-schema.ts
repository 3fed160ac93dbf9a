import { DataSource, type MigrationInterface } from 'typeorm';
import { withSettings } from './settings.js';
import { SteadyClient } from './steady-client.js';

/** A schema, and the migrations that bring it to where this version of the code wants it. */
export interface SchemaMigrations {
  readonly databaseUrl: string;
  readonly schema: string;
  readonly migrations: readonly (new () => MigrationInterface)[];
}

/**
 * Makes the schema where it is missing and runs the migrations that it has not seen, with the schema as search path.
 * Processes that start together take turns. Where nothing is to be done, no more is needed than to read `migrations`.
 */
export const migrateSchema = async ({ databaseUrl, schema, migrations }: SchemaMigrations): Promise<void> => {
  const client = new SteadyClient({ connectionString: databaseUrl });
  await client.connect();
  try {
    if (!(await lacksAny(client, schema, migrations))) return;
    await client.query("select pg_advisory_lock(hashtextextended('minutebook/migrate/' || $1, 0))", [schema]);
    await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
    await runMigrations({ databaseUrl, schema, migrations });
  } finally {
    await client.end();
  }
};

const lacksAny = async (
  client: SteadyClient,
  schema: string,
  migrations: SchemaMigrations['migrations'],
): Promise<boolean> => {
  const table = `${client.escapeIdentifier(schema)}.migrations`;
  const { rows: found } = await client.query('select where to_regclass($1) is not null', [table]);
  if (found.length === 0) return true;
  const { rows } = await client.query<{ name: string }>(`select name from ${table}`);
  const seen = new Set(rows.map(({ name }) => name));
  return migrations.some((migration) => !seen.has(new migration().name ?? migration.name));
};

const runMigrations = async ({ databaseUrl, schema, migrations }: SchemaMigrations): Promise<void> => {
  const { connectionString, options } = withSettings(databaseUrl, `-c search_path=${schema}`);
  const dataSource = new DataSource({
    type: 'postgres',
    url: connectionString,
    schema,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    extra: { max: 1, options },
    installExtensions: false,
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'all' });
  } finally {
    await dataSource.destroy();
  }
};
