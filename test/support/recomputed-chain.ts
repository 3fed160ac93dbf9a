import { createHash } from 'node:crypto';
import { type JsonObject } from '#kernel';

/** A line of a history, as HTTP tells it. */
export interface Line {
  readonly revision: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly occurredOn: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface HistoryPage {
  readonly stream: string;
  readonly revision: number;
  readonly total: number;
  readonly history: readonly Line[];
}

/** RFC 8785, as docs/architecture.md asks for it, and nothing of Minutebook's own. */
const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, held]) => `${JSON.stringify(name)}:${canonical(held)}`).join(',')}}`;
};

const sha256 = (...parts: readonly (string | Buffer)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** The first revision that does not fit, with what of it does not; `holds` where the whole chain does. */
export const verdictOn = (stream: string, lines: readonly Line[]): string => {
  let before = Buffer.alloc(32);
  for (const [at, { revision, type, data, metadata }] of lines.entries()) {
    const { contentHash = '', hash = '', ...sealed } = metadata;
    const place = Buffer.alloc(8);
    place.writeBigUInt64BE(BigInt(at));
    if (revision !== at) return `${at}: missing`;
    if (sha256(canonical({ stream, type, data, metadata: sealed })) !== contentHash) return `${at}: content`;
    if (sha256(before, place, Buffer.from(contentHash, 'hex')) !== hash) return `${at}: link`;
    before = Buffer.from(hash, 'hex');
  }
  return 'holds';
};
