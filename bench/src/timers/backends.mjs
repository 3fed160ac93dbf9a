import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * The stores on which a queue can stand: each gives the queue's backend over a database of its own, and the variables
 * that say the same to a Minutebook. Redis keeps every command on disk within a second, and throws nothing away, as
 * Minutebook asks of it; without `redis-server` on the path it is left out.
 */
export const openBackends = async (say) => {
  const postgres = {
    name: 'PostgreSQL',
    backendOn: (connectionString) => ({ kind: 'postgres', connectionString, schema: 'queue' }),
    environment: {},
    forget: (client) => client.query('drop schema if exists queue cascade'),
    close: () => undefined,
  };
  const redis = await openRedis();
  if (redis === undefined) say('timers: no redis-server on the path, so only queues on PostgreSQL are measured');
  return redis === undefined ? [postgres] : [postgres, redis];
};

const openRedis = async () => {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-bench-redis-'));
  const port = await freePort();
  const settings = ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes'];
  const child = spawn('redis-server', [...settings, '--maxmemory-policy', 'noeviction', '--save', ''].map(String), {
    stdio: 'ignore',
  });
  const url = `redis://127.0.0.1:${port}`;
  const cli = (...command) =>
    spawnSync('redis-cli', ['-p', String(port), ...command])
      .stdout?.toString()
      .trim();
  for (let left = 100; cli('ping') !== 'PONG'; left -= 1) {
    if (left === 0) throw new Error('redis-server does not answer');
    await pause(50);
  }
  return {
    name: 'Redis',
    backendOn: () => ({ kind: 'redis', url, prefix: 'minutebook' }),
    environment: { REDIS_URL: url },
    forget: () => cli('flushall'),
    close: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};
