import { readConfiguration } from '#platform/config/configuration';
import { StartupProblem } from '#platform/config/startup-problem';
import { findRunningPostgres } from '#platform/embedded-postgres/runtime-file';

/** The database of an embedded Minutebook, within its server. */
const DATABASE = 'minutebook';

/**
 * The connection string of the database that a command is about: `DATABASE_URL`, or else that of the Minutebook which
 * runs on the data folder. It may hold a password: never show it.
 * @throws {StartupProblem} when neither is there, or the environment is wrong
 */
export const findDatabase = (environment: Readonly<Record<string, string | undefined>>): string => {
  const { database, dataDir } = readConfiguration(environment);
  if (database.kind === 'server') return database.url;
  const running = findRunningPostgres(dataDir);
  if (running === undefined)
    throw new StartupProblem(`No Minutebook runs on the folder ${dataDir}: start it, or set DATABASE_URL.`);
  return running.url(DATABASE);
};
