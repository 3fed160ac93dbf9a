import { LogUnavailable } from '../../event-log.js';
import { KurrentDbEventLog } from '../kurrentdb-event-log.js';

/**
 * Asks a server once, before every case of the contract fails for the same reason.
 * @throws Error that says what may be wrong with the address.
 */
export const mustLetIn = async (connectionString: string): Promise<void> => {
  const log = await KurrentDbEventLog.open({ connectionString, now: () => '2024-07-09T10:00:00.000Z' });
  try {
    await log.head();
  } catch (error) {
    throw new Error(`KURRENTDB_URL names a server on which nothing can be tried: ${reasonOf(error)}`, { cause: error });
  } finally {
    await log.close();
  }
};

const reasonOf = (error: unknown): string => {
  const reason = error instanceof LogUnavailable ? error.cause : error;
  return reason instanceof Error ? reason.message : String(reason);
};
