import { afterEach, beforeEach, expect, describe, it } from '@jest/globals';
import { type Position, type RecordedFact } from '#kernel';
import { freshDatabase } from '../../../../../test/support/database.js';
import { answered, asAdministrator } from '../testing/severing.js';
import { CONTEXT, gist, told } from '../testing/stage.js';
import { migrateEventLog } from './migrate-event-log.js';
import { PostgresEventLog } from './postgres-event-log.js';

const STREAM = 'petition-coventry-a';
const now = (): string => '2026-01-05T09:00:00.000Z';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let copy: Awaited<ReturnType<typeof freshDatabase>>;
let log: PostgresEventLog;
let kept: readonly RecordedFact[];

beforeEach(async () => {
  database = await freshDatabase();
  await migrateEventLog(database.url);
  const before = await open();
  kept = (await before.append(STREAM, [told(), told(), told()], 'no stream', CONTEXT)).facts;
  await before.close();
  copy = await freshDatabase(database.url);
  log = await open();
});
afterEach(async () => {
  await log.close();
  await copy.drop();
  await database.drop();
});

const open = (): Promise<PostgresEventLog> => PostgresEventLog.open({ connectionString: database.url, now });
const nameOf = ({ url }: { readonly url: string }): string => new URL(url).pathname.slice(1);

/** Puts the copy in the place of the database, as whoever restores one does: what came since is lost. */
const restore = async (): Promise<void> => {
  const [name, copied] = [nameOf(database), nameOf(copy)];
  const server = new URL(database.url);
  server.pathname = '/postgres';
  for (const statement of [
    `alter database ${name} with allow_connections false`,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    `alter database ${name} rename to ${name}_gone`,
    `alter database ${copied} rename to ${name}`,
    `alter database ${name}_gone rename to ${copied}`,
  ])
    await asAdministrator(server.href, statement);
};

/** What a reader that begins after a position is told first. */
const firstAfter = async (after: Position | undefined): Promise<readonly RecordedFact[]> => {
  const reading = new AbortController();
  try {
    const options = { signal: reading.signal, ...(after === undefined ? {} : { after }) };
    for await (const { facts } of log.subscribe(options)) return facts;
    return [];
  } finally {
    reading.abort();
  }
};

describe('a log that was restored from a copy while it is open', () => {
  it('tells those who follow it nothing of what the copy lacks', async () => {
    const last = kept.at(-1)?.position;
    const standing = firstAfter(last);
    const { facts: lost } = await log.append(STREAM, [told({ lost: true })], 'any', CONTEXT);
    expect(await standing).toEqual(lost);
    expect(await firstAfter(last)).toEqual(lost);
    await restore();
    const { facts: fresh } = await answered(() => log.append(STREAM, [told({ lost: false })], 'any', CONTEXT));
    expect(gist(await firstAfter(last))).toEqual(gist(fresh));
    expect(gist(await log.readStream(STREAM))).toEqual(gist([...kept, ...fresh]));
  });
});
