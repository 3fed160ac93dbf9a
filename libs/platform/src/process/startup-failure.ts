import { types } from 'node:util';
import { StartupProblem } from '../config/startup-problem.js';
import { LogUnavailable } from '../event-log/event-log.js';

/** What systems and servers say, by their codes, and what the operator can do about it. */
const SAYINGS: readonly { readonly code: RegExp; readonly say: (error: Failure) => string }[] = [
  {
    code: /^EADDRINUSE$/,
    say: ({ port }) => `Port ${port ?? ''} is taken by another process: set PORT to one that is free.`,
  },
  {
    code: /^EACCES$/,
    say: ({ port }) => `Port ${port ?? ''} may not be used by this user: set PORT to one above 1023.`,
  },
  {
    code: /^EADDRNOTAVAIL$/,
    say: ({ address }) => `This machine has no address ${address ?? ''}: set HOST to one that it has.`,
  },
  {
    code: /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ECONNRESET)$/,
    say: ({ code, address, hostname, port }) =>
      `A server that the configuration names does not answer (${code} ${address ?? hostname ?? ''}${port === undefined ? '' : `:${port}`}): ` +
      'start it, or set DATABASE_URL, KURRENTDB_URL or REDIS_URL to where it is.',
  },
  { code: /^(28|3D)/, say: ({ message }) => `The database of DATABASE_URL does not let Minutebook in: ${message}.` },
];

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
}

/** Why the process does not start or cannot go on: one line where the operator can mend it, everything where it is a bug. */
export const startupFailure = (error: unknown): string => {
  if (error instanceof StartupProblem) return error.message;
  const failure = failureOf(error);
  const saying = SAYINGS.find(({ code }) => failure !== undefined && code.test(failure.code));
  if (failure !== undefined && saying !== undefined) return saying.say(failure);
  if (error instanceof LogUnavailable && types.isNativeError(error.cause))
    return `The event log ${error.outcome === 'refused' ? 'takes no facts' : 'does not answer'}: ${error.cause.message}.`;
  return types.isNativeError(error) ? (error.stack ?? error.message) : String(error);
};

/** The first of several attempts at one name's addresses, or the cause of what was thrown, where that has the code. */
const failureOf = (error: unknown): Failure | undefined => {
  if (!types.isNativeError(error)) return undefined;
  const attempts: unknown = Reflect.get(error, 'errors');
  const deeper = failureOf(Array.isArray(attempts) ? attempts[0] : error.cause);
  const code: unknown = Reflect.get(error, 'code');
  return deeper ?? (typeof code === 'string' ? (error as Error & { code: string }) : undefined);
};
