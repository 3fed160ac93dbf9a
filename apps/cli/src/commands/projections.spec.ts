import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrateEventLog } from '#platform/event-log/postgres/migrate-event-log';
import { PostgresEventLog } from '#platform/event-log/postgres/postgres-event-log';
import { freshDatabase } from '../../../../test/support/database.js';
import { defineProjections } from './projections.js';
import { toldBy } from './testing/told-by.js';

const run = toldBy('projections', defineProjections);

/** A matter whose facts say too little for a read model: they are parked, and counted all the same. */
const appendMatter = async (url: string, facts: number): Promise<void> => {
  await migrateEventLog(url);
  const log = await PostgresEventLog.open({ connectionString: url, now: () => '2026-01-05T09:00:00.000Z' });
  const id = randomUUID();
  const ids = { commandId: id, correlationId: id, causationId: id, payloadHash: '0'.repeat(64) };
  const context = { ...ids, actor: 'office:democratic-services', capacity: 'officer', authority: 'coventry' };
  const noted = () => ({
    id: randomUUID(),
    type: 'MatterRetitled',
    data: { occurredOn: '2026-01-05' },
    schemaVersion: 1,
  });
  await log.append(`matter-coventry-${id}`, Array.from({ length: facts }, noted), 'no stream', context);
  await log.close();
};

describe('minutebook projections', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
    process.env['DATABASE_URL'] = database.url;
    await appendMatter(database.url, 3);
  });

  afterAll(async () => {
    delete process.env['DATABASE_URL'];
    await database.drop();
  });

  it('tells how far behind each read model is', async () => {
    const told = await run('status');
    expect(told).toMatchObject({ exitCode: 0, err: '' });
    expect(told.out).toContain('matter_register v4 is being built and is 3 facts behind\n');
  });

  it('rebuilds one, and then all', async () => {
    expect(await run('rebuild', 'matter_register')).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^matter_register is rebuilt from 3 facts/),
    });
    expect((await run('status')).out).toMatch(/^matter_register v4 has seen everything/);
    const { out, exitCode } = await run('rebuild');
    expect(exitCode).toBe(0);
    expect(out.split('\n').filter((line) => line.includes('is rebuilt from 3 facts'))).toHaveLength(4);
    const standings = JSON.parse((await run('status', '--json')).out) as { ready: boolean; behind: number }[];
    expect(standings.length).toBeGreaterThanOrEqual(4);
    expect(standings.every(({ ready, behind }) => ready && behind === 0)).toBe(true);
  });

  it('drops what a killed rebuild left', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('create schema matter_register_v4_next');
    await client.end();
    expect(await run('prune')).toMatchObject({ exitCode: 0, out: 'Dropped matter_register_v4_next.\n' });
    expect(await run('prune')).toMatchObject({ exitCode: 0, out: 'There is nothing to drop.\n' });
  });

  it('names the read models there are when asked for another', async () => {
    for (const words of [
      ['rebuild', 'nothing'],
      ['retry', 'nothing'],
    ])
      expect(await run(...words)).toMatchObject({
        exitCode: 1,
        err: expect.stringMatching(/^minutebook: no projection is called nothing; there are matter_register, /),
      });
  });

  it('says in a line that there is no database', async () => {
    process.env['DATABASE_URL'] = 'postgresql://nobody@127.0.0.1:1/none';
    const { err, exitCode } = await run('status');
    process.env['DATABASE_URL'] = database.url;
    expect(exitCode).toBe(1);
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^minutebook: the read models cannot be opened: .*ECONNREFUSED/),
    ]);
  });
});
