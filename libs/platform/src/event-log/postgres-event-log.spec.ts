import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../../../test/support/database.js';
import { type Position } from '#kernel';
import { LogClosed, LogUnavailable } from './event-log.js';
import { migrateEventLog } from './postgres/migrate-event-log.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';
import { eventLogContract } from './testing/event-log-contract.js';
import { freshPostgresLog } from './testing/postgres-stage.js';
import { expectSeenOnceInOrder, followUntil, Seen } from './testing/readers.js';
import { answered, asAdministrator, severConnections } from './testing/severing.js';
import { clockOf, CONTEXT, FULL_TERMS, gist, rejection, stageOf, told, toldTimes } from './testing/stage.js';
import { writeConcurrently } from './testing/writers.js';
import { verifyLog } from './verify.js';

const now = () => clockOf().instant;

eventLogContract(
  'the log in PostgreSQL',
  async (clock) => {
    const opened = await freshPostgresLog(clock);
    return { ...opened, cutOff: () => severConnections(opened.url) };
  },
  { canBeCutOff: true },
);

/** The number of a transaction of this moment: each one that writes takes the next. */
const lastTransaction = async (url: string): Promise<number> => {
  const [row] = await asAdministrator(url, 'select txid_current()::int as xid');
  return (row as { xid: number }).xid;
};

const GUARD = new URL('../../../../docker/guard-log.sql', import.meta.url);

/** What no writer of the log may do. */
const FORBIDDEN = [
  'alter table log.facts disable trigger all',
  'alter table log.counter disable trigger upwards',
  'drop trigger append_only on log.facts',
  'alter table log.facts drop column metadata',
  'create or replace function log.refuse() returns trigger language plpgsql as $$ begin return null; end $$',
  'set session_replication_role = replica',
  `update log.facts set data = '{}'`,
  'delete from log.facts',
  'truncate log.facts',
  'drop table log.facts',
  'drop schema log cascade',
  'delete from log.counter',
  'update log.counter set last = 0',
];

