import { freshDatabase } from '../../../../../test/support/database.js';
import { LogUnavailable } from '../event-log.js';
import { Connections, type Statement } from '../postgres/connections.js';
import { migrateEventLog } from '../postgres/migrate-event-log.js';
import { PostgresEventLog } from '../postgres/postgres-event-log.js';

/** Connections that remember what is asked of them, and can be away. */
export class CountedConnections extends Connections {
  asked: string[] = [];
  areAway = false;

  override rows<Row extends readonly unknown[]>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    this.asked.push(statement.name);
    if (this.areAway) return Promise.reject(new LogUnavailable('nothing written'));
    return super.rows<Row>(statement, values);
  }
}

/** A log on a database of its own, and connections beside it on which reading is counted. */
export interface CountedLog {
  readonly url: string;
  readonly log: PostgresEventLog;
  readonly connections: CountedConnections;
  close(): Promise<void>;
}

export const openCountedLog = async (): Promise<CountedLog> => {
  const database = await freshDatabase();
  await migrateEventLog(database.url);
  const log = await PostgresEventLog.open({ connectionString: database.url, now: () => '2026-01-05T09:00:00.000Z' });
  const connections = new CountedConnections(database.url, 4, 10_000);
  return {
    url: database.url,
    log,
    connections,
    close: async () => {
      await connections.end();
      await log.close();
      await database.drop();
    },
  };
};
