import { LaterRelease } from '#kernel';
import { StaleRevision, TooContended } from '../commands/rejections.js';
import { LogClosed, LogUnavailable } from '../event-log/event-log.js';

/**
 * Classes of SQLSTATE that pass: 08 connection, 40 rollback, 53 resources, 55 not in the state, 57 intervention,
 * 58 system. Source: PostgreSQL 18, appendix A.
 */
const PASSING_STATE = /^(08|40|53|55|57|58)/;

/** Codes of Node and of the operating system: ECONNREFUSED, EPIPE, ENOTFOUND. */
const SYSTEM = /^E[A-Z]{2,}/;

/** Messages without a code, by which drivers tell of a connection that ended. */
const ENDED = /connection (is )?(terminated|closed|ended)|Connection is closed|timeout/i;

/** Whether the machinery is in trouble, so that the same may succeed later; all else would fail again. */
export const isPassing = (error: unknown): boolean =>
  isOurs(error) ||
  (error instanceof Error && (isDrivers(error) || (error.cause !== undefined && isPassing(error.cause))));

const isOurs = (error: unknown): boolean =>
  error instanceof LaterRelease ||
  error instanceof LogUnavailable ||
  error instanceof LogClosed ||
  error instanceof TooContended ||
  error instanceof StaleRevision;

const isDrivers = (error: Error): boolean => {
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? PASSING_STATE.test(code) || SYSTEM.test(code) : ENDED.test(error.message);
};
