import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { freshDatabase } from '../../../../test/support/database.js';
import { Connections } from '../event-log/postgres/connections.js';
import { TimerQueue } from '../timers/timer-queue.js';
import { holding } from './holding.js';
import { migrateSchema } from './migrate-schema.js';
import { withSettings } from './settings.js';

const OURS = '-c search_path=queue';

describe('an address with settings of ours', () => {
  it.each([
    ['postgres://db/minutes', 'postgres://db/minutes', OURS],
    ['postgres://db/minutes?sslmode=require', 'postgres://db/minutes?sslmode=require', OURS],
    ['postgres://db/minutes?options=-c%20lock_timeout%3D5s', 'postgres://db/minutes', `-c lock_timeout=5s ${OURS}`],
    ['postgres://db/minutes?options=-c+lock_timeout=5s', 'postgres://db/minutes', `-c lock_timeout=5s ${OURS}`],
    [
      'postgres://u:p%40@/minutes?host=%2Frun&options=-ca=b&port=1',
      'postgres://u:p%40@/minutes?host=%2Frun&port=1',
      `-ca=b ${OURS}`,
    ],
    ['postgres://db?options=-ca=1&options=-ca=2', 'postgres://db', `-ca=2 ${OURS}`],
  ])('of %s keeps all that stands in it', (address, connectionString, options) => {
    expect(withSettings(address, OURS)).toEqual({ connectionString, options });
  });
});

describe('an address with settings of the operator’s', () => {
  const THEIRS = [
    ...['-c statement_timeout=54321', '-c search_path=public', '-c default_transaction_isolation=serializable'],
    '-c tcp_keepalives_idle=7200',
  ];
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let address: string;
  beforeAll(async () => {
    database = await freshDatabase();
    address = `${database.url}?options=${encodeURIComponent(THEIRS.join(' '))}`;
  });
  afterAll(() => database.drop());

  const shown = async (config: pg.ClientConfig, ...names: readonly string[]): Promise<readonly unknown[]> => {
    const client = new pg.Client(config);
    await client.connect();
    const { rows } = await client.query<{ setting: string }>(
      'select current_setting(name) as setting from unnest($1::text[]) with ordinality as names(name, at) order by at',
      [names],
    );
    await client.end();
    return rows.map(({ setting }) => setting);
  };

  it('begins a connection with theirs, and with ours where both name the same', async () => {
    expect(await shown(withSettings(address, OURS), 'statement_timeout', 'search_path')).toEqual(['54321ms', 'queue']);
    expect(await shown(holding(address), 'statement_timeout', 'tcp_keepalives_idle')).toEqual(['54321ms', '30']);
  });

  it('leaves the log its isolation', async () => {
    const connections = new Connections(address, 1, 5_000);
    const show = { name: 'isolation', text: 'show default_transaction_isolation' };
    expect(await connections.rows(show, [])).toEqual([['read committed']]);
    await connections.end();
  });

  it('has migrations make their tables in their own schema', async () => {
    class Minutes1800000000000 implements MigrationInterface {
      name = 'Minutes1800000000000';
      up = async (runner: QueryRunner): Promise<void> => {
        await runner.query('create table minutes (id integer)');
      };
      down = (): Promise<void> => Promise.resolve();
    }
    await migrateSchema({ databaseUrl: address, schema: 'own', migrations: [Minutes1800000000000] });
    expect(await tablesNamed('minutes')).toEqual(['own']);
  });

  it('has the queue keep its timers in its own schema', async () => {
    const queue = await TimerQueue.open({
      ...{ name: 'deadlines', clock: { now: () => '2026-01-05T09:00:00.000Z' }, onError: () => undefined },
      backend: { kind: 'postgres', connectionString: address, schema: 'queue' },
    });
    await queue.arm([{ id: 'one', dueAt: '2026-01-06T09:00:00.000Z', data: {} }]);
    expect([await queue.holds('one'), await tablesNamed('job')]).toEqual([true, ['queue']]);
    await queue.close();
  });

  const tablesNamed = async (name: string): Promise<readonly unknown[]> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ schemaname: string }>(
      'select schemaname from pg_tables where tablename = $1',
      [name],
    );
    await client.end();
    return rows.map(({ schemaname }) => schemaname);
  };
});
