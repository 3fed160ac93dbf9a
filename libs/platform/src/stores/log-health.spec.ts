import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshPostgresLog } from '../event-log/testing/postgres-stage.js';
import { asAdministrator } from '../event-log/testing/severing.js';
import { LogHealth } from './log-health.js';

describe('the health of the log', () => {
  let opened: Awaited<ReturnType<typeof freshPostgresLog>>;
  beforeEach(async () => {
    opened = await freshPostgresLog(() => '2026-01-05T09:00:00.000Z');
  });
  afterEach(() => opened.close());

  it('is well while the log answers and is guarded, and says which guard is gone', async () => {
    const health = new LogHealth(opened.log);
    expect(await health.check()).toEqual({ ok: true, detail: 'answers' });
    await asAdministrator(opened.url, 'alter table log.facts disable trigger append_only');
    const detail = 'answers, and is not guarded: append_only on log.facts';
    expect(await health.check()).toEqual({ ok: false, goesOn: true, detail });
  });
});
