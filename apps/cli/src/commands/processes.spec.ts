import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrateEventLog } from '#platform/event-log/postgres/migrate-event-log';
import { PostgresEventLog } from '#platform/event-log/postgres/postgres-event-log';
import { Processes } from '#platform/processes/index';
import { freshDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { defineProcesses } from './processes.js';
import { toldBy } from './testing/told-by.js';

const run = toldBy('processes', defineProcesses);
const now = (): string => '2026-01-05T09:00:00.000Z';
const PARKED = 'petition-coventry-a';

describe('minutebook processes', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let log: PostgresEventLog;
  let processes: Processes;
  let whatIsWrong = 'it means nothing';

  beforeAll(async () => {
    database = await freshDatabase();
    process.env['DATABASE_URL'] = database.url;
    await migrateEventLog(database.url);
    log = await PostgresEventLog.open({ connectionString: database.url, now });
    const id = randomUUID();
    const ids = { commandId: id, correlationId: id, causationId: id, payloadHash: '0'.repeat(64) };
    const context = { ...ids, actor: 'office:democratic-services', capacity: 'officer', authority: 'coventry' };
    await log.append(PARKED, [{ id, type: 'Said', data: {}, schemaVersion: 1 }], 'any', context);
    const listen = {
      ...{ name: 'listen', categories: ['petition'] },
      concerns: ({ stream }: { readonly stream: string }) => [stream],
      handle: () => (whatIsWrong === '' ? Promise.resolve() : Promise.reject(new TypeError(whatIsWrong))),
    };
    const reports = { failed: () => undefined, parked: () => undefined };
    processes = new Processes({ databaseUrl: database.url, definitions: [listen], log, now, reports });
  });

  afterAll(async () => {
    delete process.env['DATABASE_URL'];
    await processes.stop();
    await log.close();
    await database.drop();
  });

  it('says that none has run on a database where none has', async () => {
    expect(await run('status')).toEqual({ exitCode: 0, out: '', err: '' });
    expect(await run('retry', 'listen')).toMatchObject({
      ...{ exitCode: 1, err: 'minutebook: no process has followed this log yet\n' },
    });
  });

  it('tells what is parked, and why', async () => {
    await processes.start();
    await eventually(async () => (await processes.standing()).parked.size === 1);
    expect(await run('status')).toEqual({
      ...{ exitCode: 0, err: '' },
      out: `listen has 1 subject parked\n  ${PARKED}, 1 fact, since ${now()}: it means nothing\n`,
    });
    expect(JSON.parse((await run('status', '--json')).out)).toEqual([
      { name: 'listen', parked: [{ stream: PARKED, since: now(), facts: 1, error: 'it means nothing' }] },
    ]);
  });

  it('has the running Minutebook try again, and says what became of it, and why it is still parked', async () => {
    whatIsWrong = 'it means little';
    expect(await run('retry', 'listen')).toMatchObject({
      ...{ exitCode: 1, out: `${PARKED}: still parked\n` },
      err: expect.stringContaining('`minutebook processes status` says why'),
    });
    expect((await run('status')).out).toContain('it means little');
    whatIsWrong = '';
    expect(await run('retry', 'listen')).toEqual({ exitCode: 0, out: `${PARKED}: mended\n`, err: '' });
    expect((await processes.standing()).parked.size).toBe(0);
    expect(await run('retry', 'listen')).toMatchObject({ exitCode: 0, out: 'listen has no parked subjects.\n' });
  });

  it('names the processes there are when asked for another', async () => {
    expect(await run('retry', 'nothing')).toMatchObject({
      ...{ exitCode: 1, err: 'minutebook: no process is called nothing; there are listen\n' },
    });
  });

  it('says that nobody runs it where nobody does', async () => {
    whatIsWrong = 'it means nothing again';
    const id = randomUUID();
    const ids = { commandId: id, correlationId: id, causationId: id, payloadHash: '0'.repeat(64) };
    const context = { ...ids, actor: 'office:democratic-services', capacity: 'officer', authority: 'coventry' };
    await log.append(PARKED, [{ id, type: 'Said', data: {}, schemaVersion: 1 }], 'any', context);
    await eventually(async () => (await processes.standing()).parked.size === 1);
    await processes.stop();
    expect(await run('retry', 'listen')).toMatchObject({
      ...{ exitCode: 1, err: 'minutebook: nobody runs listen now; it tries again by itself when it starts\n' },
    });
  });
});
