import { randomUUID } from 'node:crypto';
import { migrateEventLog } from '../../../dist/libs/platform/src/event-log/postgres/migrate-event-log.js';
import { PostgresEventLog } from '../../../dist/libs/platform/src/event-log/postgres/postgres-event-log.js';
import { FACTS_IN_A_STREAM, newContext, newData } from '../fact.mjs';

export const openLog = async (url, now = () => new Date().toISOString()) => {
  await migrateEventLog(url);
  return PostgresEventLog.open({ connectionString: url, now });
};

/** Our log: one append a fact, the expected revision given, chained and sealed. */
export const minutebook = async (server) => {
  const url = await server.database();
  const log = await openLog(url);
  return {
    name: 'Minutebook',
    url,
    log,
    makeCaller: () => {
      let stream = '';
      let revision = FACTS_IN_A_STREAM - 1;
      return async () => {
        if (revision === FACTS_IN_A_STREAM - 1) {
          stream = `matter-coventry-${randomUUID()}`;
          revision = -1;
        }
        const expected = revision === -1 ? 'no stream' : { revision };
        const fact = { id: randomUUID(), type: 'ResolutionPassed', data: newData(revision + 2), schemaVersion: 1 };
        const { facts } = await log.append(stream, [fact], expected, newContext());
        revision = facts[0].revision;
      };
    },
    close: () => log.close(),
  };
};
