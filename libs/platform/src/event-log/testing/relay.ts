import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Stands between one client and a server, sees what the client sends, and can keep the server's answers for a while. */
export interface Relay {
  /** The server's address by way of the relay. */
  readonly url: string;
  holdAnswers(): void;
  release(): void;
  /** Resolves once the client has sent this text; fails when it has not within two seconds. */
  untilSent(text: string): Promise<void>;
  close(): void;
}

export const relayTo = async (url: string): Promise<Relay> => {
  const address = new URL(url);
  const sockets: Socket[] = [];
  let sent = '';
  let held: (() => void)[] | undefined;
  const server = createServer((client) => {
    const upstream = connect(Number(address.port), address.hostname);
    sockets.push(client, upstream);
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    client.on('data', (bytes) => {
      sent += bytes.toString('latin1');
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (held === undefined) client.write(bytes);
      else held.push(() => client.write(bytes));
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const relayed = new URL(url);
  relayed.port = String((server.address() as AddressInfo).port);
  return {
    url: relayed.href,
    holdAnswers: () => {
      held = [];
    },
    release: () => {
      for (const answer of held ?? []) answer();
      held = undefined;
    },
    untilSent: async (text) => {
      for (let left = 400; !sent.includes(text); left -= 1) {
        if (left === 0) throw new Error(`the client has not sent ${text}`);
        await pause(5);
      }
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
