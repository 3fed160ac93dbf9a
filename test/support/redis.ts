import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describeUnlessLacking } from './lacking.js';

export interface TestRedis {
  readonly url: string;
  stop(): Promise<void>;
}

const given = process.env['TEST_REDIS_URL'];
const onPath = spawnSync('redis-server', ['--version']).status === 0;
const lack = given !== undefined || onPath ? undefined : 'no redis-server on the PATH and no TEST_REDIS_URL';

/** `describe` where there is a Redis. */
export const describeWithRedis = (name: string, suite: () => void): void => {
  describeUnlessLacking(lack, name, suite);
};

/** `describe` where the test can start a Redis with settings of its own. */
export const describeWithOwnRedis = (name: string, suite: () => void): void => {
  describeUnlessLacking(onPath ? undefined : 'no redis-server on the PATH', name, suite);
};

/** A Redis of the test's own, with the settings that queues need, where another was before if told so; or the one that the environment names. */
export const startRedis = async (
  settings: readonly string[] = ['--maxmemory-policy', 'noeviction', '--appendonly', 'yes'],
  at?: string,
): Promise<TestRedis> =>
  given === undefined ? startOwnRedis(settings, { at }) : { url: given, stop: async () => undefined };

/** A Redis of the test's own, whatever the environment names. `user`, with its password, is whom its settings let in. */
export const startOwnRedis = async (
  settings: readonly string[],
  { at, user }: { readonly at?: string | undefined; readonly user?: string } = {},
): Promise<TestRedis> => {
  const port = at === undefined ? await freePort() : Number(new URL(at).port);
  const folder = await mkdtemp(join(tmpdir(), 'minutebook-redis-'));
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings],
    {
      stdio: 'ignore',
    },
  );
  const url = `redis://${user === undefined ? '' : `${user}@`}127.0.0.1:${port}`;
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
