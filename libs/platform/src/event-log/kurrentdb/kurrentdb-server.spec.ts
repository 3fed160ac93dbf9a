import { itUnlessElsewhere } from '../../../../../test/support/lacking.js';
import { eventLogContract } from '../testing/event-log-contract.js';
import { KurrentDbEventLog } from './kurrentdb-event-log.js';
import { mustLetIn } from './testing/must-let-in.js';

const connectionString = process.env['KURRENTDB_URL'];

/** The contract on a real server, which may be slow, hold other data and have other writers; nothing of theirs is touched. */
if (connectionString === undefined)
  // No server comes with the packages: whoever has one names it, and the double stands for the mapping alone.
  itUnlessElsewhere('KURRENTDB_URL is not set', 'a real KurrentDB server was not tried', () => Promise.resolve());
else {
  await mustLetIn(connectionString);
  eventLogContract(
    'the KurrentDB adapter, against a real server,',
    async (now) => {
      const log = await KurrentDbEventLog.open({ connectionString, now });
      return { log, close: () => log.close() };
    },
    { idsAcrossStreams: false, rounds: 200, writers: 8, appendsPerWriter: 40, largeBatch: 500, patience: 90_000 },
  );
}
