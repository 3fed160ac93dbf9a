import { type Clock, type InstantText } from '#kernel';
import { ClockTables } from './clock-tables.js';

/** What time it is for a store, asked once: the machine's, or what the clock of a demo shows. */
export const timeOfStore = async (databaseUrl: string, machine: Clock): Promise<InstantText> => {
  const tables = new ClockTables(databaseUrl);
  try {
    const stored = (await tables.exist()) ? await tables.read() : undefined;
    const aheadMs = stored?.demo === true ? stored.aheadMs : 0;
    return new Date(Date.parse(machine.now()) + aheadMs).toISOString();
  } finally {
    await tables.close();
  }
};
