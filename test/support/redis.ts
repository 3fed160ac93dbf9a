import { describe } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

const given = process.env['TEST_REDIS_URL'];
const onPath = spawnSync('redis-server', ['--version']).status === 0;
const available = given !== undefined || onPath;

/** `describe` where there is a Redis; elsewhere a skip that says so, or a failure where services are required. */
export const describeWithRedis = (name: string, suite: () => void): void => {
  if (available) describe(name, suite);
  else if (process.env['TEST_REQUIRE_SERVICES'] === '1')
    throw new Error(`no redis-server on the PATH and no TEST_REDIS_URL, but services are required: ${name}`);
  else {
    console.warn(`SKIPPED, no redis-server on the PATH and no TEST_REDIS_URL: ${name}`);
    describe.skip(`${name} (skipped: no Redis)`, suite);
  }
};

/** A Redis of the test's own, with the settings that queues need; or the one that the environment names. */
export const startRedis = async (
  settings: readonly string[] = ['--maxmemory-policy', 'noeviction', '--appendonly', 'yes'],
): Promise<TestRedis> => {
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'minutebook-redis-'));
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings],
    {
      stdio: 'ignore',
    },
  );
  const url = `redis://127.0.0.1:${port}`;
  await answering(url);
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const answering = async (url: string): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      await redis.ping();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(50);
    } finally {
      redis.disconnect();
    }
  }
};
