import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { FACTS_IN_A_STREAM, newContext, newData } from '../fact.mjs';

/** Emmett: `appendToStream`, one transaction an append, the expected version given. */
export const emmett = async (server, { connections, name = 'Emmett' }) => {
  const connectionString = await server.database();
  const pool = new pg.Pool({ connectionString, max: connections });
  const store = getPostgreSQLEventStore(connectionString, { connectionOptions: { pool } });
  await store.schema.migrate();
  return {
    name,
    makeCaller: () => {
      let stream = '';
      let version = BigInt(FACTS_IN_A_STREAM);
      return async () => {
        if (version === BigInt(FACTS_IN_A_STREAM)) {
          stream = `matter-${randomUUID()}`;
          version = 0n;
        }
        const event = { type: 'ResolutionPassed', data: newData(Number(version) + 1), metadata: newContext() };
        const appended = await store.appendToStream(stream, [event], { expectedStreamVersion: version });
        version = appended.nextExpectedStreamVersion;
      };
    },
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
};
