import { describe, it } from '@jest/globals';
import { eventLogContract } from '../testing/event-log-contract.js';
import { KurrentDbEventLog } from './kurrentdb-event-log.js';

const connectionString = process.env['KURRENTDB_URL'];

/** The contract on a real server, which may be slow, hold other data and have other writers; nothing of theirs is touched. */
if (connectionString === undefined) {
  console.warn('KURRENTDB_URL is not set: the KurrentDB adapter was tried against a double only, not against a server');
  describe('a real KurrentDB server', () => {
    it.skip('was not tried, because KURRENTDB_URL is not set', () => undefined);
  });
} else
  eventLogContract(
    'the KurrentDB adapter, against a real server,',
    async (now) => {
      const log = await KurrentDbEventLog.open({ connectionString, now });
      return { log, close: () => log.close() };
    },
    { idsAcrossStreams: false, writers: 8, appendsPerWriter: 40, largeBatch: 500, patience: 90_000 },
  );
