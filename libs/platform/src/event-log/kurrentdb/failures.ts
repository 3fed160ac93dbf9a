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

/**
 * gRPC status codes that no waiting mends, in errors that the client has no name for: invalid argument, permission denied,
 * failed precondition, out of range, unimplemented, unauthenticated.
 */
const LASTING_CODES: readonly unknown[] = [3, 7, 9, 11, 12, 16];

/** Those of them that speak of rights. */
const CODES_OF_RIGHTS: readonly unknown[] = [7, 16];

/** gRPC status codes of failures that pass: cancelled, unknown, deadline exceeded, aborted, internal, unavailable. */
const PASSING_CODES: readonly unknown[] = [1, 2, 4, 10, 13, 14];

const RIGHTS =
  'KurrentDB refuses access: name and password must be right, and the user needs to read and write the streams of facts, and to read $all (the role $admins, or an access list that grants it)';

const DELETED =
  'was deleted on the KurrentDB server for good (a tombstone): nothing can be read from it or appended to it, and streams of facts must never be deleted';

/** The native part of the client says of whatever is in the way no more than `UnavailableError`. */
const NOBODY =
  'no KurrentDB server answers: it must be up and ready at the address, speak TLS or not as the address says (tls), and have a certificate that is trusted (tlsCAFile, tlsVerifyCert)';

/** Whether the client's error is of this kind. Told by its `type`, so that the client need not be loaded to ask. */
export const isFailure = (error: unknown, type: string): error is Error & { readonly type: string } =>
  error instanceof Error && 'type' in error && error.type === type;

/** Whether trying again later may help. */
export const passes = (error: unknown): boolean => {
  if (error instanceof LogUnavailable) return true;
  if (!(error instanceof Error)) return false;
  if ('type' in error) return PASSING.includes(error.type) && !isOfCode(error, LASTING_CODES);
  return ('code' in error && PASSING_CODES.includes(error.code)) || error.message.startsWith('Failed to discover');
};

/**
 * What the server says of an append that it will never take as it is; nothing for other errors. A single event has a limit
 * of its own (`MaxAppendEventSize`, 16 MiB at most), for which the client has no name: its text is all there is.
 */
export const sayingTooLarge = (error: unknown): string | undefined => {
  if (isFailure(error, 'maximum-append-size-exceeded'))
    return `at most ${'maxAppendSize' in error ? String(error.maxAppendSize) : 'MaxAppendSize'} bytes in all`;
  if (!isFailure(error, 'unknown')) return undefined;
  const { message } = error;
  if (message.endsWith('MaximumAppendEventSizeExceeded')) return 'one of its events exceeds MaxAppendEventSize';
  return message.endsWith('BadRequest') ? message : undefined;
};

/** The client's error in the words of the event log's port. */
export const inOwnWords = (error: unknown, outcome: LogUnavailable['outcome']): unknown => {
  if (error instanceof LogUnavailable) return error;
  if (isFailure(error, 'access-denied') || isOfCode(error, CODES_OF_RIGHTS)) return new Error(RIGHTS, { cause: error });
  if (isFailure(error, 'stream-deleted'))
    return new Error(`${'streamName' in error ? String(error.streamName) : 'the stream'} ${DELETED}`, { cause: error });
  return passes(error) ? new LogUnavailable(outcome, { cause: explained(error) }) : error;
};

/** A failure that passes, with what may be in the way where the client does not say. */
export const explained = (error: unknown): unknown =>
  isFailure(error, 'unavailable') && error.message === 'UnavailableError' ? new Error(NOBODY, { cause: error }) : error;

const isOfCode = (error: unknown, codes: readonly unknown[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(error.code);
