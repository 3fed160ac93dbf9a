import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { type Configuration, describeConfiguration, readConfiguration } from './configuration.js';
import { CONFIGURATION, ConfigurationModule } from './configuration.module.js';
import { StartupProblem } from './startup-problem.js';
import { variables, variableTable } from './variables.js';

/** The lines with which an environment is refused. */
const refusalOf = (environment: Record<string, string>): string[] => {
  try {
    readConfiguration(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(StartupProblem);
    return (error as StartupProblem).message.split('\n');
  }
  return [];
};

describe('the configuration', () => {
  it('is the embedded shape when nothing is set', () => {
    expect(readConfiguration({ PATH: '/usr/bin', HOME: '/root' })).toEqual({
      http: { port: 3000, host: '127.0.0.1', bodyLimit: 1_048_576, trustProxy: false },
      dataDir: resolve('data'),
      database: { kind: 'embedded' },
      eventLog: { kind: 'postgres' },
      queues: { kind: 'postgres' },
      mail: { kind: 'mailbox', folder: resolve('data/mailbox'), from: 'minutebook@localhost' },
      recordLimit: 8_388_608,
      logLevel: 'info',
      sample: true,
      demoClock: false,
    });
  });

  it('is the production shape when its servers are named', () => {
    const configuration = readConfiguration({
      PORT: '8080',
      HOST: '0.0.0.0',
      MINUTEBOOK_DATA_DIR: '/var/lib/minutebook',
      DATABASE_URL: 'postgresql://minutebook:secret@db:5432/minutebook',
      EVENT_LOG: 'kurrentdb',
      KURRENTDB_URL: 'kurrentdb://admin:changeit@one:2113,two:2113?tls=true',
      REDIS_URL: 'rediss://:secret@redis:6379/0',
      LOG_LEVEL: 'warn',
      MINUTEBOOK_BODY_LIMIT: '65536',
      MINUTEBOOK_TRUST_PROXY: '10.0.0.1, 192.168.0.0/24',
      SMTP_URL: 'smtp://mail:25',
      MAIL_FROM: 'Democratic Services <clerk@council.example>',
    });

    expect(configuration).toMatchObject({
      http: { port: 8080, host: '0.0.0.0', bodyLimit: 65_536, trustProxy: '10.0.0.1,192.168.0.0/24' },
      dataDir: '/var/lib/minutebook',
      database: { kind: 'server', url: 'postgresql://minutebook:secret@db:5432/minutebook' },
      eventLog: { kind: 'kurrentdb', url: 'kurrentdb://admin:changeit@one:2113,two:2113?tls=true' },
      queues: { kind: 'redis', url: 'rediss://:secret@redis:6379/0' },
      mail: { kind: 'smtp', url: 'smtp://mail:25', from: 'Democratic Services <clerk@council.example>' },
      sample: false,
    });
  });

  it('takes a variable that is set to nothing for one that is not set', () => {
    const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, '']));

    expect(readConfiguration(empty)).toEqual(readConfiguration({}));
  });

  it.each([
    ['PORT', '80a', 'PORT is "80a", and must be a whole number from 0 to 65535'],
    ['PORT', '65536', 'PORT is "65536", and must be a whole number from 0 to 65535'],
    ['PORT', '-1', 'PORT is "-1", and must be a whole number from 0 to 65535'],
    ['HOST', 'http://here', 'HOST is "http://here", and must be an IP address or a host name of this machine'],
    ['EVENT_LOG', 'Postgres', 'EVENT_LOG is "Postgres", and must be postgres or kurrentdb'],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL is "loud", and must be fatal or error or warn or info or debug or trace or silent',
    ],
    ['MINUTEBOOK_SAMPLE', 'yes', 'MINUTEBOOK_SAMPLE is "yes", and must be on or off'],
    [
      'MINUTEBOOK_DEMO_CLOCK',
      '2024-02-30',
      'MINUTEBOOK_DEMO_CLOCK is "2024-02-30", and must be off, on, or where the clock of a new demo begins: a day (2024-07-10, at 09:00 in London) or an instant (2024-07-10T08:00:00Z), from 2000 to 2099',
    ],
    [
      'MINUTEBOOK_BODY_LIMIT',
      '1e6',
      'MINUTEBOOK_BODY_LIMIT is "1e6", and must be a whole number from 1024 to 104857600',
    ],
    [
      'MINUTEBOOK_TRUST_PROXY',
      '10.0.0.0/33',
      'MINUTEBOOK_TRUST_PROXY is "10.0.0.0/33", and must be off, on, or the addresses of the proxies: 10.0.0.1, 192.168.0.0/24',
    ],
    [
      'MINUTEBOOK_PUBLIC_URL',
      'https://minutebook.council.example/?a=b',
      'MINUTEBOOK_PUBLIC_URL is "https://minutebook.council.example/?a=b", and must be a web address: https://minutebook.council.example',
    ],
    [
      'REDIS_URL',
      'http://redis:6379',
      'REDIS_URL is "http://redis:6379", and must be an address that begins with redis:// or rediss://, with ports from 1 to 65535 and each % of a password written %25',
    ],
  ])('refuses %s=%s and says what would be right', (name, text, complaint) => {
    expect(refusalOf({ [name]: text })).toEqual([complaint]);
  });

  it.each([
    ['DATABASE_URL', 'postgres://u:p@h:99999/x'],
    ['DATABASE_URL', 'postgres://u:p@[::1]:65536/x'],
    ['DATABASE_URL', 'postgres://u:50%@h/x'],
    ['KURRENTDB_URL', 'kurrentdb://one:2113,two:70000?tls=true'],
    ['REDIS_URL', 'redis://h:0'],
    ['SMTP_URL', 'smtp://user:pw@h:99999'],
  ])('refuses %s=%s, whose port or encoding no driver could read', (name, url) => {
    const refusals = refusalOf({ [name]: url, MAIL_FROM: 'clerk@council.example' });
    expect(refusals).toEqual([
      expect.stringMatching(
        `^${name} is .*, and must be an address .*, with ports from 1 to 65535 and each % of a password written %25$`,
      ),
    ]);
  });

  it.each([
    'postgres://localhost/minutebook',
    'postgresql://minutebook:p%40ss@[::1]:5432/minutebook?sslmode=require',
    'postgresql:///minutebook?host=/var/run/postgresql',
    'postgresql://%2Fvar%2Frun%2Fpostgresql/minutebook',
  ])('takes %s for the address of a database', (url) => {
    expect(readConfiguration({ DATABASE_URL: url }).database).toEqual({ kind: 'server', url });
  });

  it.each([
    ['off', false],
    ['on', true],
    ['2024-07-10', '2024-07-10T08:00:00.000Z'],
    ['2025-01-07', '2025-01-07T09:00:00.000Z'],
    ['2024-07-10T09:00:00+01:00', '2024-07-10T08:00:00.000Z'],
  ])('takes %s for the clock of a demo', (text, demoClock) => {
    expect(readConfiguration({ MINUTEBOOK_DEMO_CLOCK: text }).demoClock).toBe(demoClock);
  });

  it.each([
    ['https://minutebook.council.example', 'https://minutebook.council.example'],
    ['https://council.example:8443/minutebook/', 'https://council.example:8443/minutebook'],
  ])('takes %s for the address under which it is reached', (text, publicUrl) => {
    expect(readConfiguration({ MINUTEBOOK_PUBLIC_URL: text }).http.publicUrl).toBe(publicUrl);
  });

  it('names everything that is wrong at once', () => {
    const complaints = refusalOf({ PORT: 'http', MINUTEBOOK_DEMO_CLOCK: 'maybe', MINUTEBOOK_SAMPLES: 'on' });

    expect(complaints.map((line) => line.split(' ')[0]).sort()).toEqual([
      'MINUTEBOOK_DEMO_CLOCK',
      'MINUTEBOOK_SAMPLES',
      'PORT',
    ]);
  });

  it('knows which variable was meant by a misspelt one of its own, and lets those of others be', () => {
    expect(refusalOf({ MINUTEBOOK_DATADIR: './x', MINUTES: 'of others' })).toEqual([
      'MINUTEBOOK_DATADIR is not a variable of Minutebook: did you mean MINUTEBOOK_DATA_DIR?',
    ]);
    expect(refusalOf({ MINUTEBOOK_COLOUR: 'blue' })[0]).toMatch(
      /^MINUTEBOOK_COLOUR is not .*: there are MINUTEBOOK_DATA_DIR, /,
    );
  });

  it('refuses what does not go together', () => {
    expect(refusalOf({ EVENT_LOG: 'kurrentdb' })).toEqual([expect.stringContaining('KURRENTDB_URL is not set')]);
    expect(refusalOf({ SMTP_URL: 'smtp://mail' })).toEqual([expect.stringContaining('MAIL_FROM is not')]);
    expect(refusalOf({ MINUTEBOOK_SAMPLE: 'on', DATABASE_URL: 'postgres://db/minutes' })).toEqual([
      expect.stringContaining('the sample is loaded into the embedded database only'),
    ]);
    expect(refusalOf({ EVENT_LOG: 'kurrentdb', KURRENTDB_URL: 'nowhere' })).toHaveLength(1);
  });
});

