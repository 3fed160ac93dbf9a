import { type InstantText } from '#kernel';
import { type Configuration } from '../config/configuration.js';
import { type EventLog } from '../event-log/event-log.js';

/**
 * The log that the configuration chooses, its schema up to date. KurrentDB's client, and with it a native module, is
 * loaded only where it is chosen.
 */
export const openLog = async (
  { eventLog }: Pick<Configuration, 'eventLog'>,
  databaseUrl: string,
  now: () => InstantText,
): Promise<EventLog> => {
  if (eventLog.kind === 'kurrentdb') {
    const { KurrentDbEventLog } = await import('../event-log/kurrentdb/kurrentdb-event-log.js');
    return KurrentDbEventLog.open({ connectionString: eventLog.url, now });
  }
  const { migrateEventLog } = await import('../event-log/postgres/migrate-event-log.js');
  const { PostgresEventLog } = await import('../event-log/postgres/postgres-event-log.js');
  await migrateEventLog(databaseUrl);
  return PostgresEventLog.open({ connectionString: databaseUrl, now });
};
