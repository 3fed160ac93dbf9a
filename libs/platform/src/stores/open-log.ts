import { type InstantText } from '#kernel';
import { type Configuration } from '../config/configuration.js';
import { type EventLog } from '../event-log/event-log.js';

/** Hears of connections that were lost and are sought again, where the log tells of them. */
type OnTrouble = (error: unknown) => void;

/** The log that the configuration chooses, its schema up to date. */
export const openLog = async (
  configuration: Pick<Configuration, 'eventLog'>,
  databaseUrl: string,
  now: () => InstantText,
  onTrouble?: OnTrouble,
): Promise<EventLog> => {
  if (configuration.eventLog.kind === 'postgres') {
    const { migrateEventLog } = await import('../event-log/postgres/migrate-event-log.js');
    await migrateEventLog(databaseUrl);
  }
  return openLogAsItIs(configuration, databaseUrl, now, onTrouble);
};

/**
 * The log that the configuration chooses, for whoever only reads it: nothing is changed, and where none is, that is an
 * error. KurrentDB's client, and with it a native module, is loaded only where it is chosen.
 */
export const openLogAsItIs = async (
  { eventLog }: Pick<Configuration, 'eventLog'>,
  databaseUrl: string,
  now: () => InstantText,
  onTrouble?: OnTrouble,
): Promise<EventLog> => {
  if (eventLog.kind === 'kurrentdb') {
    const { KurrentDbEventLog } = await import('../event-log/kurrentdb/kurrentdb-event-log.js');
    return KurrentDbEventLog.open({
      ...{ connectionString: eventLog.url, now },
      ...(onTrouble === undefined ? {} : { onTrouble }),
    });
  }
  const { PostgresEventLog } = await import('../event-log/postgres/postgres-event-log.js');
  return PostgresEventLog.open({ connectionString: databaseUrl, now });
};
