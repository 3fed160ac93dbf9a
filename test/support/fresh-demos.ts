import { afterEach, beforeEach } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from './database.js';
import { type Demo, type DemoParts, openDemo } from './demo.js';

/** A database of its own for each test, and whatever runs over it, which is closed when the test is done. */
export interface FreshDemos {
  readonly databaseUrl: () => string;
  /** A demo that begins at 09:00 in London on 10 July 2024, unless told otherwise. */
  readonly demo: (more?: Partial<DemoParts>) => Promise<Demo>;
  /** Sees to it that something is closed with the rest. */
  readonly keep: <Kept extends { close(): Promise<void> }>(one: Kept) => Kept;
  readonly closeAll: () => Promise<void>;
  readonly inDatabase: (statement: string) => Promise<void>;
}

/** Call it once in a file of tests. */
export const freshDemos = (): FreshDemos => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let open: { close(): Promise<void> }[] = [];
  const closeAll = async (): Promise<void> => {
    for (const one of open.splice(0).reverse()) await one.close();
  };
  const keep = <Kept extends { close(): Promise<void> }>(one: Kept): Kept => {
    open = [...open, one];
    return one;
  };
  beforeEach(async () => {
    database = await freshDatabase();
  });
  afterEach(async () => {
    await closeAll();
    await database.drop();
  });
  return {
    ...{ closeAll, keep },
    databaseUrl: () => database.url,
    demo: async (more = {}) => keep(await openDemo({ databaseUrl: database.url, demoClock: '2024-07-10', ...more })),
    inDatabase: async (statement) => {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query(statement).finally(() => client.end());
    },
  };
};
