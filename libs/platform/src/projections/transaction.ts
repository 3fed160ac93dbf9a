import type pg from 'pg';

/**
 * Runs the work in one transaction on one connection: commits when it gives something, rolls back when it gives
 * `undefined` or throws. A connection on which anything failed is not used again.
 */
export const inTransaction = async <T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T | undefined>,
): Promise<T | undefined> => {
  const client = await pool.connect();
  let failure: Error | undefined;
  const noteLoss = (error: Error): void => {
    failure = error;
  };
  client.on('error', noteLoss);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query(result === undefined ? 'rollback' : 'commit');
    return result;
  } catch (error) {
    failure = await rolledBack(client, error);
    throw error;
  } finally {
    client.off('error', noteLoss);
    client.release(failure);
  }
};

const rolledBack = async (client: pg.PoolClient, error: unknown): Promise<Error | undefined> => {
  try {
    await client.query('rollback');
    return undefined;
  } catch {
    return error instanceof Error ? error : new Error('the connection was lost', { cause: error });
  }
};

/** Runs a part of a transaction so that its failure undoes that part only. */
export const inSavepoint = async <T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> => {
  await client.query('savepoint part');
  try {
    const result = await work();
    await client.query('release savepoint part');
    return result;
  } catch (error) {
    await client.query('rollback to savepoint part');
    throw error;
  }
};