describe('the passwords of a configuration', () => {
  const secretive = {
    DATABASE_URL: 'postgresql://minutebook:s3cr3t@db/minutebook?password=s3cr3t&application_name=minutes',
    EVENT_LOG: 'kurrentdb',
    KURRENTDB_URL: 'kurrentdb://admin:s3cr3t@one:2113,two:2113?tls=true&userKeyFile=/s3cr3t',
    REDIS_URL: 'redis://:s3cr3t@redis:6379',
    SMTP_URL: 'smtp://user:s3cr3t@mail:587',
    MAIL_FROM: 'clerk@council.example',
  };

  it('are left out where it is shown', () => {
    const shown = describeConfiguration(readConfiguration(secretive));

    expect(JSON.stringify(shown)).not.toContain('s3cr3t');
    expect(shown.DATABASE_URL).toBe('postgresql://minutebook:***@db/minutebook?password=***&application_name=minutes');
    expect(shown.KURRENTDB_URL).toBe('kurrentdb://admin:***@one:2113,two:2113?tls=true&userKeyFile=***');
    expect(Object.keys(shown)).toEqual(Object.keys(variables));
  });

  it.each([
    'mysql://minutebook:s3cr3t@db/minutebook',
    'postgres://minutebook:s3cr3t/with/slashes@db/minutebook',
    'postgres://minutebook:s3cr3t@and@more@s3cr3t@ db/minutebook',
    's3cr3t',
    'minutebook:s3cr3t@db',
  ])('are left out of the refusal of %s', (address) => {
    const [complaint] = refusalOf({ DATABASE_URL: address });

    expect(complaint).toContain('and must be an address that begins with postgres:// or postgresql://');
    expect(complaint).not.toContain('s3cr3t');
  });
});

describe('the configuration in the application', () => {
  it('is one that every module can ask for', async () => {
    @Injectable()
    class Reader {
      constructor(@Inject(CONFIGURATION) readonly configuration: Configuration) {}
    }
    @Module({ providers: [Reader] })
    class Feature {}
    const configuration = readConfiguration({ PORT: '8080' });
    @Module({ imports: [ConfigurationModule.forRoot(configuration), Feature] })
    class Application {}

    const context = await NestFactory.createApplicationContext(Application, { logger: false });

    expect(context.get(Reader).configuration).toBe(configuration);
    await context.close();
  });
});

describe('the manual', () => {
  it('says of every variable what the code does', () => {
    const manual = readFileSync(join(import.meta.dirname, '../../../../docs/configuration.md'), 'utf8');
    const rows = (table: string): string[] => table.split('\n').filter((line) => line.startsWith('|'));
    const words = (line: string): string => line.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-');

    expect(rows(manual).map(words)).toEqual(rows(variableTable()).map(words));
  });
});
