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

/** Asks again until the condition holds; fails after twenty seconds. */
export const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  const patience = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > patience) throw new Error('waited for twenty seconds in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
