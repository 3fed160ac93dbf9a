import { createTransport } from 'nodemailer';
import { type Delivery, type Mail, type Post } from './mail.js';
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
    reach: async () => {
      await transport.verify();
    },
    deliver: async (mail: Mail) => {
      try {
        const { accepted } = await transport.sendMail(asMessage(mail));
        return { outcome: 'accepted', addresses: accepted.map(addressOf) };
      } catch (error) {
        return refusalIn(error);
      }
    },
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
};

const addressOf = (accepted: string | { readonly address: string }): string =>
  typeof accepted === 'string' ? accepted : accepted.address;

/** What the server said about the mail itself: of its sender, its recipients or its content. */
const ABOUT_THE_MAIL: readonly unknown[] = ['EENVELOPE', 'EMESSAGE'];

/** @throws the error, where the server refused nothing: it was away, broke off, or let nobody in */
const refusalIn = (error: unknown): Delivery => {
  if (!(error instanceof Error)) throw new Error('the mail server did not take the mail', { cause: error });
  const code: unknown = Reflect.get(error, 'responseCode');
  const response: unknown = Reflect.get(error, 'response');
  if (typeof code !== 'number' || !ABOUT_THE_MAIL.includes(Reflect.get(error, 'code'))) throw error;
  return { outcome: 'refused', forEver: code >= 500, reason: typeof response === 'string' ? response : error.message };
};
