import { LogUnavailable } from '../event-log.js';
import { Connections, type Statement } from '../postgres/connections.js';

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
