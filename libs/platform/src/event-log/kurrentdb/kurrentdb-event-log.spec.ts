import { eventLogContract } from '../testing/event-log-contract.js';
import { KurrentDbEventLog } from './kurrentdb-event-log.js';
import { KurrentDbDouble } from './testing/kurrentdb-double.js';
import { strangersWriting } from './testing/strangers.js';

eventLogContract(
  'the KurrentDB adapter, against a double of the server that proves the wire mapping only, and among strangers,',
  async (now) => {
    const double = await KurrentDbDouble.start();
    const strangers = strangersWriting(double.log);
    const log = await KurrentDbEventLog.open({ connectionString: double.connectionString, now });
    return {
      log,
      cutOff: () => {
        double.cut();
        return Promise.resolve();
      },
      close: async () => {
        strangers.stop();
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
