import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { proclamationsStreamOf } from '#governance/calendars/index';
import { timersAfter } from '#governance/processes/arm-timers-on-deadlines';
import { type RecordedFact } from '#kernel';
import { type EventLog, LogUnavailable } from '#platform/event-log/event-log';
import { PostgresEventLog } from '#platform/event-log/postgres/postgres-event-log';
import { type QueueBackend, TimerQueue } from '#platform/timers/index';
import { freshDatabase } from '../support/database.js';
import { handMovedClock } from '../support/app.js';
import { type DeadlineOffice, eventually, type OfficeParts, openDeadlineOffice } from '../support/deadline-office.js';
import { tellMany, THREE_AUTHORITIES, WHEN_TOLD } from '../support/many-deadlines.js';
import { minutebookCalendar } from '../support/minutebook-calendar.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';
import { bankHolidaysOf } from '../support/slow-dates.js';
import {
  type Held,
  heldBefore,
  isOpen,
  movesAfter,
  movesExpected,
  standsAlike,
  type TellingOfDeadline,
  tellings,
} from './standing-on-holidays.js';

const BANK_HOLIDAYS = bankHolidaysOf(2027, 2031);
const PROCLAMATIONS = proclamationsStreamOf('england-and-wales');
const EVE = '2027-06-07T22:00:00.000Z';
const TWO_DAYS_MS = 48 * 3_600_000;

/** Three days of June 2027, each proclaimed in one of the tests. */
const WEDNESDAY = { day: '2027-06-09', inWords: 'Wednesday 9 June 2027' } as const;
const FRIDAY = { day: '2027-06-11', inWords: 'Friday 11 June 2027' } as const;
const MONDAY = { day: '2027-06-14', inWords: 'Monday 14 June 2027' } as const;
type Proclaimed = typeof WEDNESDAY | typeof FRIDAY | typeof MONDAY;

/** What was told once, and the copy of it on which a queue is tried. */
let told: Awaited<ReturnType<typeof freshDatabase>>;
let database: typeof told;
let log: EventLog;
const clock = handMovedClock(WHEN_TOLD);
const opened: DeadlineOffice[] = [];
const closeAll = async (): Promise<void> => {
  for (const office of opened.splice(0)) await office.close();
};

const proclaim = async ({ day }: Proclaimed): Promise<void> => {
  const words = ['proclaim', day, 'Day of thanksgiving', '--basis', 'a proclamation of 3 June 2027'];
  expect(await minutebookCalendar(database.url, ...words)).toContain(`${day} is a bank holiday, Day of thanksgiving`);
};

/** What operators have proclaimed, the last of all, and all that it has caused by now. */
const lastProclaimed = async () => {
  const proclamations = await log.readStream(PROCLAMATIONS);
  const last = proclamations.at(-1);
  if (last === undefined) throw new Error('nothing was proclaimed');
  const facts = await tellings(log);
  const caused = facts.filter(({ metadata }) => metadata.causationId === last.id);
  return { proclamations, last, facts, caused, moves: caused.filter(({ type }) => type === 'DeadlineMoved') };
};

const dayOf = ({ data }: RecordedFact): string => (data as { readonly day: string }).day;
const nameOf = ({ stream, data }: TellingOfDeadline): string => `${stream} ${data.key}`;

/** How many deadlines it has moved by now. */
const movedSince = async (): Promise<number> => {
  const after = (await log.readStream(PROCLAMATIONS)).at(-1)?.position;
  let moved = 0;
  for await (const { facts } of log.readAll({ prefixes: ['deadlines-'], ...(after === undefined ? {} : { after }) }))
    moved += facts.filter(({ type }) => type === 'DeadlineMoved').length;
  return moved;
};

