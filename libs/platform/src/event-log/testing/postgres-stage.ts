import { freshDatabase } from '../../../../../test/support/database.js';
import { type InstantText } from '#kernel';
import { migrateEventLog } from '../postgres/migrate-event-log.js';
import { PostgresEventLog } from '../postgres/postgres-event-log.js';
import { type OpenedLog } from './stage.js';

/** A log in a new database, taken away again when it is closed. */
export const freshPostgresLog = async (
  now: () => InstantText,
): Promise<OpenedLog & { readonly url: string; readonly log: PostgresEventLog }> => {
  const database = await freshDatabase();
  await migrateEventLog(database.url);
  const log = await PostgresEventLog.open({ connectionString: database.url, now });
  return {
    log,
    url: database.url,
    close: async () => {
      await log.close();
      await database.drop();
    },
  };
};
