import { withSettings } from './settings.js';

const GONE_AFTER = { idle: 30, interval: 10, count: 3 };

/**
 * What a connection says of itself on which a lock is held: the server asks after a minute of silence whether its machine
 * is still there, and frees the lock where it is not. Left to itself it waits for more than two hours, in which nobody else
 * takes over.
 * Source: PostgreSQL 18, 19.3.2, TCP settings; they are passed over on a Unix socket, which ends with its machine.
 */
export const holding = (databaseUrl: string) => ({
  keepAlive: true,
  ...withSettings(databaseUrl, SETTINGS),
});

const SETTINGS = Object.entries(GONE_AFTER)
  .map(([name, value]) => `-c tcp_keepalives_${name}=${value}`)
  .join(' ');
