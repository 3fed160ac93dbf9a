import { randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * A new database on the run's server, empty, or with all that another has. Call `drop` when the test file is done.
 * @param like the address of the other, to which nobody is connected
 */
export const freshDatabase = async (like?: string): Promise<{ url: string; drop(): Promise<void> }> => {
  const server = process.env['TEST_POSTGRES_URL'];
  if (server === undefined) throw new Error('TEST_POSTGRES_URL is not set: run the tests through Jest');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = like === undefined ? '' : ` template ${new URL(like).pathname.slice(1)}`;
  await onServer(server, `create database ${name}${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) };
};

const onServer = async (connectionString: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement);
  await client.end();
};
