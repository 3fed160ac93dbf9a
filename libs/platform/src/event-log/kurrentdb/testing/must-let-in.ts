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
  if (error instanceof LogUnavailable)
    return (
      'it does not answer. Is it up and ready? Does it speak TLS where the address says tls=false, or the other way ' +
      'round? Is its certificate trusted (tlsCAFile, tlsVerifyCert)?'
    );
  return error instanceof Error ? error.message : String(error);
};
