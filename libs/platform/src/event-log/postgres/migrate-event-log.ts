import { migrateSchema } from '../../postgres/migrate-schema.js';
import { CreateLog1763700000000 } from './migrations/1763700000000-create-log.js';

/**
 * Brings the schema `log` of a database up to date. May be called at every start, and by several processes at once:
 * the second waits for the first.
 */
export const migrateEventLog = (databaseUrl: string): Promise<void> =>
  migrateSchema({ databaseUrl, schema: 'log', migrations: [CreateLog1763700000000] });
