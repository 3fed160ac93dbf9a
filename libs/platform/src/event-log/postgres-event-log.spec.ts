import { freshDatabase } from '../../../../test/support/database.js';
import { migrateEventLog } from './postgres/migrate-event-log.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';
import { eventLogContract } from './testing/event-log-contract.js';

eventLogContract('the log in PostgreSQL', async (now) => {
  const database = await freshDatabase();
  await migrateEventLog(database.url);
  const log = await PostgresEventLog.open({ connectionString: database.url, now });
  return {
    log,
    close: async () => {
      await log.close();
      await database.drop();
    },
  };
});
