import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SteadyClient } from './steady-client.js';
import { type BriefServer, openBriefServer } from './testing/brief-server.js';

describe('a connection that is lost in one breath with its greeting', () => {
  let server: BriefServer;
  let connectionString: string;

  beforeEach(async () => {
    server = await openBriefServer();
    connectionString = server.connectionString;
  });

  afterEach(() => {
    server.close();
  });

  it('fails what is asked of it, and ends nothing else', async () => {
    const pool = new pg.Pool({ connectionString, Client: SteadyClient });
    pool.on('error', () => undefined);
    const client = await pool.connect();
    await expect(client.query('select 1')).rejects.toThrow();
    client.release(true);
    await pool.end();
  });

  it('would end the process, were it the driver’s own', async () => {
    const unheard: unknown[] = [];
    class Overheard extends pg.Client {
      override emit(event: string | symbol, ...given: never[]): boolean {
        if (event === 'error' && this.listenerCount('error') === 0) return unheard.push(given[0]) > 0;
        return super.emit(event, ...given);
      }
    }
    const pool = new pg.Pool({ connectionString, Client: Overheard });
    pool.on('error', () => undefined);
    const client = await pool.connect();
    await client.query('select 1').catch(() => undefined);
    client.release(true);
    await pool.end();
    expect(String(unheard[0])).toContain('terminating connection');
  });
});
