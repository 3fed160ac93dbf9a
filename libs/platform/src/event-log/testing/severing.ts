import pg from 'pg';

/** Severs every connection that logs have to a database now, as an administrator would; to its own unless another is named. */
export const severConnections = async (connectionString: string, database?: string): Promise<void> => {
  await asAdministrator(
    connectionString,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = ${database === undefined ? 'current_database()' : `'${database}'`}
       and application_name like 'minutebook log%'`,
  );
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
