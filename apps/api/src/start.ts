import { COVENTRY, COVENTRY_MATTER, SAMPLE_LAST_DAY } from '#governance/sample/index';
import { type Clock, type InstantText, londonDay, type Role } from '#kernel';
import { TokenRegister } from '#platform/auth/token-register';
import { openClockedStores } from '#platform/clock/clocked-stores';
import { CommandDesk } from '#platform/commands/command-desk';
import { type Configuration } from '#platform/config/configuration';
import { type EventLog } from '#platform/event-log/event-log';
import { createHttpApp, type HttpApp } from '#platform/http/http-app';
import { type LogOptions } from '#platform/http/log';
import { mustHaveAddress } from '#platform/process/own-host';
import { Projections } from '#platform/projections/projections';
import { type Log } from '#platform/embedded-postgres/log';
import { ANSWER_SCHEMAS } from './answer-schemas.generated.js';
import { MinutebookModule } from './minutebook.module.js';
import { loadSample } from './sample.js';

export interface StartParts {
  readonly configuration: Configuration;
  /** The time by which everything goes, and on which the clock of a demo ticks. */
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
  /** What the clock of a demo shows, and an operator's token that may move it; nothing on an ordinary store. */
  readonly demo: { readonly now: InstantText; readonly token: string } | undefined;
  /** Finishes what was begun and lets go of everything. Asked again, it waits for the same end. */
  close(): Promise<void>;
}

/** How long a start waits until the sample can be read, in milliseconds. */
const READING_PATIENCE_MS = 20_000;
const TOKEN_LIFE_MS = 24 * 3_600_000;

/** Starts the API, in one process with everything else where the database is embedded. @throws StartupProblem */
export const startMinutebook = async (parts: StartParts): Promise<Started> => {
  const { configuration, logger } = parts;
  await mustHaveAddress(configuration.http.host);
  const { stores, clock, demo } = await openClockedStores(configuration, { log: logger, machine: parts.clock });
  stores.onLost(parts.onLost);
  let http: HttpApp | undefined;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await http?.close();
    await stores.close();
  };
  try {
    const follows = configuration.database.kind === 'embedded';
    const root = MinutebookModule.of({ configuration, stores, clock, demo, serves: true, follows });
    http = await createHttpApp(root, httpOptions(parts));
    const sample = await prepareSample(http, stores.log, { ...parts, clock });
    const token = demo === undefined ? '' : await renewToken(http, parts.machineTime, OF_THE_CLOCK);
    const { origin } = await http.listen(configuration.http);
    const toldOfDemo = demo === undefined ? undefined : { now: demo.now(), token };
    return { origin, http, sample, demo: toldOfDemo, close: () => (closing ??= close()) };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The headings of the API's description. */
const TAGS = {
  matters: 'What a council decides on: the record of each matter, its history, and the registers across matters',
  plans: 'What a matter led to, once a body adopted it: the record of each plan, and the register of plans',
  deadlines: 'What is due by when, to whom and why; waived, suspended, and reminded of',
  settings: 'What an authority settles for itself: its name, offices, calendar, cadences and ladders of reminders',
  feeds: 'Deadlines in calendar programs',
  health: 'Whether the process runs and is ready, for whoever keeps it running',
  demo: 'The clock of a demo; an ordinary store has none',
};

const httpOptions = ({ configuration, requests }: StartParts) => ({
  log: requests,
  bodyLimit: configuration.http.bodyLimit,
  trustProxy: configuration.http.trustProxy,
  description: {
    title: 'Minutebook',
    version: '1',
    description: 'Record what council bodies did, act on their behalf, and read the record.',
    tags: TAGS,
    answers: ANSWER_SCHEMAS,
  },
});

/** Loads the sample where it is wanted, unless the clock of a demo shows a day on which that had not all happened. */
const prepareSample = async (http: HttpApp, log: EventLog, parts: StartParts): Promise<Started['sample']> => {
  if (!parts.configuration.sample || londonDay(parts.clock.now()) < SAMPLE_LAST_DAY) return undefined;
  await loadSample({ desk: http.app.get(CommandDesk), log, clock: parts.clock });
  await untilRead(http, log);
  const token = await renewToken(http, parts.machineTime, OF_THE_SAMPLE);
  return { path: `/v1/authorities/${COVENTRY}/matters/${COVENTRY_MATTER}`, token };
};

interface OfficeOfToken {
  readonly office: string;
  readonly role: Role;
  readonly note: string;
}

const OF_THE_SAMPLE: OfficeOfToken = {
  ...{ office: 'democratic-services', role: 'officer', note: 'the sample, minted at the last start' },
};
const OF_THE_CLOCK: OfficeOfToken = {
  ...{ office: 'operations', role: 'operator', note: 'the clock of the demo, minted at the last start' },
};

/** Mints a token for the time until the next start, at most for a day. */
const renewToken = async (http: HttpApp, machineTime: Clock, office: OfficeOfToken): Promise<string> => {
  const now = machineTime.now();
  const expiresAt = new Date(Date.parse(now) + TOKEN_LIFE_MS).toISOString();
  const { token } = await http.app.get(TokenRegister).renew({ authority: COVENTRY, ...office, now, expiresAt });
  return token;
};

/** So that the address that is printed answers at once. */
const untilRead = async (http: HttpApp, log: EventLog): Promise<void> => {
  const head = await log.head();
  if (head === undefined) return;
  await http.app.get(Projections).waitUntilSeen('all', head, { timeoutMs: READING_PATIENCE_MS });
};
