import { COVENTRY, COVENTRY_MATTER } from '#governance/sample/index';
import { type Clock } from '#kernel';
import { TokenRegister } from '#platform/auth/token-register';
import { CommandDesk } from '#platform/commands/command-desk';
import { type Configuration } from '#platform/config/configuration';
import { type EventLog } from '#platform/event-log/event-log';
import { createHttpApp, type HttpApp } from '#platform/http/http-app';
import { type LogOptions } from '#platform/http/log';
import { Projections } from '#platform/projections/projections';
import { openStores } from '#platform/stores/stores';
import { type Log } from '#platform/embedded-postgres/log';
import { MinutebookModule } from './minutebook.module.js';
import { loadSample } from './sample.js';

export interface StartParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  /** The machine's time, by which tokens expire whatever the clock says. */
  readonly machineTime: Clock;
  readonly logger: Log;
  readonly requests: LogOptions;
  readonly onLost: (reason: Error) => void;
}

/** A Minutebook that takes requests. */
export interface Started {
  readonly origin: string;
  readonly http: HttpApp;
  /** Where the sample can be read, where it was loaded. */
  readonly sample: { readonly path: string; readonly token: string } | undefined;
  /** Finishes what was begun and lets go of everything. Asked again, it waits for the same end. */
  close(): Promise<void>;
}

/** How long a start waits until the sample can be read, in milliseconds. */
const READING_PATIENCE_MS = 20_000;
const TOKEN_LIFE_MS = 24 * 3_600_000;
const SAMPLE_NOTE = 'the sample, minted at the last start';

/** Starts the API, in one process with everything else where the database is embedded. @throws StartupProblem */
export const startMinutebook = async (parts: StartParts): Promise<Started> => {
  const { configuration, clock, logger } = parts;
  const stores = await openStores(configuration, { log: logger, now: () => clock.now() });
  stores.onLost(parts.onLost);
  let http: HttpApp | undefined;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await http?.close();
    await stores.close();
  };
  try {
    const follows = configuration.database.kind === 'embedded';
    const root = MinutebookModule.of({ configuration, stores, clock, serves: true, follows });
    http = await createHttpApp(root, httpOptions(parts));
    const sample = configuration.sample ? await prepareSample(http, stores.log, parts) : undefined;
    const { origin } = await http.listen(configuration.http);
    return { origin, http, sample, close: () => (closing ??= close()) };
  } catch (error) {
    await close();
    throw error;
  }
};

const httpOptions = ({ configuration, requests }: StartParts) => ({
  log: requests,
  bodyLimit: configuration.http.bodyLimit,
  trustProxy: configuration.http.trustProxy,
  description: {
    title: 'Minutebook',
    version: '1',
    description: 'The minute book of a council: commands that officers send, and what is read of what was recorded.',
  },
});

const prepareSample = async (http: HttpApp, log: EventLog, parts: StartParts) => {
  await loadSample({ desk: http.app.get(CommandDesk), log, clock: parts.clock });
  await untilRead(http, log);
  const now = parts.machineTime.now();
  const { token } = await http.app.get(TokenRegister).renew({
    ...{ authority: COVENTRY, office: 'democratic-services', role: 'officer', now, note: SAMPLE_NOTE },
    expiresAt: new Date(Date.parse(now) + TOKEN_LIFE_MS).toISOString(),
  });
  return { path: `/v1/authorities/${COVENTRY}/matters/${COVENTRY_MATTER}`, token };
};

/** So that the address that is printed answers at once. */
const untilRead = async (http: HttpApp, log: EventLog): Promise<void> => {
  const head = await log.head();
  if (head === undefined) return;
  await http.app.get(Projections).waitUntilSeen('all', head, { timeoutMs: READING_PATIENCE_MS });
};
