import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { SteadyClient } from './steady-client.js';

const message = (kind: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
};

/** What PostgreSQL says to whoever comes in the moment of its end: welcome, and farewell, in one breath. */
const BOTH = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0')),
]);

describe('a connection that is lost in one breath with its greeting', () => {
  let server: Server;
  let connectionString: string;

  beforeEach(async () => {
    server = createServer((socket: Socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(BOTH));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    connectionString = `postgresql://minutebook@127.0.0.1:${(server.address() as { port: number }).port}/minutebook`;
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
