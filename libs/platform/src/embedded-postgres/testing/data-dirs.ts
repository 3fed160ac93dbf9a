import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A folder for one test, to be used as a data folder, or to hold one. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'minutebook-data-'));

export const removeFolder = (path: string): void => {
  rmSync(path, { recursive: true, force: true });
};

/** What one statement gives, on a connection of its own. */
export const ask = async <Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
};
