import { type InstantText } from '#kernel';
import { type Configuration } from '../config/configuration.js';
import { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import { type Log } from '../embedded-postgres/log.js';
import { type EventLog } from '../event-log/event-log.js';
import { openLog } from './open-log.js';

/** The name of the database in an embedded server. */
export const DATABASE = 'minutebook';

/** Where a process keeps what it knows. */
export interface Stores {
  /** The connection string of the database of read models, tokens and, unless KurrentDB has it, the log. May hold a password. */
  readonly databaseUrl: string;
  readonly log: EventLog;
  /** Told when the embedded server ended and could not be started again; the process should end. */
  onLost(listener: (reason: Error) => void): void;
  close(): Promise<void>;
}

/** Opens the stores that the configuration chooses. @throws StartupProblem, or what a server says */
export const openStores = async (
  configuration: Configuration,
  parts: { log: Log; now: () => InstantText },
): Promise<Stores> => {
  const embedded = await openEmbedded(configuration, parts.log);
  const databaseUrl = embedded?.url(DATABASE) ?? urlOf(configuration);
  try {
    const log = await openLog(configuration, databaseUrl, parts.now, (line) => {
      parts.log.warn(line);
    });
    return {
      databaseUrl,
      log,
      onLost: (listener) => embedded?.onLost(listener),
      close: async () => {
        await log.close();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
};

const openEmbedded = async ({ database, dataDir }: Configuration, log: Log): Promise<EmbeddedPostgres | undefined> => {
  if (database.kind === 'server') return undefined;
  const embedded = await EmbeddedPostgres.start({ dataDir, log });
  await embedded.ensureDatabase(DATABASE);
  return embedded;
};

const urlOf = ({ database }: Configuration): string => {
  if (database.kind === 'server') return database.url;
  throw new Error('an embedded database has no address before it runs');
};
