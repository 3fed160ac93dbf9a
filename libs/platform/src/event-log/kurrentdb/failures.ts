import { LogUnavailable } from '../event-log.js';

/** The client's own names of failures that are the server's or the wire's, and pass. */
const PASSING: readonly unknown[] = [
  'unavailable',
  'cancelled',
  'deadline-exceeded',
  'timeout',
  'not-leader',
  'unknown',
];

/** gRPC status codes of the same kind: cancelled, unknown, deadline exceeded, aborted, internal, unavailable. */
const PASSING_CODES: readonly unknown[] = [1, 2, 4, 10, 13, 14];

const RIGHTS =
  'KurrentDB refuses access: the user needs to read and write the streams of facts, and to read $all (the role $admins, or an access list that grants it)';

/** Whether the client's error is of this kind. Told by its `type`, so that the client need not be loaded to ask. */
export const isFailure = (error: unknown, type: string): error is Error =>
  error instanceof Error && 'type' in error && error.type === type;

/** Whether trying again later may help. */
export const passes = (error: unknown): boolean => {
  if (error instanceof LogUnavailable) return true;
  if (!(error instanceof Error)) return false;
  if ('type' in error) return PASSING.includes(error.type);
  return ('code' in error && PASSING_CODES.includes(error.code)) || error.message.startsWith('Failed to discover');
};

/** The client's error in the words of the event log's port. */
export const inOwnWords = (error: unknown, outcome: LogUnavailable['outcome']): unknown => {
  if (error instanceof LogUnavailable) return error;
  if (isFailure(error, 'access-denied')) return new Error(RIGHTS, { cause: error });
  return passes(error) ? new LogUnavailable(outcome, { cause: error }) : error;
};
