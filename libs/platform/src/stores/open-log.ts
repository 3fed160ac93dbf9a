import { type InstantText } from '#kernel';
import { type Configuration } from '../config/configuration.js';
import { type EventLog } from '../event-log/event-log.js';

/** Hears in one line that a connection was lost and is sought again, that the log takes no facts, and that it does again. */
type Warn = (line: string) => void;

/** The log that the configuration chooses, its schema up to date. */
export const openLog = async (
  configuration: Pick<Configuration, 'eventLog'>,
  databaseUrl: string,
  now: () => InstantText,
  warn?: Warn,
): Promise<EventLog> => {
  if (configuration.eventLog.kind === 'postgres') {
    const { migrateEventLog } = await import('../event-log/postgres/migrate-event-log.js');
    await migrateEventLog(databaseUrl);
  }
  return openLogAsItIs(configuration, databaseUrl, now, warn);
};

/**
 * The log that the configuration chooses, for whoever only reads it: nothing is changed, and where none is, that is an
 * error. KurrentDB's client, and with it a native module, is loaded only where it is chosen.
 */
export const openLogAsItIs = async (
  { eventLog }: Pick<Configuration, 'eventLog'>,
  databaseUrl: string,
  now: () => InstantText,
  warn: Warn = () => undefined,
): Promise<EventLog> => {
  if (eventLog.kind === 'kurrentdb') {
    const { KurrentDbEventLog } = await import('../event-log/kurrentdb/kurrentdb-event-log.js');
    return KurrentDbEventLog.open({
      ...{ connectionString: eventLog.url, now },
      onTrouble: (error) => {
        warn(`the event log lost a connection and seeks it again: ${inWords(error)}`);
      },
    });
  }
  const { PostgresEventLog } = await import('../event-log/postgres/postgres-event-log.js');
  return PostgresEventLog.open({
    ...{ connectionString: databaseUrl, now },
    onRefusal: (refusal) => {
      warn(refusal === undefined ? 'the event log takes facts again' : `the event log takes no facts: ${refusal}`);
    },
  });
};

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));
