/** What the system says of a connection, and what PostgreSQL says of one (08), of its being read-only (25006), of a lack of room (53) and of its own end or start (57P). */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08...|25006|53...|57P..)$/;
/** The driver's own words, which have no code. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether an error says that the database is away or takes nothing now, and not that it was asked for something wrong. */
export const isDatabaseAway = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, driverError } = error as { code?: unknown; message?: unknown; driverError?: unknown };
  if (driverError !== undefined && driverError !== error) return isDatabaseAway(driverError);
  return (typeof code === 'string' && AWAY.test(code)) || (typeof message === 'string' && LOST.test(message));
};