describe('the log in PostgreSQL', () => {
  let opened: Awaited<ReturnType<typeof freshPostgresLog>>;
  let second: PostgresEventLog;
  beforeAll(async () => {
    opened = await freshPostgresLog(now);
    second = await PostgresEventLog.open({ connectionString: opened.url, now, lookAgainAfter: 60_000 });
  });
  afterAll(async () => {
    await second.close();
    await opened.close();
  });

  it('may be migrated by two processes at once, and again at every start', async () => {
    const database = await freshDatabase();
    await Promise.all([migrateEventLog(database.url), migrateEventLog(database.url)]);
    await migrateEventLog(database.url);
    expect(await asAdministrator(database.url, 'select count(*)::int as steps from log.migrations')).toEqual([
      { steps: 1 },
    ]);
    await database.drop();
  });

  it('says what is missing where it was never migrated', async () => {
    const database = await freshDatabase();
    const error = await rejection(PostgresEventLog.open({ connectionString: database.url, now }));
    expect(String(error)).toContain('log.counter');
    await database.drop();
  });

  it.each([
    [`update log.facts set data = '{}'`],
    [`update log.facts set metadata = '{}' where position = 1`],
    ['delete from log.facts'],
    ['delete from log.facts where false'],
    ['truncate log.facts'],
    ['truncate log.facts, log.counter'],
    ['delete from log.counter'],
    ['truncate log.counter'],
    ['update log.counter set last = last - 1'],
    ['update log.counter set last = 0'],
    [`set session_replication_role = replica; delete from log.facts`],
    [
      `insert into log.facts select * from log.facts on conflict on constraint facts_position do update set data = '{}'`,
    ],
  ])('is guarded by the database itself against: %s', async (statement) => {
    const { facts } = await opened.log.append(`guarded-${statement}`, [told({ kept: true })], 'any', CONTEXT);
    const error = await rejection(asAdministrator(opened.url, statement));
    expect(String(error)).toContain('the log is append-only');
    expect(await opened.log.readStream(`guarded-${statement}`)).toEqual(facts);
  });

  it('carries many callers in one transaction, and fails none for the conflict of its neighbour', async () => {
    await opened.log.append('neighbour-0', [told()], 'no stream', CONTEXT);
    const before = await lastTransaction(opened.url);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => opened.log.append(`neighbour-${n}`, [told()], 'no stream', CONTEXT)),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(outcomes[0]).toMatchObject({ reason: { name: 'RevisionConflict', actual: 0 } });
    expect((await lastTransaction(opened.url)) - before).toBeLessThan(20);
  });

  it('stays right with two processes on one database', async () => {
    const stage = stageOf(opened, clockOf(), { ...FULL_TERMS, appendsPerWriter: 30 });
    const seen = new Seen(await second.head());
    let total = Number.POSITIVE_INFINITY;
    const writing = Promise.all([writeConcurrently(stage), writeConcurrently({ ...stage, log: second })]).then(
      async (ids) => {
        const { facts } = await second.append(stage.stream('last'), [told()], 'no stream', CONTEXT);
        const all = [...ids.flat(), ...facts.map(({ id }) => id)];
        total = all.length;
        await opened.log.append('after-all', [told()], 'any', CONTEXT);
        return all;
      },
    );
    const following = followUntil(second, seen, { patience: 30_000 }, () => seen.of(stage.prefix).length >= total);
    expectSeenOnceInOrder(seen, stage.prefix, (await Promise.all([writing, following]))[0]);
    expect(await verifyLog(second)).not.toHaveProperty('flaw');
  });

  it('hears from another process that something was written, and does not only look from time to time', async () => {
    const seen = new Seen(await second.head());
    const following = followUntil(
      second,
      seen,
      { prefixes: ['heard-'], patience: 20_000 },
      () => seen.facts.length === 5,
    );
    for (let n = 0; n < 5; n += 1) await opened.log.append('heard-1', [told({ n })], 'any', CONTEXT);
    await following;
    expect(seen.facts).toEqual(await opened.log.readStream('heard-1'));
  });

  it('notices that another process has gone on where it remembers an older tail', async () => {
    await opened.log.append('shared', toldTimes(1), 'no stream', CONTEXT);
    await second.append('shared', toldTimes(2), { revision: 0 }, CONTEXT);
    const conflict = await rejection(opened.log.append('shared', [told()], { revision: 0 }, CONTEXT));
    expect(conflict).toMatchObject({ name: 'RevisionConflict', actual: 2 });
    await second.append('shared', toldTimes(1), { revision: 2 }, CONTEXT);
    expect(await opened.log.append('shared', [told()], { revision: 3 }, CONTEXT)).toMatchObject({
      facts: [{ revision: 4 }],
    });
    expect(await second.append('shared', [told()], 'any', CONTEXT)).toMatchObject({ facts: [{ revision: 5 }] });
  });

  it('fails clearly and soon when the server is gone, and knows whether anything may have been written', async () => {
    const gone = await freshPostgresLog(now);
    await gone.log.append('early', [told()], 'any', CONTEXT);
    await asAdministrator(opened.url, `alter database ${new URL(gone.url).pathname.slice(1)} allow_connections false`);
    await severConnections(opened.url, new URL(gone.url).pathname.slice(1));
    const errors = [];
    for (let n = 0; n < 3; n += 1) errors.push(await rejection(gone.log.append('late', [told()], 'any', CONTEXT)));
    for (const error of errors) expect(error).toBeInstanceOf(LogUnavailable);
    expect(errors.at(-1)).toMatchObject({ outcome: 'nothing written' });
    expect(await rejection(gone.log.readStream('early'))).toBeInstanceOf(LogUnavailable);
    await gone.close();
  });

  it('finds what was written after all when the same append is repeated', async () => {
    const facts = toldTimes(3);
    const lost = opened.log.append('outcome', facts, 'no stream', CONTEXT);
    await severConnections(opened.url);
    await lost.catch((error: unknown) => {
      expect(error).toBeInstanceOf(LogUnavailable);
    });
    await answered(() => opened.log.append('outcome', facts, 'no stream', CONTEXT));
    expect(gist(await answered(() => opened.log.readStream('outcome')))).toEqual(gist(facts));
  });

  it('finishes what was begun when it is closed, and then refuses', async () => {
    const closing = await PostgresEventLog.open({ connectionString: opened.url, now });
    const stop = new AbortController();
    const following = (async () => {
      for await (const batch of closing.subscribe({ signal: stop.signal })) expect(batch.facts).not.toEqual([]);
      return 'ended';
    })();
    const appends = toldTimes(50).map((fact, n) => closing.append(`closing-${n}`, [fact], 'no stream', CONTEXT));
    await Promise.all([closing.close(), closing.close()]);
    expect((await Promise.all(appends)).map(({ outcome }) => outcome)).toEqual(appends.map(() => 'appended'));
    expect(await following).toBe('ended');
    expect(await rejection(closing.append('closed', [told()], 'any', CONTEXT))).toBeInstanceOf(LogClosed);
    expect(await rejection(closing.readStream('closed'))).toBeInstanceOf(LogClosed);
  });

  it('refuses positions that it has not given out', async () => {
    const foreign = opened.log.readAll({ after: 'C:12/P:12' as Position });
    expect(
      await rejection(
        (async () => {
          for await (const { facts } of foreign) throw new Error(`gave ${facts.length} facts`);
        })(),
      ),
    ).toBeInstanceOf(RangeError);
  });

  it('starts with no more rights than to read and add facts, and to count, and leaves no way to change them', async () => {
    const role = `writer_${randomUUID().replaceAll('-', '')}`;
    const guard = await readFile(GUARD, 'utf8');
    await asAdministrator(opened.url, `create role ${role} login`);
    for (const _ of ['at first', 'and again'])
      await asAdministrator(
        opened.url,
        guard.replace(`'minutebook'`, `'${role}'`).replace(`'minutebook_log'`, `'${role}_log'`),
      );
    const connection = new URL(opened.url);
    connection.username = role;
    await migrateEventLog(connection.href);
    const log = await PostgresEventLog.open({ connectionString: connection.href, now });
    const facts = toldTimes(2);
    await log.append('humble', facts, 'no stream', CONTEXT);
    expect(await log.append('humble', facts, 'no stream', CONTEXT)).toMatchObject({ outcome: 'repeated' });
    const seen = new Seen(undefined);
    await followUntil(log, seen, { prefixes: ['humble'], patience: 20_000 }, () => seen.facts.length === 2);
    expect(gist(seen.facts)).toEqual(gist(facts));
    await log.close();
    for (const statement of FORBIDDEN)
      expect([statement, String(await rejection(asAdministrator(connection.href, statement)))]).toEqual([
        statement,
        expect.stringMatching(/permission denied|must be owner|is append-only/),
      ]);
    await asAdministrator(
      opened.url,
      `reassign owned by ${role}_log to current_user; drop owned by ${role}, ${role}_log; drop role ${role}, ${role}_log`,
    );
  });
});
