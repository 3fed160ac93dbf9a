import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.js';
import { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import { type EventLog, LogUnavailable } from './event-log.js';
import { migrateEventLog } from './postgres/migrate-event-log.js';
import { PostgresEventLog } from './postgres/postgres-event-log.js';
import { compileSources } from './testing/compiled-sources.js';
import { asAdministrator } from './testing/severing.js';
import { clockOf, CONTEXT, toldTimes } from './testing/stage.js';
import { verifyLog } from './verify.js';

const now = () => clockOf().instant;

/** How often each id is in the log. */
const countIds = async (log: EventLog): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  for await (const { facts } of log.readAll()) for (const { id } of facts) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

describe('the log in PostgreSQL, with fsync as PostgreSQL has it by default', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-crash-'));
  const sources = compileSources();
  let postgres: EmbeddedPostgres;
  let url: string;
  let log: PostgresEventLog;

  beforeAll(async () => {
    const said = () => undefined;
    postgres = await EmbeddedPostgres.start({ dataDir: folder, log: { info: said, warn: said, error: said } });
    await postgres.ensureDatabase('crash');
    url = postgres.url('crash');
    await migrateEventLog(url);
    log = await PostgresEventLog.open({ connectionString: url, now });
  }, 60_000);

  afterAll(async () => {
    await log.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
    sources.remove();
  });

  it('writes durably here', async () => {
    expect(
      await asAdministrator(
        url,
        `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages`,
      ),
    ).toEqual([{ fsync: 'on', commit: 'on', pages: 'on' }]);
  });

  it('loses nothing that it acknowledged when the writing process is killed', async () => {
    for (const lines of [1, 150, 400]) {
      const program = join(sources.path, 'dist/libs/platform/src/event-log/testing/writing-process.js');
      const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'close');
      const acknowledged: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged.push(line);
        if (acknowledged.length === lines) child.kill('SIGKILL');
      }
      await ended;
      expect(acknowledged.length).toBeGreaterThanOrEqual(lines);
      const counts = await countIds(log);
      // A line may have been cut in the middle by the kill; such an id was not said.
      const said = acknowledged.filter((id) => id.length === 36);
      expect(said.filter((id) => counts.get(id) !== 1)).toEqual([]);
      expect(await verifyLog(log)).not.toHaveProperty('flaw');
    }
  }, 120_000);

  it('loses nothing that it acknowledged when the server is killed, and writes nothing twice', async () => {
    const acknowledged: string[] = [];
    const trouble: unknown[] = [];
    const progress = { over: false };

    /** Sends an append again, with the same ids, until it has an outcome. */
    const persist = async (stream: string): Promise<void> => {
      const facts = toldTimes(2);
      for (;;) {
        try {
          await log.append(stream, facts, 'any', CONTEXT);
          acknowledged.push(...facts.map(({ id }) => id));
          return;
        } catch (error) {
          trouble.push(error);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const write = async (caller: number): Promise<void> => {
      for (let turn = 0; !progress.over; turn += 1) await persist(`matter-crash-${caller}-${turn % 4}`);
    };
    const writing = Promise.all(Array.from({ length: 12 }, (_, caller) => write(caller)));

    const acknowledgedAgain = async (more: number): Promise<void> => {
      const goal = acknowledged.length + more;
      const patience = performance.now() + 60_000;
      while (acknowledged.length < goal) {
        if (performance.now() > patience) throw new Error('nothing more was acknowledged within a minute');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    for (let kill = 0; kill < 3; kill += 1) {
      await acknowledgedAgain(100);
      const failures = trouble.length;
      const killed = postgres.pid;
      if (killed === undefined) throw new Error('there is no server to kill');
      process.kill(killed, 'SIGKILL');
      // Its processes may answer for a moment longer than it lives.
      await eventually(() => postgres.pid !== undefined && postgres.pid !== killed);
      await acknowledgedAgain(100);
      expect(trouble.length).toBeGreaterThan(failures);
    }
    progress.over = true;
    await writing;

    for (const error of trouble) expect(error).toBeInstanceOf(LogUnavailable);
    const counts = await countIds(log);
    expect(acknowledged.filter((id) => counts.get(id) !== 1)).toEqual([]);
    const written = await eventsOf(log, 'matter-crash-');
    expect(written.length).toBe(acknowledged.length);
    expect(await verifyLog(log)).not.toHaveProperty('flaw');
  }, 180_000);
});

const eventsOf = async (log: EventLog, prefix: string): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { facts } of log.readAll({ prefixes: [prefix] })) ids.push(...facts.map(({ id }) => id));
  return ids;
};
