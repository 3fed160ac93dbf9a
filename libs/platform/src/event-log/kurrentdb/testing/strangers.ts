import { randomUUID } from 'node:crypto';
import { type DoubleLog, type ProposedEvent } from './double-log.js';

const event = (type: string, contentType: string, data: string | Uint8Array, metadata = ''): ProposedEvent => ({
  id: randomUUID(),
  labels: new Map([
    ['type', type],
    ['content-type', contentType],
  ]),
  data: Buffer.from(data),
  metadata: Buffer.from(metadata),
});

const JSON_TYPE = 'application/json';
const BYTES_TYPE = 'application/octet-stream';

/** What others keep in the same database, and the server of itself: nothing of it is a fact. */
const KINDS: readonly (readonly [stream: string, make: () => ProposedEvent])[] = [
  ['$stats-127.0.0.1:2113', () => event('$statsCollected', JSON_TYPE, '{"proc-cpu":1}')],
  ['$$orders-1', () => event('$metadata', JSON_TYPE, '{"$maxAge":60}')],
  ['$ce-orders', () => event('$>', JSON_TYPE, '0@orders-1', '{"$v":"5:-1:1:4"}')],
  ['orders-linked', () => event('$>', JSON_TYPE, '0@orders-1')],
  ['orders-gone', () => event('$streamDeleted', BYTES_TYPE, '')],
  ['orders-1', () => event('OrderPlaced', JSON_TYPE, '{"id":1}', '{"$correlationId":"1","recordedAt":7}')],
  ['orders-1', () => event('OrderPlaced', JSON_TYPE, 'null', 'null')],
  ['orders-1', () => event('OrderPlaced', JSON_TYPE, '[1]', '["hash"]')],
  ['orders-1', () => event('OrderPlaced', JSON_TYPE, 'not JSON at all', '{not even here')],
  ['orders-2', () => event('Picture', BYTES_TYPE, Uint8Array.of(0xff, 0xd8, 0xff, 0), '\u0000')],
  ['orders-2', () => event('', JSON_TYPE, '')],
  ['Bestellungen Zürich/東京 %', () => event('Größe', JSON_TYPE, '"\\ud800"', '"text"')],
];

/** Writes much of it at once, and then more and more until it is stopped. */
export const strangersWriting = (log: DoubleLog): { readonly stop: () => void } => {
  let turn = 0;
  const write = (): void => {
    const [stream, make] = KINDS[turn % KINDS.length] ?? KINDS[0] ?? [];
    turn += 1;
    if (stream !== undefined && make !== undefined) log.append(stream, [make()], 'any');
  };
  for (let n = 0; n < 2_000; n += 1) write();
  const writing = setInterval(write, 3);
  return {
    stop: () => {
      clearInterval(writing);
    },
  };
};
