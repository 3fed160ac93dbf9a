import { Redis } from 'ioredis';

/**
 * What is wrong with a Redis that is to hold queues; an empty list when it fits. A queue must not forget: nothing may
 * be evicted (`maxmemory-policy noeviction`), and writes must be on disk (`appendonly yes`).
 * @throws when Redis cannot be reached within five seconds.
 */
export const redisShortcomings = async (url: string): Promise<readonly string[]> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 5_000,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return [
      shortcoming('maxmemory-policy', 'noeviction', await setting(redis, 'maxmemory-policy')),
      shortcoming('appendonly', 'yes', await setting(redis, 'appendonly')),
    ].filter((text) => text !== undefined);
  } finally {
    redis.disconnect();
  }
};

const setting = async (redis: Redis, name: string): Promise<string | undefined> => {
  const answer = await redis.config('GET', name).catch(() => []);
  return Array.isArray(answer) ? (answer as string[])[1] : undefined;
};

const shortcoming = (name: string, wanted: string, found: string | undefined): string | undefined => {
  if (found === wanted) return undefined;
  return found === undefined
    ? `Redis does not let us read its setting ${name}: make sure that it is ${wanted}`
    : `Redis has ${name} ${found}: set it to ${wanted}, or timers may be forgotten until the next sweep`;
};
