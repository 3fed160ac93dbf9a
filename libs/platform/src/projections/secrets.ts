import { randomBytes } from 'node:crypto';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { SteadyClient } from '../postgres/steady-client.js';
import { migrateSchema } from '../postgres/migrate-schema.js';

const SCHEMA = 'platform';

export class Secrets1767225600000 implements MigrationInterface {
  readonly name = 'Secrets1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table secrets (name text primary key, value bytea not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table secrets');
  }
}

/** The secret of 32 bytes that all processes on this database share under the name; made by whoever asks first. */
export const sharedSecret = async (databaseUrl: string, name: string): Promise<Buffer> => {
  await migrateSchema({ databaseUrl, schema: SCHEMA, migrations: [Secrets1767225600000] });
  const client = new SteadyClient({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`insert into ${SCHEMA}.secrets (name, value) values ($1, $2) on conflict (name) do nothing`, [
      name,
      randomBytes(32),
    ]);
    const { rows } = await client.query<{ value: Buffer }>(`select value from ${SCHEMA}.secrets where name = $1`, [
      name,
    ]);
    const [row] = rows;
    if (row === undefined)
      throw new Error(`the secret ${name} vanished from ${SCHEMA}.secrets while it was being read`);
    return row.value;
  } finally {
    await client.end();
  }
};
