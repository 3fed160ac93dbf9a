import { type InstantText } from '#kernel';
import { LogUnavailable } from '../../event-log.js';
import { KurrentDbEventLog } from '../kurrentdb-event-log.js';

/**
 * The log on a server that lets it in: asked once before every case of the contract fails for the same reason.
 * @throws Error that says what may be wrong with the address.
 */
export const openOnTrial = async (connectionString: string, now: () => InstantText): Promise<KurrentDbEventLog> => {
  const log = await KurrentDbEventLog.open({ connectionString, now });
  try {
    await log.head();
    return log;
  } catch (error) {
    await log.close();
    throw new Error(`KURRENTDB_URL names a server on which nothing can be tried: ${reasonOf(error)}`, { cause: error });
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
