import { once } from 'node:events';
import { connect, createServer, type Server as TcpServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import {
  type Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import serverFeatures from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import type {
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { DoubleLog, type ExpectedState, type ProposedEvent } from './double-log.js';
import { batchResponse, nameIn, proposedIn, supportedMethods } from './double-messages.js';
import { answerRead, fail } from './double-reading.js';

/** A server of this version takes appends in batches, as the client prefers; the older way is not spoken here. */
const SERVER_VERSION = '25.1.0';
const LIMITS = { append: 1024 * 1024, event: 16 * 1024 * 1024 };

type Expectation = Pick<BatchAppendReq.Options, 'hasAny' | 'hasNoStream' | 'hasStreamExists'>;

/**
 * A DOUBLE, not a server: it speaks the client's own gRPC services on loopback and keeps events in memory. It proves that
 * the adapter says the right things over the wire and understands the answers. It proves nothing about KurrentDB:
 * neither that it keeps what it was given, nor its speed, nor its behaviour under load or in a cluster.
 *
 * Clients come through a relay whose connections can be cut, as a network does.
 */
export class KurrentDbDouble {
  readonly log = new DoubleLog({ ...LIMITS });
  /** Name and password with which each read came; empty where it came with none. */
  readonly readers: string[] = [];
  readonly #grpc = new Server();
  readonly #sockets = new Set<Socket>();
  readonly #relay: TcpServer;
  #losing: 'back at once' | 'gone' | undefined;
  #gone = false;
  #isBusy = false;
  #readRefusal: 'not-leader' | 'access-denied' | undefined;
  #grpcPort = 0;

  private constructor() {
    this.#relay = createServer((client) => {
      this.#relayed(client);
    });
    this.#grpc.addService(serverFeatures.ServerFeaturesService, {
      getSupportedMethods: (_: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<unknown>) => {
        answer(null, supportedMethods(SERVER_VERSION));
      },
    });
    this.#grpc.addService(streams.StreamsService, {
      read: (call: ServerWritableStream<ReadReq, ReadResp>) => {
        this.readers.push(readerIn(call.metadata));
        if (this.#refusesRead(call)) return;
        answerRead(this.log, call).catch((error: unknown) => call.destroy(error as Error));
      },
      batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) => {
        this.#batchAppend(call);
      },
    });
  }

  static async start(): Promise<KurrentDbDouble> {
    const double = new KurrentDbDouble();
    const bind = promisify(double.#grpc.bindAsync.bind(double.#grpc));
    double.#grpcPort = await bind('127.0.0.1:0', ServerCredentials.createInsecure());
    double.#relay.listen(0, '127.0.0.1');
    await once(double.#relay, 'listening');
    return double;
  }

  get connectionString(): string {
    return `kurrentdb://127.0.0.1:${this.#port}?tls=false`;
  }

  get #port(): number {
    const address = this.#relay.address();
    if (address === null || typeof address === 'string') throw new Error('the double is not listening');
    return address.port;
  }

  /** How many connections there are now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Cuts every connection at once. New ones are let in. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** The next append is written, and the connection cut before its answer; `gone`: and nobody is let in again. */
  loseNextAnswer(after: 'back at once' | 'gone'): void {
    this.#losing = after;
  }

  /** Cuts every connection, and lets nobody in until it comes back. */
  goAway(): void {
    this.#gone = true;
    this.cut();
  }

  /** Lets connections in again. */
  comeBack(): void {
    this.#gone = false;
  }

  /** The next append is answered with the server's being busy. */
  beBusyOnce(): void {
    this.#isBusy = true;
  }

  /** The next read is refused: by a node that is not the leader, which is where this double is; or for want of rights. */
  refuseNextRead(why: 'not-leader' | 'access-denied'): void {
    this.#readRefusal = why;
  }

  async stop(): Promise<void> {
    this.#relay.close();
    this.cut();
    this.#grpc.forceShutdown();
    if (this.#relay.listening) await once(this.#relay, 'close');
  }

  #relayed(client: Socket): void {
    if (this.#gone) {
      client.destroy();
      return;
    }
    const server = connect(this.#grpcPort, '127.0.0.1');
    client.pipe(server).pipe(client);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }

  #batchAppend(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    const begun = new Map<string, { stream: string; expected: ExpectedState; proposed: ProposedEvent[] }>();
    call.on('data', (request: BatchAppendReq) => {
      const correlation = request.getCorrelationId();
      const key = Buffer.from(correlation?.serializeBinary() ?? []).toString('hex');
      const options = request.getOptions();
      if (options !== undefined)
        begun.set(key, {
          stream: nameIn(options.getStreamIdentifier()),
          expected: expectedIn(options, options.getStreamPosition()),
          proposed: [],
        });
      const append = begun.get(key);
      if (append === undefined) return;
      append.proposed.push(...request.getProposedMessagesList().map(proposedIn));
      if (!request.getIsFinal()) return;
      begun.delete(key);
      const outcome = this.#isBusy
        ? ({ outcome: 'busy' } as const)
        : this.log.append(append.stream, append.proposed, append.expected);
      this.#isBusy = false;
      if (!this.#losesAnswer()) call.write(batchResponse(correlation, append.stream, outcome));
    });
    call.on('error', () => {
      begun.clear();
    });
    call.on('end', () => {
      call.end();
    });
  }

  #refusesRead(call: ServerWritableStream<ReadReq, ReadResp>): boolean {
    const why = this.#readRefusal;
    if (why === undefined) return false;
    this.#readRefusal = undefined;
    const leader = { 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': String(this.#port) };
    if (why === 'not-leader') fail(call, status.NOT_FOUND, why, leader);
    else fail(call, status.PERMISSION_DENIED, why, {});
    return true;
  }

  #losesAnswer(): boolean {
    if (this.#losing === undefined) return false;
    this.#gone = this.#losing === 'gone';
    this.#losing = undefined;
    this.cut();
    return true;
  }
}

const readerIn = (metadata: Metadata): string => {
  const [authorization] = metadata.get('authorization');
  return Buffer.from(String(authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8');
};

const expectedIn = (options: Expectation, revision: string): ExpectedState => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no stream';
  return options.hasStreamExists() ? 'stream exists' : Number(revision);
};
