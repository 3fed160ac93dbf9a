import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { freshDatabase } from '../../../../../test/support/database.js';
import { LogUnavailable } from '../event-log.js';
import { type Relay, relayTo } from '../testing/relay.js';
import { asAdministrator, severConnections } from '../testing/severing.js';
import { rejection } from '../testing/stage.js';
import { SharedConnection } from './shared-connection.js';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let shared: SharedConnection;
let timesLost: number;
let relay: Relay | undefined;

beforeEach(async () => {
  database = await freshDatabase();
  timesLost = 0;
  shared = new SharedConnection(database.url, 10_000, () => {
    timesLost += 1;
  });
});
afterEach(async () => {
  relay?.close();
  await shared.end();
  await database.drop();
});

const backendOf = async (client: pg.Client): Promise<unknown> =>
  (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;

const untilLost = async (): Promise<void> => {
  while (timesLost === 0) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a connection that several share', () => {
  it('sends a statement before the one in front of it is answered, and answers each of them', async () => {
    relay = await relayTo(database.url);
    const relayed = new SharedConnection(relay.url, 10_000, () => undefined);
    const first = await relayed.lend(backendOf);
    relay.holdAnswers();
    const asked = ['first', 'second'].map((name) =>
      relayed.lend((client) =>
        client.query({ text: `select pg_backend_pid() as pid, '${name}' as name`, rowMode: 'array' }),
      ),
    );
    await relay.untilSent("'first'");
    await relay.untilSent("'second'").finally(() => relay?.release());
    expect((await Promise.all(asked)).map(({ rows }) => rows)).toEqual([[[first, 'first']], [[first, 'second']]]);
    await relayed.end();
  });

  it('fails the one whose statement the server refuses, and not its neighbours', async () => {
    const outcomes = await Promise.allSettled(
      ['select 1', 'select 1 / 0', 'select 2'].map((statement) => shared.lend((client) => client.query(statement))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(timesLost).toBe(0);
  });

  it('is replaced for whoever comes next when it is lost under those who use it, and tells so once', async () => {
    const before = await shared.lend(backendOf);
    const borrowed = [1, 2].map(() => rejection(shared.lend((client) => client.query('select pg_sleep(30)'))));
    await severConnections(database.url);
    expect(await Promise.all(borrowed)).toHaveLength(2);
    expect(timesLost).toBe(1);
    expect(await shared.lend(backendOf)).not.toBe(before);
  });

  it('is replaced before anybody asks when it is lost while nobody uses it', async () => {
    const before = await shared.lend(backendOf);
    await severConnections(database.url);
    await untilLost();
    expect(await shared.lend(backendOf)).not.toBe(before);
    expect(timesLost).toBe(1);
  });

  it('says that nothing was written where no server lets it in, and asks again the next time', async () => {
    const name = new URL(database.url).pathname.slice(1);
    const server = new URL(database.url);
    server.pathname = '/postgres';
    await asAdministrator(server.href, `alter database ${name} allow_connections false`);
    const refused = await rejection(shared.lend(backendOf));
    expect(refused).toBeInstanceOf(LogUnavailable);
    expect(refused).toMatchObject({ outcome: 'nothing written' });
    await asAdministrator(server.href, `alter database ${name} allow_connections true`);
    expect(await shared.lend(backendOf)).toEqual(expect.any(Number));
  });
});
