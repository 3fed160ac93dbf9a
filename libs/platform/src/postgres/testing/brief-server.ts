import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

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

/** A server that greets whoever comes, and is gone. */
export interface BriefServer {
  readonly connectionString: string;
  close(): void;
}

export const openBriefServer = async (): Promise<BriefServer> => {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(BOTH));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    connectionString: `postgresql://minutebook@127.0.0.1:${port}/minutebook`,
    close: () => {
      server.close();
    },
  };
};
