import { type AddressInfo, type Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as a mail server took it. */
export interface TakenMail {
  readonly to: readonly string[];
  readonly messageId: string;
  /** Head and body as they came over the wire. */
  readonly raw: string;
}

/** A real mail server on the loopback interface, that can be told to refuse, to break off, and to be away. */
export interface TestMailServer {
  readonly url: string;
  /** What it took, in order. */
  readonly taken: readonly TakenMail[];
  /** Answers each recipient with this code from now on; 250 takes it. */
  answers(codeOf: (address: string) => number, wordsFor?: (address: string) => string): void;
  /** Takes each mail, or those that are meant, and then breaks the connection instead of saying so, until told otherwise. */
  breaksOff(does: boolean | ((mail: TakenMail) => boolean)): void;
  /** Takes each mail and says nothing until what is returned is called. */
  holds(): () => void;
  stop(): Promise<void>;
  /** Listens again on its former port. */
  start(): Promise<void>;
}

export const openMailServer = async (): Promise<TestMailServer> => {
  const taken: TakenMail[] = [];
  const state = {
    codeOf: (_address: string): number => 250,
    wordsFor: (_address: string): string => 'no such mailbox',
    breaksOff: (_mail: TakenMail): boolean => false,
    ...{ port: 0, released: Promise.resolve() },
  };
  let server: SMTPServer | undefined;
  const start = async (): Promise<void> => {
    const sockets = new Set<Socket>();
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        const responseCode = state.codeOf(address);
        done(responseCode === 250 ? null : Object.assign(new Error(state.wordsFor(address)), { responseCode }));
      },
      onData: (stream, { envelope }, done) => {
        let raw = '';
        stream.on('data', (piece: Buffer) => (raw += piece.toString()));
        stream.on('end', () => {
          const to = envelope.rcptTo.map(({ address }) => address);
          const mail = { to, raw, messageId: /^Message-ID: <(.*)>\r?$/im.exec(raw)?.[1] ?? '' };
          taken.push(mail);
          if (!state.breaksOff(mail))
            void state.released.then(() => {
              done();
            });
          else for (const socket of sockets) socket.destroy();
        });
      },
    });
    server.server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    server.on('error', () => undefined);
    await listening(server, state.port);
    state.port = (server.server.address() as AddressInfo).port;
  };
  await start();
  return {
    url: `smtp://127.0.0.1:${state.port}`,
    taken,
    answers: (codeOf, wordsFor = () => 'no such mailbox') => Object.assign(state, { codeOf, wordsFor }),
    breaksOff: (does) => (state.breaksOff = typeof does === 'boolean' ? () => does : does),
    start,
    holds: () => {
      let release = (): void => undefined;
      state.released = new Promise((resolve) => (release = resolve));
      return () => {
        release();
      };
    },
    stop: async () => {
      const running = server;
      server = undefined;
      if (running !== undefined) await ended(running);
    },
  };
};

const listening = (server: SMTPServer, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

const ended = (server: SMTPServer): Promise<void> =>
  new Promise((resolve) => {
    server.close(resolve);
  });
