import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type Mail, type Post } from './mail.js';
import { asMessage } from './message.js';

/**
 * Puts each mail into a folder as an `.eml` file that any mail program opens. The name begins with the date, and the
 * same mail sent again takes the place of the first.
 */
export const mailboxPost = (folder: string): Post => {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const prepare = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  };
  return {
    reach: prepare,
    deliver: async (mail: Mail) => {
      await prepare();
      const { message } = await composer.sendMail(asMessage(mail));
      const name = fileName(mail);
      await writeFile(join(folder, `.${name}.part`), message as Buffer, { mode: 0o600 });
      await rename(join(folder, `.${name}.part`), join(folder, name));
      return { outcome: 'accepted', addresses: mail.to };
    },
    close: () => Promise.resolve(),
  };
};

const fileName = ({ date, messageId }: Mail): string => {
  const digest = createHash('sha256').update(messageId).digest('hex').slice(0, 16);
  return `${date.replaceAll(':', '-').slice(0, 19)}-${digest}.eml`;
};
