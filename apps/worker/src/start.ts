import { MinutebookModule } from '#api/minutebook.module';
import { type Clock, type InstantText } from '#kernel';
import { openClockedStores } from '#platform/clock/clocked-stores';
import { type Configuration } from '#platform/config/configuration';
import { StartupProblem } from '#platform/config/startup-problem';
import { type Log } from '#platform/embedded-postgres/log';
import { createHttpApp, type HttpApp } from '#platform/http/http-app';
import { type LogOptions } from '#platform/http/log';
import { mustHaveAddress } from '#platform/process/own-host';

export interface WorkerParts {
  readonly configuration: Configuration;
  /** The time by which everything goes, and on which the clock of a demo ticks. */
  readonly clock: Clock;
  readonly logger: Log;
  readonly requests: LogOptions;
}

/** A worker that runs. */
export interface StartedWorker {
  /** Where its health is. */
  readonly origin: string;
  /** What the clock of a demo shows; nothing on an ordinary store. */
  readonly demo: InstantText | undefined;
  /** Finishes what was begun and lets go of everything. */
  close(): Promise<void>;
}

/** Starts a worker: it moves the read models, keeps deadlines, and serves nothing but its health. @throws StartupProblem */
export const startWorker = async ({
  configuration,
  clock: machine,
  logger,
  requests,
}: WorkerParts): Promise<StartedWorker> => {
  if (configuration.database.kind === 'embedded')
    throw new StartupProblem('A worker needs DATABASE_URL: an embedded Minutebook does a worker’s work itself.');
  await mustHaveAddress(configuration.http.host);
  const { stores, clock, demo } = await openClockedStores(configuration, { log: logger, machine });
  let http: HttpApp | undefined;
  const close = async (): Promise<void> => {
    await http?.close();
    await stores.close();
  };
  try {
    const root = MinutebookModule.of({ configuration, stores, clock, demo, serves: false, follows: true });
    http = await createHttpApp(root, { log: requests, description: DESCRIPTION });
    const { origin } = await http.listen(configuration.http);
    return { origin, demo: demo?.now(), close };
  } catch (error) {
    await close();
    throw error;
  }
};

const DESCRIPTION = { title: 'Minutebook worker', version: '1', description: 'Health of a worker.' };
