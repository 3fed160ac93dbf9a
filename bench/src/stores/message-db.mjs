import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { FACTS_IN_A_STREAM, newContext, newData } from '../fact.mjs';

const folder = join(dirname(createRequire(import.meta.url).resolve('@eventide/message-db/package.json')), 'database');

/** What its `install.sh` runs, in the same order; its views and its role's privileges are left out, for no append uses them. */
const FILES = [
  'schema/message-store',
  'extensions/pgcrypto',
  'tables/messages',
  'types/message',
  ...[
    ...['message-store-version', 'hash-64', 'acquire-lock', 'category', 'is-category', 'id', 'cardinal-id'],
    ...['stream-version', 'write-message'],
  ].map((name) => `functions/${name}`),
  'indexes/messages-id',
  'indexes/messages-stream',
  'indexes/messages-category',
];

const WRITE = {
  name: 'write',
  text: 'select message_store.write_message($1, $2, $3, $4::jsonb, $5::jsonb, $6)',
};

/** message-db: its function `write_message`, prepared, one transaction an append, the expected version given. */
export const messageDb = async (server, { connections, categories }) => {
  const connectionString = await server.database();
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    options: '-c search_path=message_store,public -c client_min_messages=warning',
  });
  for (const file of FILES) await pool.query(readFileSync(join(folder, `${file}.sql`), 'utf8'));
  return {
    name: categories === 1 ? 'message-db, one category' : `message-db, ${categories} categories`,
    makeCaller: (caller) => {
      const category = `matter${caller % categories}`;
      let stream = '';
      let version = FACTS_IN_A_STREAM - 1;
      return async () => {
        if (version === FACTS_IN_A_STREAM - 1) {
          stream = `${category}-${randomUUID()}`;
          version = -1;
        }
        const values = [
          ...[randomUUID(), stream, 'ResolutionPassed'],
          ...[JSON.stringify(newData(version + 2)), JSON.stringify(newContext()), version],
        ];
        const { rows } = await pool.query({ ...WRITE, values });
        version = Number(rows[0].write_message);
      };
    },
    close: () => pool.end(),
  };
};
