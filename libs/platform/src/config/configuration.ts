import { join, resolve } from 'node:path';
import { type InstantText } from '#kernel';
import { type Environment, readVariables } from './read-variables.js';
import { withoutSecrets } from './secrets.js';
import { type Values, type VariableName } from './variables.js';

/** The shape in which this Minutebook runs. Addresses may hold passwords: show them through `describeConfiguration` only. */
export interface Configuration {
  readonly http: {
    readonly port: number;
    readonly host: string;
    /** In bytes. */
    readonly bodyLimit: number;
    /** Whose `X-Forwarded-*` headers are believed: everybody's, nobody's, or those of the addresses, parted by commas. */
    readonly trustProxy: boolean | string;
    /** Under which offices reach it, without a slash at its end: `https://minutebook.council.example`. */
    readonly publicUrl?: string;
  };
  /** Absolute. */
  readonly dataDir: string;
  readonly database: { readonly kind: 'embedded' } | { readonly kind: 'server'; readonly url: string };
  readonly eventLog: { readonly kind: 'postgres' } | { readonly kind: 'kurrentdb'; readonly url: string };
  readonly queues: { readonly kind: 'postgres' } | { readonly kind: 'redis'; readonly url: string };
  readonly mail:
    | { readonly kind: 'mailbox'; readonly folder: string; readonly from: string }
    | { readonly kind: 'smtp'; readonly url: string; readonly from: string };
  /** What a record may come to by what offices tell, in bytes. */
  readonly recordLimit: number;
  readonly logLevel: Values['LOG_LEVEL'];
  /** Whether the sample is loaded. */
  readonly sample: boolean;
  /** Whether a new store is a demo: not, or with a clock that begins at the machine's time, or at the instant given. */
  readonly demoClock: boolean | InstantText;
}

const senderOfMailbox = 'minutebook@localhost';

/**
 * Reads the environment. A variable that is set to nothing counts as not set.
 * @throws {StartupProblem} naming every variable that is wrong, what it is and what would be right, a line each.
 */
export const readConfiguration = (environment: Environment): Configuration => {
  const values = readVariables(environment);
  const embedded = values.DATABASE_URL === undefined && values.EVENT_LOG === 'postgres';
  const dataDir = resolve(values.MINUTEBOOK_DATA_DIR);
  return {
    http: {
      port: values.PORT,
      host: values.HOST,
      bodyLimit: values.MINUTEBOOK_BODY_LIMIT,
      trustProxy: values.MINUTEBOOK_TRUST_PROXY,
      ...(values.MINUTEBOOK_PUBLIC_URL === undefined ? {} : { publicUrl: values.MINUTEBOOK_PUBLIC_URL }),
    },
    dataDir,
    database: values.DATABASE_URL === undefined ? { kind: 'embedded' } : { kind: 'server', url: values.DATABASE_URL },
    eventLog: eventLogOf(values),
    queues: values.REDIS_URL === undefined ? { kind: 'postgres' } : { kind: 'redis', url: values.REDIS_URL },
    mail: mailOf(values, dataDir),
    recordLimit: values.MINUTEBOOK_RECORD_LIMIT,
    logLevel: values.LOG_LEVEL,
    sample: values.MINUTEBOOK_SAMPLE ?? embedded,
    demoClock: values.MINUTEBOOK_DEMO_CLOCK,
  };
};

/** The configuration by variable, as it may be shown: passwords are left out. */
export const describeConfiguration = (configuration: Configuration): Record<VariableName, string> => {
  const { http, database, eventLog, queues, mail } = configuration;
  const yes = (on: boolean): string => (on ? 'on' : 'off');
  return {
    PORT: String(http.port),
    HOST: http.host,
    MINUTEBOOK_DATA_DIR: configuration.dataDir,
    DATABASE_URL: database.kind === 'server' ? withoutSecrets(database.url) : 'embedded',
    EVENT_LOG: eventLog.kind,
    KURRENTDB_URL: eventLog.kind === 'kurrentdb' ? withoutSecrets(eventLog.url) : 'not used',
    REDIS_URL: queues.kind === 'redis' ? withoutSecrets(queues.url) : 'not used: queues on PostgreSQL',
    LOG_LEVEL: configuration.logLevel,
    MINUTEBOOK_BODY_LIMIT: String(http.bodyLimit),
    MINUTEBOOK_RECORD_LIMIT: String(configuration.recordLimit),
    MINUTEBOOK_SAMPLE: yes(configuration.sample),
    MINUTEBOOK_DEMO_CLOCK:
      typeof configuration.demoClock === 'string' ? configuration.demoClock : yes(configuration.demoClock),
    MINUTEBOOK_PUBLIC_URL: http.publicUrl ?? 'none',
    SMTP_URL: mail.kind === 'smtp' ? withoutSecrets(mail.url) : `not used: mail goes to ${mail.folder}`,
    MAIL_FROM: mail.from,
    MINUTEBOOK_TRUST_PROXY: typeof http.trustProxy === 'string' ? http.trustProxy : yes(http.trustProxy),
  };
};

const eventLogOf = ({ EVENT_LOG, KURRENTDB_URL }: Values): Configuration['eventLog'] =>
  EVENT_LOG === 'kurrentdb' && KURRENTDB_URL !== undefined
    ? { kind: 'kurrentdb', url: KURRENTDB_URL }
    : { kind: 'postgres' };

const mailOf = ({ SMTP_URL, MAIL_FROM }: Values, dataDir: string): Configuration['mail'] => {
  const from = MAIL_FROM ?? senderOfMailbox;
  return SMTP_URL === undefined
    ? { kind: 'mailbox', folder: join(dataDir, 'mailbox'), from }
    : { kind: 'smtp', url: SMTP_URL, from };
};
