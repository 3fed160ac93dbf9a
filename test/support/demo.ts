import { startMinutebook, type Started } from '#api/start';
import { type Clock, type InstantText, type Role } from '#kernel';
import { TokenRegister } from '#platform/auth/token-register';
import { type EventLog, EVENT_LOG } from '#platform/event-log/event-log';
import { type Answer, ask } from '#platform/http/testing/ask';
import { startWorker, type StartedWorker } from '#worker/start';
import { settings } from './app.js';
import { eventually } from './eventually.js';

/** The processes of a demo over one database: an API that serves, and a worker that keeps its deadlines. */
export interface Demo {
  readonly origin: string;
  readonly started: Started;
  readonly log: EventLog;
  readonly token: (role?: Role, authority?: string) => Promise<string>;
  readonly get: (path: string, role?: Role, authority?: string) => Promise<Answer>;
  readonly post: (path: string, body: object, role?: Role, authority?: string) => Promise<Answer>;
  /** Moves the clock as an operator would, and fails where it does not arrive. */
  readonly moveTo: (to: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface DemoParts {
  readonly databaseUrl: string;
  /** What `MINUTEBOOK_DEMO_CLOCK` says; nothing unless told otherwise. */
  readonly demoClock?: string;
  readonly more?: Readonly<Record<string, string>>;
  /** Whether it has a worker; it has unless told otherwise. */
  readonly works?: boolean;
  /** The time on which the demo's clock ticks; the machine's unless told otherwise. */
  readonly machine?: Clock;
}

const ticking: Clock = { now: () => new Date().toISOString() };
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const SILENT = { level: 'silent' } as const;
const ALWAYS = { now: '2000-01-01T00:00:00.000Z', expiresAt: '2999-01-01T00:00:00.000Z' };

const parts = ({ databaseUrl, demoClock = '', more = {}, machine = ticking }: DemoParts) => ({
  configuration: settings(databaseUrl, { MINUTEBOOK_DEMO_CLOCK: demoClock, ...more }),
  ...{ clock: machine, machineTime: ticking, logger: QUIET, requests: SILENT },
  onLost: (reason: Error): never => {
    throw reason;
  },
});

/** Starts an API as `npm start` would, on a server. */
export const startApi = (of: DemoParts): Promise<Started> => startMinutebook(parts(of));

/** Starts a worker as `npm run worker` would, and waits until it keeps timers. */
export const startKeeper = async (of: DemoParts): Promise<StartedWorker> => {
  const worker = await startWorker(parts(of));
  await eventually(async () => (await ask(worker.origin, { path: '/health/ready' })).status === 200);
  return worker;
};

export const openDemo = async (of: DemoParts): Promise<Demo> => {
  const started = await startApi(of);
  const worker = of.works === false ? undefined : await startKeeper(of);
  const { origin, http } = started;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await worker?.close();
    await started.close();
  };
  const tokens = new Map<string, string>();
  const token = async (role: Role = 'officer', authority = 'coventry'): Promise<string> => {
    const name = `${role} ${authority}`;
    const office = { office: 'democratic-services', role, authority } as const;
    const known = tokens.get(name) ?? (await http.app.get(TokenRegister).mint({ ...office, ...ALWAYS })).token;
    tokens.set(name, known);
    return known;
  };
  const headersOf = async (role: Role, authority: string) => ({
    authorization: `Bearer ${await token(role, authority)}`,
    'content-type': 'application/json',
  });
  const post: Demo['post'] = async (path, body, role = 'officer', authority = 'coventry') =>
    ask(origin, {
      ...{ method: 'POST', path, headers: await headersOf(role, authority) },
      body: JSON.stringify(body),
    });
  return {
    ...{ origin, started, token, post },
    log: http.app.get<EventLog>(EVENT_LOG, { strict: false }),
    get: async (path, role = 'officer', authority = 'coventry') =>
      ask(origin, { path, headers: await headersOf(role, authority) }),
    moveTo: async (to) => {
      const { status, text } = await post('/v1/demo/clock', { to }, 'operator');
      if (status !== 200) throw new Error(`the clock does not come to ${to}: ${status} ${text}`);
    },
    close: () => (closing ??= close()),
  };
};

/** What the header of an answer says that the clock shows. */
export const shownBy = ({ headers }: Answer): InstantText | undefined => {
  const shown = headers['minutebook-demo-clock'];
  return typeof shown === 'string' ? shown : undefined;
};