/** Holds what the last proclamation did against a count of the test's own, for every deadline there is. Gives those that it moved. */
const requireMoved = async ({ day, inWords }: Proclaimed): Promise<readonly Held[]> => {
  const { proclamations, last, facts, caused, moves } = await lastProclaimed();
  const former = new Set([...BANK_HOLIDAYS, ...proclamations.slice(0, -1).map(dayOf)]);
  const before = heldBefore(facts, last.position);
  // A count that did not agree before would prove nothing after.
  expect(before.filter(({ deadline }) => isOpen(deadline) && !standsAlike(deadline, former))).toEqual([]);
  const off = new Set([...former, day]);
  const touched = before.filter(({ deadline }) => isOpen(deadline) && !standsAlike(deadline, off));
  expect(movesAfter(last.position, facts)).toEqual(movesExpected(touched, off));
  requireCited(moves, `${inWords} was proclaimed a bank holiday, Day of thanksgiving`, proclamations.length + 1);
  expect(moves).toHaveLength(touched.length);
  expect(new Set(caused.map(nameOf))).toEqual(new Set(moves.map(nameOf)));
  expect(
    caused.filter(({ type }) => !['DeadlineMoved', 'ReminderSuperseded', 'ReminderHistoric'].includes(type)),
  ).toEqual([]);
  const after = heldBefore(facts);
  expect(after.filter(({ deadline }) => isOpen(deadline) && !standsAlike(deadline, off))).toEqual([]);
  requireApart(facts);
  return touched;
};

/** Each move names the holiday and the version; a count of working days shows both in its receipt. */
const requireCited = (moves: readonly TellingOfDeadline[], proclaimed: string, version: number): void => {
  const cause = `${proclaimed}: version ${version} of the calendar england-and-wales`;
  for (const fact of moves) {
    if (fact.type !== 'DeadlineMoved') continue;
    expect(fact.data.cause).toBe(cause);
    if (fact.data.receipt['convention'] !== 'AFTER_W') continue;
    expect(fact.data.receipt['calendar']).toEqual({ name: 'england-and-wales', version });
    expect(fact.data.receipt['skipped']).toContainEqual(expect.objectContaining({ name: 'Day of thanksgiving' }));
  }
};

/** No authority's facts name another. */
const requireApart = (facts: readonly TellingOfDeadline[]): void => {
  for (const authority of THREE_AUTHORITIES) {
    const own = facts.filter(({ stream }) => stream.startsWith(`deadlines-${authority}-`));
    expect(own.length).toBeGreaterThan(200);
    expect(own.filter(({ metadata }) => metadata.authority !== authority)).toEqual([]);
    const words = JSON.stringify(own);
    expect(words).toContain(`Plan of ${authority}`);
    expect(THREE_AUTHORITIES.filter((other) => words.includes(other))).toEqual([authority]);
  }
};

const statusesOf = (held: readonly Held[], of: string): readonly string[] =>
  [...new Set(held.filter(({ authority }) => authority === of).map(({ deadline }) => deadline.status))].sort();

interface Row {
  readonly subjectCategory: string;
  readonly subject: string;
  readonly key: string;
  readonly version: number;
  readonly dueOn: string;
  readonly status: string;
}

/** The board of an authority, a line for each deadline. */
const boardOf = async (office: DeadlineOffice, authority: string): Promise<readonly string[]> => {
  const pages = await Promise.all(
    [1, 2].map((page) => office.read<{ deadlines: readonly Row[] }>(`/deadlines?limit=200&page=${page}`, authority)),
  );
  return pages
    .flatMap(({ deadlines }) => deadlines)
    .map((row) => [`${row.subjectCategory}-${row.subject}`, row.key, row.version, row.dueOn, row.status].join(' '))
    .sort();
};

const requireOnBoard = async (office: DeadlineOffice): Promise<void> => {
  const held = heldBefore(await tellings(log));
  for (const authority of THREE_AUTHORITIES) {
    const wanted = held
      .filter((one) => one.authority === authority && one.deadline.status !== 'superseded')
      .map(({ stream, deadline: { key, version, dueOn, status } }) =>
        [stream.replace(`deadlines-${authority}-`, ''), key, version, dueOn, status].join(' '),
      )
      .sort();
    await eventually('the board follows', async () => {
      const board = await boardOf(office, authority);
      return board.length === wanted.length && board.every((line, at) => line === wanted[at]);
    });
  }
};

/** Whether the queue holds the timers of all that moved, of those within two days; how many those are. */
const requireArmed = async (backend: QueueBackend): Promise<number> => {
  const { moves } = await lastProclaimed();
  const until = new Date(Date.parse(clock.now()) + TWO_DAYS_MS).toISOString();
  const wanted = moves.flatMap(timersAfter).filter(({ dueAt }) => dueAt <= until);
  const queue = await TimerQueue.open({ name: 'timers', backend, clock, onError: () => undefined });
  try {
    for (const { id } of wanted) await eventually(`${id} is armed`, () => queue.holds(id));
    return wanted.length;
  } finally {
    await queue.close();
  }
};

