import pg from 'pg';
import { LogUnavailable } from '../event-log.js';

const UNIQUE_VIOLATION = '23505';

export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION;

/**
 * Whether the connection is of no use any more: the server said that it goes (class 57), that there is a problem with the
 * connection (08), or that it has no room (53); or there was no answer from a server at all.
 */
export const isLost = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || /^(08|53|57)/.test(error.code ?? '');

/**
 * Whether the server takes no facts, whatever they are (25 read-only, 42 no right, 53 no room): it answers and stays, and
 * finds nothing wrong with the facts themselves, with their data (22) or their size (54).
 */
export const takesNoFacts = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError && !/^(08|22|54|57)/.test(error.code ?? '');

/** The failure in the words of the port: an answer of the server that stays means that its transaction was undone. */
export const asUnavailable = (cause: unknown): LogUnavailable => {
  if (cause instanceof LogUnavailable) return cause;
  const undone = cause instanceof pg.DatabaseError && !/^(08|57)/.test(cause.code ?? '');
  return new LogUnavailable(undone ? 'refused' : 'not known', { cause });
};
