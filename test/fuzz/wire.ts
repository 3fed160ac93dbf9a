import { connect, type Socket } from 'node:net';

/** A request, part by part, before it becomes bytes. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  /** In order; a name may come twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What came back over one connection. */
export interface WireExchange {
  readonly answers: readonly WireAnswer[];
  /** What came behind the last whole answer. */
  readonly rest: string;
  /** Whether the other side closed the connection in time. */
  readonly closed: boolean;
}

/** The bytes of the request. Texts are taken as latin-1, a byte a character. */
export const bytesOf = ({ method, target, headers, body }: WireRequest): Buffer => {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
};

/** Without a byte from the other side for so long, the connection is closed from here, as by an impatient caller. */
const SILENCE_MS = 8_000;
const LONGEST_MS = 30_000;

/** A request as it goes onto the wire. */
export interface Sent {
  /** What it says its method is. */
  readonly method: string;
  readonly bytes: Buffer;
  /** Nothing comes behind the bytes, though they may have promised more. */
  readonly cutOff?: boolean;
}

/** Writes the bytes over a connection of their own, and gathers what comes back until the other side closes it. */
export const exchangeBytes = (origin: string, { bytes, method, cutOff = false }: Sent): Promise<WireExchange> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes);
      if (cutOff) socket.end();
    });
    const came = (): ReturnType<typeof answersIn> => answersIn(Buffer.concat(chunks), method);
    const settle = (closed: boolean): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve({ ...came(), closed });
    };
    const limit = setTimeout(settle, LONGEST_MS, false);
    socket.setTimeout(SILENCE_MS, () => {
      socket.end();
    });
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      endAfterAnswer(socket, came().answers);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      settle(true);
    });
  });

/** A connection that is kept open after its answer is not waited for. */
const endAfterAnswer = (socket: Socket, answers: readonly WireAnswer[]): void => {
  const last = answers.at(-1);
  if (last !== undefined && last.status >= 200 && last.headers.get('connection') !== 'close') socket.end();
};

const answersIn = (bytes: Buffer, method: string): Pick<WireExchange, 'answers' | 'rest'> => {
  const answers: WireAnswer[] = [];
  let rest = bytes.toString('latin1');
  for (let next = answerAtStartOf(rest, method); next !== undefined; next = answerAtStartOf(rest, method)) {
    answers.push(next.answer);
    rest = rest.slice(next.length);
  }
  return { answers, rest };
};

/** What HTTP's parser could not read has no id, and is told what is wrong whatever its method. */
const neverWasRequest = (headers: ReadonlyMap<string, string>): boolean => !headers.has('x-request-id');

const answerAtStartOf = (text: string, method: string): { answer: WireAnswer; length: number } | undefined => {
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
  if (Number.isNaN(status)) return undefined;
  const headers = new Map(
    lines.map((line) => [line.split(':', 1)[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]),
  );
  const hasBody = status >= 200 && status !== 204 && (method !== 'HEAD' || neverWasRequest(headers));
  const length = hasBody ? Number(headers.get('content-length')) : 0;
  const body = text.slice(end + 4, end + 4 + length);
  if (body.length !== length) return undefined;
  return {
    answer: { status, headers, body: Buffer.from(body, 'latin1').toString('utf8') },
    length: end + 4 + length,
  };
};
