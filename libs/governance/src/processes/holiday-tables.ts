import { v5 as uuidv5 } from 'uuid';
import { JURISDICTIONS, shippedTable } from '#calendar';
import { type Actor, type Clock, LaterRelease, type RecordedFact } from '#kernel';
import { placeOf, PROCLAMATIONS, proclamationsStreamOf, RenewHolidayTable, tableAfter } from '../calendars/index.js';
import { type Desk, type Records } from './ports.js';

/**
 * Records of each jurisdiction that the table of holidays that ships counts from here on, where an older one does: the log
 * says by which table it is counted. It may be done any number of times, and in several processes at once.
 */
export const renewHolidayTables = async ({
  records,
  desk,
  clock,
  actor,
}: {
  readonly records: Pick<Records, 'readStreams'>;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly actor: Actor;
}): Promise<void> => {
  const streams = JURISDICTIONS.map(proclamationsStreamOf);
  const recorded = await records.readStreams(streams);
  for (const [at, jurisdiction] of JURISDICTIONS.entries()) {
    const { version: table, years } = shippedTable(jurisdiction);
    if (table <= tableAfter(recorded[at] ?? [])) continue;
    const commandId = uuidv5(JSON.stringify([streams[at], table]), TABLES);
    await desk.send({
      category: 'calendar',
      command: Object.assign(new RenewHolidayTable(), { table, lastYear: years.last }),
      envelope: {
        ...{ authority: placeOf(jurisdiction), subject: PROCLAMATIONS, actor, receivedAt: clock.now() },
        ...{ commandId, correlationId: commandId, causationId: commandId },
      },
    });
  }
};

/** The namespace of the ids of those commands. Changing it would only have each table recorded under another id. */
const TABLES = '5b1d1f0a-7c0e-5f5b-9d0b-6e2c1a4f7d38';

/**
 * What a later release has counted by its table is not counted again by an older one.
 * @throws LaterRelease where a newer table counts than ships
 */
export const requireTablesShipped = (calendar: readonly RecordedFact[]): void => {
  for (const jurisdiction of JURISDICTIONS) {
    const stream = proclamationsStreamOf(jurisdiction);
    const counts = tableAfter(calendar.filter((fact) => fact.stream === stream));
    const { version } = shippedTable(jurisdiction);
    if (counts > version)
      throw new LaterRelease(
        `deadlines are counted by version ${counts} of the bank holidays of ${jurisdiction}, and this release ships version ${version}: start one that ships it`,
      );
  }
};
