import { createTransport } from 'nodemailer';
import { type Mail, type Post } from './mail.js';
import { asMessage } from './message.js';

const TIMEOUT_MS = 15_000;

/**
 * Delivers to a mail server. `url` is `smtp://user:password@host:587` or `smtps://…`; with `smtp:` TLS is used where
 * the server offers it.
 */
export const smtpPost = (url: string): Post => {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    deliver: async (mail: Mail) => {
      await transport.sendMail(asMessage(mail));
    },
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
};
