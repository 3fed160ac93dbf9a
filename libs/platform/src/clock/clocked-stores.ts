import { type Clock } from '#kernel';
import { type Configuration } from '../config/configuration.js';
import { type Log } from '../embedded-postgres/log.js';
import { openStores, type Stores } from '../stores/stores.js';
import { type DemoClock } from './demo-clock.js';
import { openDemoClock } from './open-demo-clock.js';

/** Where a process keeps what it knows, and the time by which all of it goes. */
export interface ClockedStores {
  readonly stores: Stores;
  /** The machine's, or that of a demo. */
  readonly clock: Clock;
  readonly demo: DemoClock | undefined;
}

/** Opens the stores that the configuration chooses, and the clock that they keep. @throws StartupProblem, or what a server says */
export const openClockedStores = async (
  configuration: Configuration,
  parts: { readonly log: Log; readonly machine: Clock },
): Promise<ClockedStores> => {
  const { machine } = parts;
  let demo: DemoClock | undefined;
  const stores = await openStores(configuration, { log: parts.log, now: () => (demo ?? machine).now() });
  try {
    const { databaseUrl, log } = stores;
    demo = await openDemoClock({ databaseUrl, log, machine, asked: configuration.demoClock });
    return { stores: closingFirst(stores, demo), clock: demo ?? machine, demo };
  } catch (error) {
    await stores.close();
    throw error;
  }
};

const closingFirst = (stores: Stores, demo: DemoClock | undefined): Stores => ({
  ...stores,
  close: async () => {
    await demo?.close();
    await stores.close();
  },
});
