import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { malformed, type Position } from '#kernel';
import { sharedSecret } from './secrets.js';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
/** Positions are filled up to this many characters, so that a token's length tells nothing of them. */
const WIDTH = 64;
const LENGTH = NONCE + WIDTH + TAG;
const TEXT = /^[A-Za-z0-9_-]+$/;

/**
 * What a caller is given after a write, to be sent back by whoever must see it. It reveals no position, for that would tell
 * one authority of another's activity; and it opens for the authority only to which it was given.
 */
export class ConsistencyTokens {
  readonly #key: Buffer;

  /** @param key 32 bytes */
  constructor(key: Buffer) {
    this.#key = key;
  }

  /** With the key that all processes on the database share. */
  static async of(databaseUrl: string): Promise<ConsistencyTokens> {
    return new ConsistencyTokens(await sharedSecret(databaseUrl, 'consistency-tokens'));
  }

  seal(position: Position, authority: string): string {
    if (position.length > WIDTH || position.endsWith(' '))
      throw new RangeError(`a position has at most ${WIDTH} characters and no space at its end, not "${position}"`);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.#key, nonce, { authTagLength: TAG });
    cipher.setAAD(Buffer.from(authority));
    const sealed = Buffer.concat([cipher.update(position.padEnd(WIDTH), 'latin1'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /**
   * The position in the token.
   * @param pointer where the token stood in the request
   * @throws Malformed for a token that this database has not given to this authority
   */
  open(token: string, authority: string, pointer = '#header/Minutebook-Consistency'): Position {
    const bytes = TEXT.test(token) ? Buffer.from(token, 'base64url') : Buffer.alloc(0);
    const position = bytes.length === LENGTH ? this.#opened(bytes, authority) : undefined;
    return (
      position ??
      malformed(pointer, 'is no consistency token of this authority; send back what came with the answer to a command')
    );
  }

  #opened(bytes: Buffer, authority: string): Position | undefined {
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(authority));
    decipher.setAuthTag(bytes.subarray(NONCE + WIDTH));
    try {
      const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE, NONCE + WIDTH)), decipher.final()]);
      return opened.toString('latin1').trimEnd() as Position;
    } catch {
      return undefined;
    }
  }
}
