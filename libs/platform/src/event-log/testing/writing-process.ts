import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { PostgresEventLog } from '../postgres/postgres-event-log.js';

/** Writes to the log of a database with many callers, and says each id on standard output once it is acknowledged. */
const log = await PostgresEventLog.open({
  connectionString: process.argv[2] ?? '',
  now: () => new Date().toISOString(),
});
const context = {
  commandId: randomUUID(),
  payloadHash: 'c0ffee',
  correlationId: randomUUID(),
  causationId: randomUUID(),
  actor: 'office:democratic-services',
  capacity: 'officer',
  authority: 'coventry',
};

const write = async (caller: number): Promise<void> => {
  for (let turn = 0; ; turn += 1) {
    const facts = Array.from({ length: 1 + (turn % 3) }, (_, n) => ({
      id: randomUUID(),
      type: 'SomethingTold',
      data: { n, words: 'x'.repeat(300) },
      schemaVersion: 1,
    }));
    await log.append(`matter-coventry-${caller}-${turn % 5}`, facts, 'any', context);
    writeSync(1, facts.map(({ id }) => `${id}\n`).join(''));
  }
};

await Promise.all(Array.from({ length: 16 }, (_, caller) => write(caller)));
