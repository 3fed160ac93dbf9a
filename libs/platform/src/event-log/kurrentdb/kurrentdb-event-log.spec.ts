import { eventLogContract } from '../testing/event-log-contract.js';
import { KurrentDbEventLog } from './kurrentdb-event-log.js';
import { KurrentDbDouble } from './testing/kurrentdb-double.js';

eventLogContract(
  'the KurrentDB adapter, against a double of the server that proves the wire mapping only,',
  async (now) => {
    const double = await KurrentDbDouble.start();
    const log = await KurrentDbEventLog.open({ connectionString: double.connectionString, now });
    return {
      log,
      cutOff: () => {
        double.cut();
        return Promise.resolve();
      },
      close: async () => {
        await log.close();
        await double.stop();
      },
    };
  },
  {
    canBeCutOff: true,
    idsAcrossStreams: false,
    rounds: 200,
    writers: 8,
    appendsPerWriter: 30,
    largeBatch: 500,
    patience: 60_000,
  },
);
