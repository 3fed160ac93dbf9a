import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../../../test/support/database.js';
import { readConfiguration } from '../config/configuration.js';
import { type EventLog, LogUnavailable, RevisionConflict, Unstorable } from '../event-log/event-log.js';
import { answered, asAdministrator, severConnections } from '../event-log/testing/severing.js';
import { CONTEXT, rejection, told } from '../event-log/testing/stage.js';
import { problemOf } from '../problems/problem.js';
import { LogHealth } from './log-health.js';
import { openLog } from './open-log.js';

const READ_ONLY = '25006: cannot execute SELECT in a read-only transaction';
const WELL = { ok: true, detail: 'answers' };

describe('the health of the log', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let log: EventLog;
  let health: LogHealth;
  let warnings: string[];
  beforeEach(async () => {
    database = await freshDatabase();
    warnings = [];
    const configuration = readConfiguration({ DATABASE_URL: database.url });
    log = await openLog(
      configuration,
      database.url,
      () => '2026-01-05T09:00:00.000Z',
      (line) => warnings.push(line),
    );
    health = new LogHealth(log);
  });
  afterEach(async () => {
    await log.close();
    await database.drop();
  });

  const append = () => log.append('told', [told()], 'any', CONTEXT);

  /** What an append is refused with; a connection that turns out to be lost is no refusal, and is asked past. */
  const refused = async (): Promise<unknown> => {
    for (let left = 20; ; left--) {
      const error = await rejection(append());
      if (!(error instanceof LogUnavailable) || error.outcome === 'refused' || left === 0) return error;
    }
  };

  /** As a failover or an administrator would, for all connections from now on. */
  const makeReadOnly = async (setting: 'on' | 'off'): Promise<void> => {
    const server = new URL(database.url);
    const name = server.pathname.slice(1);
    server.pathname = '/postgres';
    await asAdministrator(server.href, `alter database ${name} set default_transaction_read_only = ${setting}`);
    await severConnections(server.href, name);
  };

  const mustBeRefused = async (refusal: string): Promise<void> => {
    const error = await refused();
    expect(error).toMatchObject({ name: 'LogUnavailable', outcome: 'refused' });
    expect(problemOf(error).problem).toMatchObject({
      status: 503,
      detail: 'The event log takes no facts now, and nothing was written.',
    });
    await mustBeRemembered(refusal);
  };

  const mustBeRemembered = async (refusal: string): Promise<void> => {
    const detail = `answers, and takes no facts (${refusal})`;
    expect(await answered(() => health.check())).toEqual({ ok: false, goesOn: true, detail });
  };

  it('is well while the log answers and is guarded, and says which guard is gone', async () => {
    expect(await health.check()).toEqual(WELL);
    await asAdministrator(database.url, 'alter table log.facts disable trigger append_only');
    const detail = 'answers, and is not guarded: append_only on log.facts';
    expect(await health.check()).toEqual({ ok: false, goesOn: true, detail });
  });

  it('says why the log takes no facts while it answers, until it takes one again, and warns once of each', async () => {
    await append();
    await makeReadOnly('on');
    await answered(() => log.head());
    for (const _ of ['first', 'second', 'third']) await mustBeRefused(READ_ONLY);
    expect(warnings).toEqual([`the event log takes no facts: ${READ_ONLY}`]);
    await makeReadOnly('off');
    await answered(append);
    expect(await answered(() => health.check())).toEqual(WELL);
    expect(warnings.slice(1)).toEqual(['the event log takes facts again']);
    expect(await answered(() => log.readStream('told'))).toHaveLength(2);
  });

  it('takes no conflict for facts that were taken', async () => {
    await append();
    await makeReadOnly('on');
    await answered(() => log.head());
    await mustBeRefused(READ_ONLY);
    expect(await rejection(log.append('told', [told()], 'no stream', CONTEXT))).toBeInstanceOf(RevisionConflict);
    expect(await health.check()).toMatchObject({ ok: false, goesOn: true });
  });

  it('warns anew of another reason, and tells its first line alone', async () => {
    const saying = (code: string, words: string) =>
      `create or replace function public.fail() returns trigger language plpgsql as $$ begin
         raise exception '${words}' using errcode = '${code}', detail = new.data, hint = new.metadata; end $$`;
    await asAdministrator(database.url, saying('53100', 'could not extend file: No space left on device\nin full'));
    const trigger = 'create trigger fail before insert on log.facts for each row execute function public.fail()';
    await asAdministrator(database.url, trigger);
    const full = '53100: could not extend file: No space left on device';
    for (const _ of ['first', 'second']) await mustBeRefused(full);
    await asAdministrator(database.url, saying('42501', 'permission denied for table facts'));
    await mustBeRefused('42501: permission denied for table facts');
    await asAdministrator(database.url, saying('22P02', 'invalid input syntax: secret words'));
    expect(await refused()).toMatchObject({ outcome: 'refused' });
    await mustBeRemembered('42501: permission denied for table facts');
    const said = [full, '42501: permission denied for table facts'];
    expect(warnings).toEqual(said.map((refusal) => `the event log takes no facts: ${refusal}`));
  });

  it('is well after what is a caller’s own fault, or a connection’s', async () => {
    await append();
    expect(await rejection(log.append('told', [told()], 'no stream', CONTEXT))).toBeInstanceOf(RevisionConflict);
    expect(await rejection(log.append('told', [told({ text: '\u0000' })], 'any', CONTEXT))).toBeInstanceOf(Unstorable);
    await severConnections(database.url);
    await append().catch((error: unknown) => {
      expect(error).toMatchObject({ name: 'LogUnavailable', outcome: 'not known' });
    });
    expect(await answered(() => health.check())).toEqual(WELL);
    expect(warnings).toEqual([]);
  });
});
