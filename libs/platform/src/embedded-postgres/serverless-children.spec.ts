import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../../../../test/support/eventually.js';
import { describeUnlessElsewhere } from '../../../../test/support/lacking.js';
import { EmbeddedPostgres } from './embedded-postgres.js';
import { isTaken } from './live-process.js';
import { ask, newFolder, removeFolder } from './testing/data-dirs.js';

/** Elsewhere a server's processes are not looked for: they cannot be told by their folder. */
const notLinux = process.platform === 'linux' ? undefined : 'this is not Linux';

describeUnlessElsewhere(notLinux, 'a process of a server that is gone', () => {
  let dataDir: string;
  let postgres: EmbeddedPostgres;
  const lines: string[] = [];

  beforeEach(async () => {
    dataDir = newFolder();
    const keep = (line: string): void => void lines.push(line);
    postgres = await EmbeddedPostgres.start({ dataDir, log: { info: keep, warn: keep, error: keep } });
  });

  afterEach(async () => {
    await postgres.stop();
    removeFolder(dataDir);
  });

  /** A process of the server that does not notice what becomes of it: stopped here, as others wait for a lock for ever. */
  const stuckChild = async (): Promise<number> => {
    const client = new pg.Client({ connectionString: postgres.url('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    return pid;
  };

  const answers = (): Promise<boolean> =>
    ask(postgres.url('postgres'), 'select').then(
      () => true,
      () => false,
    );

  it('does not keep a new one from starting', async () => {
    const stuck = await stuckChild();
    const before = postgres.pid ?? 0;
    process.kill(before, 'SIGKILL');
    await eventually(() => postgres.pid !== before);
    await eventually(answers);
    expect(isTaken(stuck)).toBe(false);
    expect(lines).toContain(`A process (pid ${stuck}) of a PostgreSQL server that is gone does not end; it is killed`);
  });

  it('is told from whatever else stands in its folder', async () => {
    const bystander = spawn('sleep', ['60'], { cwd: join(dataDir, 'postgres'), stdio: 'ignore' });
    await once(bystander, 'spawn');
    const before = postgres.pid ?? 0;
    process.kill(before, 'SIGKILL');
    await eventually(() => postgres.pid !== before);
    await eventually(answers);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    bystander.kill();
  });
});
