import { connect, type Socket } from 'node:net';

/** What came back over one connection, until the other side closed it or the time was over. */
export interface Exchange {
  readonly text: string;
  readonly closed: boolean;
}

/** A last piece, after which the client sends nothing more and goes on listening. */
export const HALF_CLOSE = Symbol('half close');

type Piece = string | Buffer | Promise<string> | typeof HALF_CLOSE;

/** Writes the pieces to a socket one after another, and gathers what comes back until the connection is closed. */
export const exchange = (origin: string, pieces: readonly Piece[], limitMs = 10_000): Promise<Exchange> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    const settle = (closed: boolean): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve({ text: Buffer.concat(chunks).toString('latin1'), closed });
    };
    const limit = setTimeout(() => {
      settle(false);
    }, limitMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      settle(true);
    });
    void writeAll(socket, pieces);
  });

const writeAll = async (socket: Socket, pieces: readonly Piece[]): Promise<void> => {
  for (const piece of pieces)
    if (piece === HALF_CLOSE) socket.end();
    else socket.write(piece instanceof Promise ? await piece : piece);
};

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** The answers in what came back; throws where it is not a row of whole HTTP answers with a Content-Length. */
export const answersIn = (text: string): readonly RawAnswer[] => {
  if (text === '') return [];
  const end = text.indexOf('\r\n\r\n');
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1];
  if (end < 0 || status === undefined) throw new Error(`not an HTTP answer: ${JSON.stringify(text)}`);
  const headers = new Map(
    lines.map((line) => [line.split(':', 1)[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]),
  );
  const length = Number(headers.get('content-length') ?? (status === '204' || status === '100' ? 0 : Number.NaN));
  const rest = text.slice(end + 4);
  if (!(rest.length >= length)) throw new Error(`the answer is cut off: ${JSON.stringify(text)}`);
  return [{ status: Number(status), headers, body: rest.slice(0, length) }, ...answersIn(rest.slice(length))];
};
