import { type IncomingHttpHeaders, request } from 'node:http';

export interface Asked {
  readonly method?: string;
  /** As it is sent, without any normalising. */
  readonly path: string;
  /** A list is sent as so many headers. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Sends one request to a server at an address such as `http://127.0.0.1:3000`, over a connection of its own. */
export const ask = (origin: string, { method = 'GET', path, headers = {}, body }: Asked): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          get json() {
            return JSON.parse(text) as Record<string, unknown>;
          },
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
