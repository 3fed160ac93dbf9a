import pg from 'pg';
import { LogUnavailable } from '../event-log.js';

/** Severs every connection that logs have to a database now, as an administrator would; to its own unless another is named. */
export const severConnections = async (connectionString: string, database?: string): Promise<void> => {
  await asAdministrator(
    connectionString,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = ${database === undefined ? 'current_database()' : `'${database}'`}
       and application_name like 'minutebook log%'`,
  );
};

/**
 * Asks until the log answers. After a severance each connection of the log may turn out to be gone only when it is used,
 * so that several questions in a row are met with LogUnavailable.
 */
export const answered = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let left = 20; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof LogUnavailable) || left === 0) throw error;
    }
  }
};

/** Runs one statement on a connection of its own. */
export const asAdministrator = async (connectionString: string, statement: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};
