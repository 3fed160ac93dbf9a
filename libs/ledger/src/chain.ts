import { hash } from 'node:crypto';
import { type FactMetadata, type JsonObject } from '#kernel';
import { canonicalForm } from './canonical.js';

/** The way in which contents and hashes are computed today. Kept in each fact, so that it can change. */
export const CHAIN_VERSION = '1';

/** The hash before a stream's first fact: 32 zero bytes. */
export const GENESIS = '0'.repeat(64);

/** A fact as it is about to be sealed: everything that is hashed, and nothing else. */
export interface Sealable {
  readonly stream: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: Omit<FactMetadata, 'contentHash' | 'hash'>;
}

/** Lower-case hex SHA-256 of the canonical form (RFC 8785) of stream, type, data as stored, and metadata without the hashes. */
export const contentHash = ({ stream, type, data, metadata }: Sealable): string =>
  sha256(canonicalForm({ stream, type, data, metadata }));

/**
 * The same hash where data and metadata are canonical text already, so that a log which stores that text forms it once.
 */
export const contentHashOfText = (parts: {
  readonly stream: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}): string =>
  sha256(
    `{"data":${parts.data},"metadata":${parts.metadata},"stream":${JSON.stringify(parts.stream)},"type":${JSON.stringify(parts.type)}}`,
  );

/**
 * The link of one fact: SHA-256 over the previous link (32 bytes; `GENESIS` before the first), the revision
 * (unsigned, 8 bytes, big-endian) and the content hash (32 bytes). Lower-case hex.
 */
export const link = (previous: string, revision: number, content: string): string => {
  const sealed = Buffer.alloc(72);
  sealed.write(previous, 0, 'hex');
  sealed.writeUInt32BE(Math.floor(revision / 2 ** 32), 32);
  sealed.writeUInt32BE(revision % 2 ** 32, 36);
  sealed.write(content, 40, 'hex');
  return sha256(sealed);
};

/**
 * The hash of a whole log after one more fact: SHA-256 over the hash of the log before it (32 bytes; `GENESIS` before the
 * first), the fact's own hash (32 bytes) and its position (UTF-8). Lower-case hex. Whatever fact before it is changed,
 * taken out, put in or moved, it is another one.
 */
export const logHash = (before: string, hash: string, position: string): string =>
  sha256(Buffer.concat([Buffer.from(before, 'hex'), Buffer.from(hash, 'hex'), Buffer.from(position)]));

const sha256 = (content: string | Buffer): string => hash('sha256', content, 'hex');
