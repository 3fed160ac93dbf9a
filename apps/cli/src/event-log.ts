import { type Configuration } from '#platform/config/configuration';
import { type EventLog } from '#platform/event-log/event-log';

const now = (): string => new Date().toISOString();

/** The log that the configuration chooses, for a command that reads it. KurrentDB's client is loaded only where it is chosen. */
export const openLog = async ({ eventLog }: Configuration, databaseUrl: string): Promise<EventLog> => {
  if (eventLog.kind === 'kurrentdb') {
    const { KurrentDbEventLog } = await import('#platform/event-log/kurrentdb/kurrentdb-event-log');
    return KurrentDbEventLog.open({ connectionString: eventLog.url, now });
  }
  const { migrateEventLog } = await import('#platform/event-log/postgres/migrate-event-log');
  const { PostgresEventLog } = await import('#platform/event-log/postgres/postgres-event-log');
  await migrateEventLog(databaseUrl);
  return PostgresEventLog.open({ connectionString: databaseUrl, now });
};
