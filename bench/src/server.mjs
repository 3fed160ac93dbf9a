import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../../dist/libs/platform/src/embedded-postgres/embedded-postgres.js';

const quiet = { info: () => undefined, warn: console.error, error: console.error };

/**
 * The PostgreSQL that Minutebook brings, with the settings under which Minutebook runs it, in a folder of its own. Every
 * contender gets a database on it.
 */
export const startServer = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-bench-'));
  const server = await EmbeddedPostgres.start({ dataDir: join(folder, 'data'), log: quiet });
  const admin = new pg.Pool({ connectionString: server.url('postgres'), max: 1 });
  let databases = 0;
  return {
    folder,
    admin,
    /** The URL of a new and empty database. */
    async database() {
      databases += 1;
      const name = `bench_${databases}`;
      await server.ensureDatabase(name);
      return server.url(name);
    },
    async stop() {
      await admin.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Settings on which the numbers hang; everything else is as Minutebook sets it. */
export const serverFacts = async (admin) => {
  const facts = {};
  for (const name of [
    'server_version',
    'fsync',
    'synchronous_commit',
    'wal_sync_method',
    'full_page_writes',
    'shared_buffers',
  ])
    facts[name] = (await admin.query(`show ${name}`)).rows[0][name];
  if (facts.fsync !== 'on' || facts.synchronous_commit !== 'on')
    throw new Error(
      `the server does not wait for the disk: fsync=${facts.fsync}, synchronous_commit=${facts.synchronous_commit}`,
    );
  return facts;
};
