import { startTestPostgres } from './postgres-server.mjs';

/** One real PostgreSQL server for the whole run; each test file makes its own databases on it. */
export default async function globalSetup() {
  const server = await startTestPostgres();
  process.env['TEST_POSTGRES_URL'] = server.url;
  globalThis.testPostgres = server;
}
