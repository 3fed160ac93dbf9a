import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrateEventLog } from '#platform/event-log/postgres/migrate-event-log';
import { PostgresEventLog } from '#platform/event-log/postgres/postgres-event-log';
import { freshDatabase } from '../../../../test/support/database.js';
import { defineVerify } from './verify.js';
import { toldBy } from './testing/told-by.js';

const run = toldBy('verify', defineVerify);

/** Ten facts in each of three streams; the ids of all of them, in their order. */
const appendMatters = async (url: string): Promise<readonly string[]> => {
  await migrateEventLog(url);
  const log = await PostgresEventLog.open({ connectionString: url, now: () => '2026-01-05T09:00:00.000Z' });
  const ids: string[] = [];
  for (const matter of ['1', '2', '3']) {
    const id = randomUUID();
    const told = { commandId: id, correlationId: id, causationId: id, payloadHash: '0'.repeat(64) };
    const context = { ...told, actor: 'office:democratic-services', capacity: 'officer', authority: 'coventry' };
    const facts = Array.from({ length: 10 }, (_, n) => ({
      ...{ id: randomUUID(), type: 'NotedElsewhere', schemaVersion: 1 },
      data: { occurredOn: '2026-01-05', n },
    }));
    await log.append(`matter-coventry-${matter}`, facts, 'no stream', context);
    ids.push(...facts.map((fact) => fact.id));
  }
  await log.close();
  return ids;
};

describe('minutebook verify', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let ids: readonly string[];

  beforeEach(async () => {
    database = await freshDatabase();
    process.env['DATABASE_URL'] = database.url;
    ids = await appendMatters(database.url);
  });

  afterEach(async () => {
    delete process.env['DATABASE_URL'];
    await database.drop();
  });

  const ask = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };

  /** As someone with all rights over the server would, who leaves no other trace. */
  const tamper = (statement: string): Promise<void> =>
    ask(
      `alter table log.facts disable trigger all; ${statement}; alter table log.facts enable always trigger append_only`,
    );

  it('says that every chain holds, of how much, and which head is to be noted', async () => {
    const { exitCode, out } = await run();
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      new RegExp(
        '^Every chain holds from its first fact: 30 facts in 3 streams\\.\n' +
          'The chains are consistent\\. To prove that nothing was rewritten, taken out, put into another order or cut off, compare with a head noted earlier \\(--noted\\)\\.\n' +
          'The head is now 00000000000000000030:[0-9a-f]{64}\n$',
      ),
    );
  });

  const head = async (): Promise<string> => /head is now (\S+)\n$/.exec((await run()).out)?.[1] ?? '';
  const appendOne = async (): Promise<void> => {
    const log = await PostgresEventLog.open({ connectionString: database.url, now: () => '2026-01-06T09:00:00.000Z' });
    const id = randomUUID();
    const told = { commandId: id, correlationId: id, causationId: id, payloadHash: '0'.repeat(64) };
    const context = { ...told, actor: 'office:democratic-services', capacity: 'officer', authority: 'coventry' };
    const fact = { id, type: 'NotedElsewhere', schemaVersion: 1, data: { occurredOn: '2026-01-06' } };
    await log.append('matter-coventry-4', [fact], 'no stream', context);
    await log.close();
  };

  it('finds by a noted head that the end was cut off and the counter set back, whatever was written since', async () => {
    const noted = await head();
    expect((await run('--noted', noted)).out).toContain(
      'Up to the head that was noted all is as it was then: position 0',
    );
    await tamper(
      'delete from log.facts where position = 30; alter table log.counter disable trigger all; update log.counter set last = 29; ' +
        ['never_gone', 'upwards'].map((guard) => `alter table log.counter enable always trigger ${guard}`).join('; '),
    );
    expect((await run()).exitCode).toBe(0);
    const cut = await run('--noted', noted);
    expect([cut.exitCode, cut.out]).toEqual([1, expect.stringContaining('is not in the log: facts are missing')]);
    await appendOne();
    const other = await run('--noted', noted);
    expect([other.exitCode, other.out]).toEqual([1, expect.stringContaining('up to here the log is not what it was')]);
  });

  it('still holds a head that was noted before more was written', async () => {
    const noted = await head();
    await appendOne();
    const { exitCode, out } = await run('--noted', noted);
    expect([exitCode, out]).toEqual([0, expect.stringContaining('position 00000000000000000030.')]);
    expect((await run('--noted', 'the last one')).exitCode).not.toBe(0);
  });

  it('names a fact that was rewritten by someone who took the guard away', async () => {
    await tamper(`update log.facts set data = '{"occurredOn":"2026-01-05","n":99}' where position = 14`);
    const { out, err, exitCode } = await run();
    expect(exitCode).toBe(1);
    expect(out).toBe(
      `The first fact that does not fit: matter-coventry-2, revision 3, id ${ids[13]}\n` +
        '  the content is not what was sealed\nLooked at 14 facts in 2 streams.\n',
    );
    expect(err).toContain('minutebook: the log is not as it was written\n');
  });

  it.each([
    ['drop trigger append_only on log.facts', 'append_only on log.facts'],
    ['alter table log.counter disable trigger all', 'never_gone on log.counter, upwards on log.counter'],
    ['alter table log.facts enable trigger append_only', 'append_only on log.facts'],
    [
      'create or replace function log.refuse() returns trigger language plpgsql as $$ begin return null; end $$',
      'append_only on log.facts, never_gone on log.counter',
    ],
  ])('says that the log is not guarded after: %s', async (statement, guards) => {
    await ask(statement);
    const { out, err, exitCode } = await run();
    expect([exitCode, out]).toEqual([1, expect.stringContaining('Every chain holds')]);
    expect(err).toContain(`minutebook: the log is not guarded: triggers gone or disabled: ${guards}`);
  });

  it('says that the end of the log is missing', async () => {
    await tamper('delete from log.facts where position = 30');
    const { out, exitCode } = await run();
    expect(exitCode).toBe(1);
    expect(out).toContain('the counter stands at 30, and the log ends after 29 facts: its end is missing');
  });

  it('names the fact after a hole among the positions', async () => {
    await tamper('delete from log.facts where position = 20');
    const { out, exitCode } = await run();
    expect(exitCode).toBe(1);
    expect(out).toContain(`matter-coventry-3, revision 0, id ${ids[20]}\n`);
    expect(out).toContain('position 00000000000000000020 is missing');
  });

  it('says in a line that there is no log here, and makes none', async () => {
    await ask('drop schema log cascade');
    for (const _ of ['at first', 'and again'])
      expect(await run()).toMatchObject({
        exitCode: 2,
        out: '',
        err: 'minutebook: the log cannot be opened: this database holds no log of Minutebook\n',
      });
  });

  it('says in a line that there is no database', async () => {
    process.env['DATABASE_URL'] = 'postgresql://nobody@127.0.0.1:1/none';
    const { err, exitCode } = await run();
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^minutebook: the log cannot be opened: .*ECONNREFUSED.*\n$/);
  });
});
