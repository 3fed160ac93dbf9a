import { InMemoryEventLog } from './in-memory-event-log.js';
import { eventLogContract } from './testing/event-log-contract.js';

eventLogContract('the log in memory', (now) => {
  const log = new InMemoryEventLog({ now });
  return Promise.resolve({ log, close: () => log.close() });
});
