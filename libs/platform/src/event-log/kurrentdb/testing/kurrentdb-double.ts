import { once } from 'node:events';
import { connect, createServer, type Server as TcpServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import {
  Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import serverFeatures from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { DoubleLog, type ExpectedState, type ProposedEvent } from './double-log.js';
import { appendResponse, batchResponse, nameIn, proposedIn, supportedMethods } from './double-messages.js';
import { answerRead } from './double-reading.js';

const SERVER_VERSION = '25.1.0';
const MAX_APPEND_SIZE = 1024 * 1024;

type Expectation = Pick<AppendReq.Options, 'hasAny' | 'hasNoStream' | 'hasStreamExists'>;

/**
 * A DOUBLE, not a server: it speaks the client's own gRPC services on loopback and keeps events in memory. It proves that
 * the adapter says the right things over the wire and understands the answers. It proves nothing about KurrentDB:
 * neither that it keeps what it was given, nor its speed, nor its behaviour under load or in a cluster.
 *
 * Clients come through a relay whose connections can be cut, as a network does.
 */
export class KurrentDbDouble {
  readonly log = new DoubleLog(MAX_APPEND_SIZE);
  readonly #grpc = new Server();
  readonly #sockets = new Set<Socket>();
  readonly #relay: TcpServer;
  #losing: 'back at once' | 'gone' | undefined;
  #gone = false;
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
        answerRead(this.log, call).catch((error: unknown) => call.destroy(error as Error));
      },
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) => {
        this.#append(call, answer);
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
    const address = this.#relay.address();
    if (address === null || typeof address === 'string') throw new Error('the double is not listening');
    return `kurrentdb://127.0.0.1:${address.port}?tls=false`;
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

  /** Lets connections in again. */
  comeBack(): void {
    this.#gone = false;
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

  #append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    let stream = '';
    let expected: ExpectedState = 'any';
    const proposed: ProposedEvent[] = [];
    call.on('data', (request: AppendReq) => {
      const options = request.getOptions();
      const message = request.getProposedMessage();
      if (message !== undefined) proposed.push(proposedIn(message));
      if (options === undefined) return;
      stream = nameIn(options.getStreamIdentifier());
      expected = expectedIn(options, options.getRevision());
    });
    call.on('end', () => {
      const outcome = this.log.append(stream, proposed, expected);
      if (this.#losesAnswer()) return;
      if (outcome.outcome === 'too large') answer(tooLarge(outcome.limit));
      else answer(null, appendResponse(outcome));
    });
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
      const outcome = this.log.append(append.stream, append.proposed, append.expected);
      if (!this.#losesAnswer()) call.write(batchResponse(correlation, append.stream, outcome));
    });
    call.on('error', () => {
      begun.clear();
    });
    call.on('end', () => {
      call.end();
    });
  }

  #losesAnswer(): boolean {
    if (this.#losing === undefined) return false;
    this.#gone = this.#losing === 'gone';
    this.#losing = undefined;
    this.cut();
    return true;
  }
}

const expectedIn = (options: Expectation, revision: string): ExpectedState => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no stream';
  return options.hasStreamExists() ? 'stream exists' : Number(revision);
};

const tooLarge = (limit: number): { code: number; details: string; metadata: Metadata } => {
  const metadata = new Metadata();
  metadata.set('exception', 'maximum-append-size-exceeded');
  metadata.set('maximum-append-size', String(limit));
  return { code: status.INVALID_ARGUMENT, details: `Maximum Append Size of ${limit} Exceeded.`, metadata };
};
