import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MinutebookModule } from '#api/minutebook.module';
import { OpenMatter, RecordConsultationOpened } from '#governance/matter-commands';
import { COVENTRY, COVENTRY_MATTER, coventrySample } from '#governance/sample/index';
import { type Command, type CommandClass, type RecordedFact, type Role, streamName } from '#kernel';
import { TokenRegister } from '#platform/auth/token-register';
import { CommandDesk } from '#platform/commands/command-desk';
import { type Outcome } from '#platform/commands/submission';
import { type EventLog } from '#platform/event-log/event-log';
import { untilAtRest } from '#platform/clock/rest';
import { createHttpApp } from '#platform/http/http-app';
import { ask, type Answer } from '#platform/http/testing/ask';
import { Projections } from '#platform/projections/projections';
import { openStores } from '#platform/stores/stores';
import { Processes } from '#platform/processes/index';
import { Timekeeper } from '#platform/timers/index';
import { type HandMovedClock, settings } from './app.js';

/** A process that serves, follows and keeps: what an embedded Minutebook is, over a database that others may share. */
export interface DeadlineOffice {
  readonly log: EventLog;
  readonly clock: HandMovedClock;
  /** Where it listens: `http://127.0.0.1:40000`. */
  readonly origin: string;
  /** Sends a command as an officer of the authority would, under an id of its own unless told otherwise. */
  send(matter: MatterOf, command: Command, commandId?: string): Promise<Outcome>;
  tell<C extends Command>(matter: MatterOf, type: CommandClass<C>, fields: Omit<C, 'kind'>): Promise<Outcome>;
  /** What a query answers an officer of the authority, or another role, once the read models have seen what is in the log now. */
  read<Answered>(path: string, authority?: string, role?: Role): Promise<Answered>;
  /** The ETag of what `read` answers. */
  etagOf(path: string): Promise<string>;
  post(path: string, body: object, authority?: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Waits until the processes have taken every fact, whichever office they are of, and the read models have seen what came of it. */
  rest(): Promise<void>;
  /** Lets an own sweep of the timers run to its end, by a board that has seen what is in the log now. */
  sweep(): Promise<void>;
  /** Fires all that is due in this process, whoever else does. */
  fire(): Promise<void>;
  health(): Promise<Record<string, { readonly ok: boolean; readonly detail: string }>>;
  close(): Promise<void>;
}

export interface MatterOf {
  readonly authority: string;
  readonly id: string;
  /** Of another subject than a matter: `plan`. */
  readonly category?: string;
}

export interface OfficeParts {
  readonly databaseUrl: string;
  readonly clock: HandMovedClock;
  readonly redisUrl?: string;
  /** Whether it keeps deadlines; it does unless told otherwise. */
  readonly keeps?: boolean;
  /** Puts something before the log, so that a test can have it fail. */
  readonly wrap?: (log: EventLog) => EventLog;
  /** Further settings, by variable. */
  readonly more?: Readonly<Record<string, string>>;
}

const SILENT = { level: 'silent' } as const;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ALWAYS = { now: '2000-01-01T00:00:00.000Z', expiresAt: '2999-01-01T00:00:00.000Z' };
const PATIENCE_MS = 120_000;

export const COVENTRY_SAMPLE: MatterOf = { authority: COVENTRY, id: COVENTRY_MATTER };

/** Waits until what is asked gives something other than nothing and `false`. */
export const eventually = async <T>(what: string, asked: () => Promise<T | undefined | false>): Promise<T> => {
  const limit = Date.now() + PATIENCE_MS;
  for (;;) {
    const given = await asked();
    if (given !== undefined && given !== false) return given;
    if (Date.now() > limit) throw new Error(`it does not come about: ${what}`);
    await pause(20);
  }
};

export const openDeadlineOffice = async (parts: OfficeParts): Promise<DeadlineOffice> => {
  const { databaseUrl, clock, redisUrl, keeps = true, wrap = (log: EventLog) => log, more = {} } = parts;
  const configuration = settings(databaseUrl, redisUrl === undefined ? more : { ...more, REDIS_URL: redisUrl });
  const opened = await openStores(configuration, { log: QUIET, now: () => clock.now() });
  const log = wrap(opened.log);
  const root = MinutebookModule.of({
    ...{ configuration, clock, serves: true, follows: true, keeps },
    stores: { ...opened, log },
  });
  const description = { title: 'An office', version: '1', description: 'Keeps deadlines.' };
  const http = await createHttpApp(root, { log: SILENT, description });
  const { origin } = await http.listen(configuration.http);
  const desk = http.app.get(CommandDesk);
  const send: DeadlineOffice['send'] = (matter, command, commandId) =>
    desk.submit({ category: matter.category ?? 'matter', command, envelope: envelope(matter, clock, commandId) });
  const headersOf = async (authority: string, role: Role = 'officer') => {
    const office = { office: 'democratic-services', role, authority } as const;
    const { token } = await http.app.get(TokenRegister).mint({ ...office, ...ALWAYS });
    return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  };
  const projections = http.app.get(Projections, { strict: false });
  const seen = async (): Promise<void> => {
    const head = await log.head();
    if (head !== undefined && !(await projections.waitUntilSeen('all', head, { timeoutMs: PATIENCE_MS })))
      throw new Error('the read models do not come to see all that is in the log');
  };
  return {
    ...{ log, clock, origin },
    send,
    tell: (matter, type, fields) => send(matter, Object.assign(new type(), fields)),
    read: async <Answered>(path: string, authority = COVENTRY, role?: Role) => {
      await seen();
      const sent = { path: `/v1/authorities/${authority}${path}`, headers: await headersOf(authority, role) };
      const { status, text, json } = await ask(origin, sent);
      if (status !== 200) throw new Error(`${path} answers ${status}: ${text}`);
      return json as Answered;
    },
    etagOf: async (path) => {
      await seen();
      const sent = { path: `/v1/authorities/${COVENTRY}${path}`, headers: await headersOf(COVENTRY) };
      return String((await ask(origin, sent)).headers.etag);
    },
    post: async (path, body, authority = COVENTRY, more = {}) =>
      ask(origin, {
        ...{ method: 'POST', path: `/v1/authorities/${authority}${path}` },
        headers: { ...(await headersOf(authority)), ...more },
        body: JSON.stringify(body),
      }),
    rest: () => {
      const processes = http.app.get(Processes, { strict: false });
      const untold = { tell: async () => undefined, signal: AbortSignal.timeout(PATIENCE_MS) };
      return untilAtRest({ log, processes, projections }, untold);
    },
    sweep: async () => {
      await seen();
      await eventually('a sweep of its own', () => http.app.get(Timekeeper, { strict: false }).sweep());
    },
    fire: async () => {
      await http.app.get(Timekeeper, { strict: false }).fireDue(clock.now(), new Set());
    },
    health: async () => {
      const { json } = await ask(origin, { path: '/health/ready' });
      return json['checks'] as Record<string, { ok: boolean; detail: string }>;
    },
    close: async () => {
      await http.close();
      await opened.close();
    },
  };
};

const envelope = ({ authority, id }: MatterOf, clock: HandMovedClock, commandId: string = randomUUID()) => ({
  ...{ authority, subject: id, commandId, correlationId: randomUUID(), causationId: commandId },
  actor: { office: 'office:democratic-services', role: 'officer' } as const,
  receivedAt: clock.now(),
});

/** Tells the minute of Coventry's Cabinet, as the sample does. */
export const tellSample = async (office: DeadlineOffice): Promise<void> => {
  for (const { command, commandId } of coventrySample) await office.send(COVENTRY_SAMPLE, command, commandId);
};

/** A matter with one consultation, open from a day to a day, or to a time of it. */
export const openConsultation = async (
  office: DeadlineOffice,
  authority: string,
  window: { readonly opensOn: string; readonly closesOn: string; readonly closesAt?: string },
): Promise<MatterOf> => {
  const matter = { authority, id: randomUUID() };
  await office.tell(matter, OpenMatter, {
    ...{ occurredOn: window.opensOn, title: 'A plan', planKind: 'plan', planPeriod: { label: '2025-2028' } },
  });
  await office.tell(matter, RecordConsultationOpened, { ...window, describedAs: 'a consultation' });
  return matter;
};

/** The deadlines' facts of a matter, and the matter's own. */
export const factsOf = async (
  { log }: DeadlineOffice,
  { authority, id }: MatterOf,
): Promise<{ readonly matter: readonly RecordedFact[]; readonly deadlines: readonly RecordedFact[] }> => ({
  matter: await log.readStream(streamName({ category: 'matter', authority, id })),
  deadlines: await log.readStream(streamName({ category: 'deadlines', authority, id: `matter-${id}` })),
});

/** How many facts of a type there are about a deadline. */
export const countOf = (facts: readonly RecordedFact[], type: string, key: string): number =>
  facts.filter((fact) => fact.type === type && (fact.data as { key?: string }).key === key).length;
