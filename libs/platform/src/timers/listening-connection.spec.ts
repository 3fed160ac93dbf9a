import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PostgresConnection } from 'bullmq';
import { type BriefServer, openBriefServer } from '../postgres/testing/brief-server.js';
import './bullmq-classes.js';

describe('the connection on which BullMQ listens', () => {
  let server: BriefServer;

  beforeEach(async () => {
    server = await openBriefServer();
  });

  afterEach(() => {
    server.close();
  });

  it('may be lost in one breath with its greeting, and ends nothing else', async () => {
    const connection = new PostgresConnection({ connectionString: server.connectionString });
    const client = await connection.getListenClient();
    await expect(client.query('select 1')).rejects.toThrow();
    await connection.close();
  });
});
