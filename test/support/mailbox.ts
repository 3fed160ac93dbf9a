import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mail in a mailbox folder, by its headers. */
export interface KeptMail {
  /** Name of its file. */
  readonly file: string;
  /** When it was sent, an instant. */
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
}

/** The mails of a mailbox folder, in order of time, and of whom they are to. */
export const mailsIn = (folder: string): readonly KeptMail[] =>
  readdirSync(folder)
    .map((file) => {
      const header = headersOf(readFileSync(join(folder, file), 'utf8'));
      const at = new Date(header('Date')).toISOString();
      return { file, at, to: header('To'), subject: decoded(header('Subject')), messageId: header('Message-ID') };
    })
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

const keyOf = ({ at, to, subject }: KeptMail): string => [at, to, subject].join(' ');

const headersOf = (mail: string): ((name: string) => string) => {
  const lines = (mail.split('\r\n\r\n', 1)[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return (name) => {
    const [line, ...others] = lines.filter((known) => known.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    if (line === undefined || others.length > 0) throw new Error(`a mail must have one ${name}`);
    return line.slice(name.length + 1).trim();
  };
};

/** Words of RFC 2047, in UTF-8. */
const decoded = (text: string): string =>
  text
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, coding: string, words: string) =>
      coding.toUpperCase() === 'B'
        ? Buffer.from(words, 'base64').toString('utf8')
        : decodeURIComponent(words.replaceAll('_', ' ').replaceAll('%', '%25').replaceAll('=', '%')),
    );
