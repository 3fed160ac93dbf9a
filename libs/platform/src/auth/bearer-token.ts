import { createHash, randomBytes } from 'node:crypto';

/** A token taken apart. */
export interface BearerToken {
  /** May be shown and logged. */
  readonly id: string;
  /** 256 random bits. Never kept, never logged. */
  readonly secret: string;
}

const TOKEN = /^mb_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

export const newBearerToken = (): BearerToken => ({
  id: randomBytes(8).toString('hex'),
  secret: randomBytes(32).toString('base64url'),
});

/** `mb_<id>_<secret>`, as the office gets it. */
export const bearerText = ({ id, secret }: BearerToken): string => `mb_${id}_${secret}`;

/** The token in a text; nothing where it cannot be one. */
export const readBearerToken = (text: string): BearerToken | undefined => {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
};

/** What is kept of a secret: 32 bytes. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
