import { setTimeout as pause } from 'node:timers/promises';
import { type MinutebookParts, MinutebookModule } from '#api/minutebook.module';
import { startMinutebook, type StartParts } from '#api/start';
import { type Clock, type InstantText, type Role } from '#kernel';
import { TokenRegister } from '#platform/auth/token-register';
import { CommandDesk } from '#platform/commands/command-desk';
import { type Configuration, readConfiguration } from '#platform/config/configuration';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { createHttpApp } from '#platform/http/http-app';
import { type LogOptions } from '#platform/http/log';
import { type RouteTable } from '#platform/http/route-table';
import { type Answer, ask, type Asked } from '#platform/http/testing/ask';
import { Projections } from '#platform/projections/projections';
import { openStores } from '#platform/stores/stores';
import { freshDatabase } from './database.js';

/** A clock that moves when it is told to. */
export interface HandMovedClock extends Clock {
  set(instant: InstantText): void;
}

/** A whole Minutebook: an API that serves, and a worker that moves the read models, over one database of their own. */
export interface RunningMinutebook {
  /** Where the API listens: `http://127.0.0.1:40000`. */
  readonly origin: string;
  readonly routes: RouteTable;
  readonly clock: HandMovedClock;
  readonly log: EventLog;
  readonly desk: CommandDesk;
  readonly tokens: TokenRegister;
  ask(asked: Asked): Promise<Answer>;
  /** What each read model could not take, a line a stream. */
  parked(): Promise<readonly string[]>;
  /** A token of the democratic services office of an authority. */
  token(authority: string, role?: Role): Promise<string>;
  close(): Promise<void>;
}

const BEGINNING: InstantText = '2026-11-22T10:00:00.000Z';
const PATIENCE_MS = 30_000;
const SILENT = { level: 'silent' } as const;

const lost = (reason: Error): never => {
  throw reason;
};

/** The settings of a process on a server, with whatever else is set. */
export const settings = (databaseUrl: string, more: Readonly<Record<string, string>> = {}): Configuration =>
  readConfiguration({ DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'silent', ...more });

/** What a process is started with, quietly and by the clock given. */
const startParts = (configuration: Configuration, clock: Clock): StartParts => ({
  configuration,
  clock,
  machineTime: { now: () => new Date().toISOString() },
  logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  requests: SILENT,
  onLost: lost,
});

export const handMovedClock = (instant: InstantText = BEGINNING): HandMovedClock => {
  let now = instant;
  return {
    now: () => now,
    set: (next) => {
      now = next;
    },
  };
};

/**
 * Opens it in this process, on a free port; close it when done.
 * @param more further settings
 * @param requests where the API logs its requests; nowhere unless told otherwise
 */
export const openMinutebook = async (
  more: Readonly<Record<string, string>> = {},
  requests: LogOptions = SILENT,
): Promise<RunningMinutebook> => {
  const database = await freshDatabase();
  const clock = handMovedClock();
  const configuration = settings(database.url, more);
  const parts = { ...startParts(configuration, clock), requests };
  const started = await startMinutebook(parts);
  const worker = await openWorker({ configuration, clock }, parts);
  await ready(started.origin);
  const { app, routes } = started.http;
  const tokens = app.get(TokenRegister);
  return {
    ...{ origin: started.origin, routes, clock, tokens },
    log: app.get<EventLog>(EVENT_LOG, { strict: false }),
    desk: app.get(CommandDesk),
    ask: (asked) => ask(started.origin, asked),
    parked: async () => {
      const standings = await app.get(Projections, { strict: false }).health();
      return standings.flatMap(({ name, parked }) => parked.map(({ stream, error }) => `${name}: ${stream}: ${error}`));
    },
    token: async (authority, role = 'officer') => (await tokens.mint({ ...OFFICE, authority, role })).token,
    close: async () => {
      await started.close();
      await worker.close();
      await database.drop();
    },
  };
};

const OFFICE = {
  office: 'democratic-services',
  now: '2024-01-01T00:00:00.000Z',
  expiresAt: '2999-01-01T00:00:00.000Z',
} as const;

/** Waits until the application takes requests. */
const ready = async (origin: string): Promise<void> => {
  const limit = Date.now() + PATIENCE_MS;
  for (;;) {
    const { status, text } = await ask(origin, { path: '/health/ready' });
    if (status === 200) return;
    if (Date.now() > limit) throw new Error(`it does not become ready: ${text}`);
    await pause(20);
  }
};

/** Moves the read models beside the API, as the worker of a council would. It keeps no deadlines, so that nothing is written but what a test sends. */
const openWorker = async (
  { configuration, clock }: Pick<MinutebookParts, 'configuration' | 'clock'>,
  { logger }: StartParts,
): Promise<{ close(): Promise<void> }> => {
  const stores = await openStores(configuration, { log: logger, now: () => clock.now() });
  const module = MinutebookModule.of({ configuration, stores, clock, serves: false, follows: true, keeps: false });
  const http = await createHttpApp(module, {
    log: SILENT,
    description: { title: 'A worker', version: '1', description: 'Moves the read models.' },
  });
  return {
    close: async () => {
      await http.close();
      await stores.close();
    },
  };
};
