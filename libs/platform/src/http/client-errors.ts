import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import { type Duplex } from 'node:stream';
import { type ProblemName } from '../problems/catalogue.js';
import { PROBLEM_JSON, type Problem, problem } from '../problems/problem.js';
import { problemBody } from '../problems/telling.js';

/** How long a connection is kept half open for its last answer to arrive. */
const FAREWELL_MS = 500;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers what never became a request: broken HTTP, a head that is too large or too slow. */
export class ClientErrors {
  readonly #current = new WeakMap<Duplex, Exchange>();

  /** Called with the server, so that an answer under way is never mixed with another. */
  watch(server: Server): void {
    server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
      const told = problem('expectation-failed');
      const body = problemBody(told, randomUUID());
      const length = Buffer.byteLength(body);
      response.writeHead(told.status, { 'content-type': PROBLEM_JSON, 'content-length': length, connection: 'close' });
      response.end(body);
    });
    server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
      farewell(socket, problem('malformed-input', 'This is no proxy: it takes no CONNECT.'));
    });
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#current.set(request.socket, { request, response });
    });
  }

  /** Answers on the socket as problem+json and closes it; closes it without a word where an answer is half written. */
  answer(error: Error & { readonly code?: string }, socket: Duplex): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const told = problem(nameOf(error.code));
    const current = this.#current.get(socket);
    if (current === undefined || current.response.writableFinished) farewell(socket, told);
    else if (current.request.complete) afterAnswer(current, socket, told);
    else if (current.response.headersSent) socket.destroy();
    else farewell(socket, told);
  }
}

/** An earlier request on the same connection is still being answered: its answer goes first. */
const afterAnswer = ({ response }: Exchange, socket: Duplex, told: Problem): void => {
  response.once('finish', () => {
    farewell(socket, told);
  });
};

const nameOf = (code: string | undefined): ProblemName => {
  if (code === 'HPE_HEADER_OVERFLOW') return 'header-too-large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-timeout' : 'malformed-input';
};

const farewell = (socket: Duplex, told: Problem): void => {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = problemBody(told, randomUUID());
  const head = [
    `HTTP/1.1 ${told.status} ${STATUS_CODES[told.status] ?? ''}`,
    `content-type: ${PROBLEM_JSON}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
};
