import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import { parse } from 'yaml';
import { redisShortcomings } from '#platform/timers/redis-requirements';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, eventually, openDeadlineOffice } from '../support/deadline-office.js';
import { describeWithOwnRedis, startOwnRedis, type TestRedis } from '../support/redis.js';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
}

const FOLDER = join(import.meta.dirname, '../../docker');
const COMPOSE = readFileSync(join(FOLDER, 'compose.yaml'), 'utf8');
const SECRETS = { POSTGRES_PASSWORD: 'administrators', DATABASE_PASSWORD: 'minutebooks', REDIS_PASSWORD: 'queues' };

/** As `docker compose` reads it, with its variables in their places. */
const servicesWith = (secrets: Readonly<Record<string, string>>): Readonly<Record<string, Service>> => {
  const text = COMPOSE.replaceAll(
    /\$\{(\w+)(?::([?-])([^}]*))?\}/g,
    (_all, name: string, kind?: string, word?: string) => {
      const value = secrets[name] ?? (kind === '-' ? word : undefined);
      if (value === undefined) throw new Error(word);
      return value;
    },
  );
  return (parse(text, { merge: true }) as { services: Record<string, Service> }).services;
};

const serviceOf = (name: string): Service => {
  const service = servicesWith(SECRETS)[name];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  return service;
};

describe('the whole in Docker', () => {
  it('does not start while a secret is not set, and says which', () => {
    for (const name of Object.keys(SECRETS))
      expect(() => servicesWith(Object.fromEntries(Object.entries(SECRETS).filter(([one]) => one !== name)))).toThrow(
        `set ${name}`,
      );
  });

  it('runs Minutebook by roles of its own, and shows it no other secret', () => {
    for (const service of ['api', 'worker']) {
      const { environment = {} } = serviceOf(service);
      expect(environment['DATABASE_URL']).toBe('postgresql://minutebook:minutebooks@postgres:5432/minutebook');
      expect(environment['REDIS_URL']).toBe('redis://minutebook:queues@redis:6379');
      expect(JSON.stringify(environment)).not.toContain(SECRETS.POSTGRES_PASSWORD);
    }
    const { volumes, environment } = serviceOf('postgres');
    expect(volumes).toContain('./init-database.sql:/docker-entrypoint-initdb.d/init-database.sql:ro');
    expect(environment).toMatchObject({ POSTGRES_DB: 'minutebook', DATABASE_PASSWORD: 'minutebooks' });
    expect(environment).not.toHaveProperty('POSTGRES_USER');
  });
});

describeWithOwnRedis('the roles that it gives Minutebook', () => {
  const role = `minutebook_${randomUUID().slice(0, 8)}`;
  const clock = handMovedClock();
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let databaseUrl: string;
  let redis: TestRedis;
  let office: DeadlineOffice;

  const asAdministrator = async (statements: readonly string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };

  beforeAll(async () => {
    database = await freshDatabase();
    const url = new URL(database.url);
    const statements = readFileSync(join(FOLDER, 'init-database.sql'), 'utf8')
      .replaceAll(/^(--|\\).*$/gm, '')
      .replaceAll(":'password'", `'${SECRETS.DATABASE_PASSWORD}'`)
      .replaceAll('database minutebook', `database ${url.pathname.slice(1)}`)
      .replaceAll(/\bminutebook\b/g, role)
      .split(';')
      .filter((statement) => statement.trim() !== '');
    await asAdministrator(statements);
    [url.username, url.password] = [role, SECRETS.DATABASE_PASSWORD];
    databaseUrl = url.href;
    const [, ...settings] = serviceOf('redis').command ?? [];
    redis = await startOwnRedis(settings, { user: `minutebook:${SECRETS.REDIS_PASSWORD}` });
    office = await openDeadlineOffice({ databaseUrl, clock, redisUrl: redis.url });
  });
  afterAll(async () => {
    await office.close();
    await redis.stop();
    const { pathname } = new URL(database.url);
    await asAdministrator([
      `alter database ${pathname.slice(1)} owner to current_user`,
      `drop owned by ${role} cascade`,
    ]);
    await asAdministrator([`drop role ${role}`]);
    await database.drop();
  });

  it('are enough for all that it does, from its first start on', async () => {
    await eventually('all is well', async () => Object.values(await office.health()).every(({ ok }) => ok));
    expect(await redisShortcomings(redis.url)).toEqual([]);
  });

  it('are no superuser of PostgreSQL, and of one database the owner', async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      'select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([
      { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false, rolbypassrls: false },
    ]);
    const owned = await client.query('select datname from pg_database where datdba = current_user::regrole');
    expect(owned.rows).toEqual([{ datname: new URL(databaseUrl).pathname.slice(1) }]);
    await client.end();
  });

  it('are needed to be let into Redis, and administer nothing there', async () => {
    const { hostname, port } = new URL(redis.url);
    const stranger = new Redis({ host: hostname, port: Number(port), maxRetriesPerRequest: 0 });
    stranger.on('error', () => undefined);
    await expect(stranger.ping()).rejects.toThrow(/NOAUTH/);
    stranger.disconnect();
    const minutebook = new Redis(redis.url);
    for (const forbidden of [['flushall'], ['config', 'set', 'appendonly', 'no'], ['acl', 'list'], ['get', 'other']])
      await expect(minutebook.call(...(forbidden as [string, ...string[]]))).rejects.toThrow(/NOPERM/);
    minutebook.disconnect();
  });

  it('answer the check of the health of Redis', () => {
    const [shell, check = ''] = serviceOf('redis').healthcheck?.test ?? [];
    expect(shell).toBe('CMD-SHELL');
    const at = `redis-cli -p ${new URL(redis.url).port}`;
    const env = { ...process.env, REDISCLI_AUTH: SECRETS.REDIS_PASSWORD };
    expect(() => execFileSync('sh', ['-c', check.replace('redis-cli', at)], { env, stdio: 'ignore' })).not.toThrow();
    expect(() =>
      execFileSync('sh', ['-c', check.replace('redis-cli', at)], {
        stdio: 'ignore',
        env: { ...env, REDISCLI_AUTH: 'wrong' },
      }),
    ).toThrow();
  });
});