/** A log that takes so many moves of deadlines and then answers nobody any more: the last of them is not acknowledged. */
const dyingAfter = (moves: number, died: () => void) => {
  let left = moves;
  return (log: EventLog): EventLog =>
    new Proxy(log, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function' || name === 'close') return bound(method, target);
        if (left === 0 && name !== 'subscribe') return () => Promise.reject(new LogUnavailable('not known'));
        if (name !== 'append') return bound(method, target);
        return async (...given: Parameters<EventLog['append']>) => {
          const appended = await target.append(...given);
          if (!given[1].some(({ type }) => type === 'DeadlineMoved')) return appended;
          left -= 1;
          if (left > 0) return appended;
          died();
          throw new LogUnavailable('not known');
        };
      },
    });
};

const bound = (method: unknown, to: object): unknown =>
  typeof method === 'function' ? (method.bind(to) as unknown) : method;

/** Takes their leases from all processes, as a lost connection does: another begins where they are still at work. */
const takeLeases = async (): Promise<void> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'minutebook lease' and datname = current_database()`,
    );
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  told = await freshDatabase();
  const office = await openDeadlineOffice({ databaseUrl: told.url, clock });
  await tellMany(office);
  await office.close();
}, 120_000);
afterAll(async () => {
  await told.drop();
});

const proclaiming = (redisUrl: () => string | undefined): void => {
  const open = async (more: Partial<OfficeParts> = {}): Promise<DeadlineOffice> => {
    const url = redisUrl();
    const parts = { databaseUrl: database.url, clock, ...(url === undefined ? {} : { redisUrl: url }) };
    const office = await openDeadlineOffice({ ...parts, ...more });
    opened.push(office);
    return office;
  };
  const backend = (): QueueBackend => {
    const url = redisUrl();
    return url === undefined
      ? { kind: 'postgres', connectionString: database.url, schema: 'queue' }
      : { kind: 'redis', url, prefix: 'minutebook' };
  };

  beforeAll(async () => {
    database = await freshDatabase(told.url);
    log = await PostgresEventLog.open({ connectionString: database.url, now: () => clock.now() });
    clock.set(EVE);
  });
  afterEach(closeAll);
  afterAll(async () => {
    await log.close();
    await database.drop();
  });

  it('moves each that is open and that it touches by one fact, and its timers with it', async () => {
    const [office] = [await open(), await open()];
    await proclaim(WEDNESDAY);
    await office.rest();
    const touched = await requireMoved(WEDNESDAY);
    expect(heldBefore(await tellings(log)).length).toBeGreaterThan(500);
    for (const authority of THREE_AUTHORITIES)
      expect(statusesOf(touched, authority)).toEqual(['passed', 'running', 'suspended']);
    await requireOnBoard(office);
    expect(await requireArmed(backend())).toBeGreaterThan(10);
  });

  it('moves none twice when the worker dies in the middle, before its last append is acknowledged', async () => {
    let isDead = false;
    const dying = await open({ wrap: dyingAfter(5, () => (isDead = true)) });
    await proclaim(FRIDAY);
    await eventually('it dies', () => Promise.resolve(isDead));
    await dying.close();
    opened.length = 0;
    const moved = await movedSince();
    expect(moved).toBeGreaterThan(0);
    const next = await open();
    await next.rest();
    expect((await requireMoved(FRIDAY)).length).toBeGreaterThan(moved);
    await requireOnBoard(next);
  });

  it('moves none twice when two workers are at it at once', async () => {
    const [one] = [await open(), await open()];
    await one.rest();
    await proclaim(MONDAY);
    for (const begun of [1, 6, 12]) {
      await eventually('it goes on', async () => (await movedSince()) >= begun);
      await takeLeases();
    }
    await one.rest();
    expect((await requireMoved(MONDAY)).length).toBeGreaterThan(12);
    await requireOnBoard(one);
  });
};

describe('a bank holiday proclaimed while five hundred deadlines are open, with timers on PostgreSQL', () => {
  proclaiming(() => undefined);
});

describeWithRedis('a bank holiday proclaimed while five hundred deadlines are open, with timers on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    await redis.stop();
  });
  proclaiming(() => redis.url);
});
