import { LARGEST_RECORD } from '../commands/record-size.js';
import {
  address,
  demoClock,
  folder,
  hostName,
  type Kind,
  mailAddress,
  onOrOff,
  oneOf,
  proxies,
  wholeNumber,
  webAddress,
} from './kinds.js';

/** One environment variable: what it is for, what it may be, and what holds when it is not set. */
export interface Variable<T> {
  readonly meaning: string;
  readonly kind: Kind<NonNullable<T>>;
  /** In the manual's words. */
  readonly byDefault: string;
  readonly unset: T;
}

type Simple = string | number | boolean;

const withDefault = <T extends Simple>(meaning: string, kind: Kind<T>, unset: T): Variable<T> => ({
  meaning,
  kind,
  byDefault: `\`${typeof unset === 'boolean' ? (unset ? 'on' : 'off') : String(unset)}\``,
  unset,
});

const optional = <T extends Simple>(meaning: string, kind: Kind<T>, byDefault: string): Variable<T | undefined> => ({
  meaning,
  kind,
  byDefault,
  unset: undefined,
});

const mebibyte = 1_048_576;

/** Every variable there is, in the manual's order. */
export const variables = {
  PORT: withDefault(
    'The port of the API; of a worker, that of its health. `0` takes a free one.',
    wholeNumber(0, 65_535),
    3000,
  ),
  HOST: withDefault('The address on which it listens; `0.0.0.0` for every one.', hostName, '127.0.0.1'),
  MINUTEBOOK_DATA_DIR: withDefault('Holds the embedded PostgreSQL and the mailbox.', folder, './data'),
  DATABASE_URL: optional(
    'The PostgreSQL server and database for the read models, and for the log and the queues where nothing else is set.',
    address('postgres', 'postgresql'),
    'an embedded PostgreSQL in `MINUTEBOOK_DATA_DIR`',
  ),
  EVENT_LOG: withDefault('Where the facts are kept.', oneOf('postgres', 'kurrentdb'), 'postgres'),
  KURRENTDB_URL: optional(
    'The KurrentDB server; needed when `EVENT_LOG` is `kurrentdb`.',
    address('kurrentdb', 'kurrentdb+discover', 'esdb', 'esdb+discover'),
    'none',
  ),
  REDIS_URL: optional('The Redis server for the queues.', address('redis', 'rediss'), 'queues on PostgreSQL'),
  LOG_LEVEL: withDefault(
    'How much is logged.',
    oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'info',
  ),
  MINUTEBOOK_BODY_LIMIT: withDefault(
    'The largest body of a request, in bytes.',
    wholeNumber(1024, 100 * mebibyte),
    mebibyte,
  ),
  MINUTEBOOK_RECORD_LIMIT: withDefault(
    'What the record of one matter, plan or other subject may come to, in bytes; offices are refused what would make it larger.',
    wholeNumber(mebibyte, 1024 * mebibyte),
    LARGEST_RECORD,
  ),
  MINUTEBOOK_SAMPLE: optional(
    'Whether the sample is loaded; in the embedded shape only.',
    onOrOff,
    '`on` in the embedded shape, `off` elsewhere',
  ),
  MINUTEBOOK_DEMO_CLOCK: withDefault(
    'Whether a new store is a demo, whose clock can be moved (see [demo.md](demo.md)). A store stays what it was made as.',
    demoClock,
    false,
  ),
  MINUTEBOOK_PUBLIC_URL: optional(
    'The address at which offices reach this Minutebook. It stands before links in calendars and mail.',
    webAddress,
    'no links, and new feeds bear the address under which they were asked for',
  ),
  SMTP_URL: optional('The mail server for reminders.', address('smtp', 'smtps'), 'a mailbox folder of `.eml` files'),
  MAIL_FROM: optional('The sender of reminders; needed with `SMTP_URL`.', mailAddress, '`minutebook@localhost`'),
  MINUTEBOOK_TRUST_PROXY: withDefault('Whose `X-Forwarded-*` headers are believed.', proxies, false),
} as const satisfies Record<string, Variable<never> | Variable<unknown>>;

export type VariableName = keyof typeof variables;

/** What the variables say, each by itself. */
export type Values = { readonly [Name in VariableName]: (typeof variables)[Name]['unset'] };

/** The manual's table of all variables, in Markdown; docs/configuration.md holds it. */
export const variableTable = (): string =>
  [
    '| variable | what it is for | what it may be | when it is not set |',
    '| --- | --- | --- | --- |',
    ...Object.entries(variables).map(
      ([name, { meaning, kind, byDefault }]) => `| \`${name}\` | ${meaning} | ${kind.accepts} | ${byDefault} |`,
    ),
  ].join('\n');
