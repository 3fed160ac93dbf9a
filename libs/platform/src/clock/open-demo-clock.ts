import { type Clock, type InstantText } from '#kernel';
import { StartupProblem } from '../config/startup-problem.js';
import { type EventLog } from '../event-log/event-log.js';
import { ClockTables, migrateClock, type StoredClock } from './clock-tables.js';
import { DemoClock } from './demo-clock.js';

export interface ClockParts {
  readonly databaseUrl: string;
  readonly log: Pick<EventLog, 'head'>;
  /** The time on which a demo's clock ticks. */
  readonly machine: Clock;
  /** What a new store is to be: a demo, where its clock begins, or neither. */
  readonly asked: boolean | InstantText;
}

/**
 * The clock of the store, where it is a demo; nothing where it is an ordinary one. A store is settled as one or the other
 * at its first start, before it holds a fact, and stays it.
 * @throws StartupProblem where a demo is asked for on a store that is none
 */
export const openDemoClock = async (parts: ClockParts): Promise<DemoClock | undefined> => {
  await migrateClock(parts.databaseUrl);
  const tables = new ClockTables(parts.databaseUrl);
  try {
    const stored = await settled(tables, parts);
    if (!stored.demo && parts.asked !== false) throw new StartupProblem(NO_DEMO);
    if (stored.demo) {
      const clock = new DemoClock(tables, parts.machine, stored);
      clock.follow();
      return clock;
    }
    await tables.close();
    return undefined;
  } catch (error) {
    await tables.close().catch(() => undefined);
    throw error;
  }
};

const NO_DEMO =
  'MINUTEBOOK_DEMO_CLOCK is set, and this store is not a demo: only a new store can be made one. ' +
  'Set it to off, or begin a new store: another folder in MINUTEBOOK_DATA_DIR, or another database in DATABASE_URL.';

/** What the store is. One that holds facts, and was never settled, was made before there were demos. */
const settled = async (tables: ClockTables, { log, machine, asked }: ClockParts): Promise<StoredClock> => {
  const isNew = (await tables.read()) === undefined && (await log.head()) === undefined;
  const aheadMs = typeof asked === 'string' ? Date.parse(asked) - Date.parse(machine.now()) : 0;
  await tables.settle({ demo: isNew && asked !== false, aheadMs });
  const stored = await tables.read();
  if (stored === undefined) throw new Error('what the store is was settled, and cannot be read');
  return stored;
};
