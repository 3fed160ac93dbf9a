import { createTransport } from 'nodemailer';
import { type Delivery, type Mail, type Post } from './mail.js';
import { asMessage } from './message.js';

const TIMEOUT_MS = 15_000;
/**
 * For an answer in the middle of a mail: servers that look through what they are given take their time over it, and a mail
 * of which no answer came goes out again. RFC 5321, 4.5.3.2.6 would have ten minutes.
 */
const ANSWER_MS = 120_000;
/** For an answer that has not come when the process ends. */
const LAST_ANSWER_MS = 3_000;

/**
 * Delivers to a mail server. `url` is `smtp://user:password@host:587` or `smtps://…`; with `smtp:` TLS is used where
 * the server offers it. A password is sent to another machine under TLS alone, unless `?requireTLS=false` says otherwise:
 * a server that offers none, or seems to, is handed nothing.
 */
export const smtpPost = (url: string): Post => {
  const transport = createTransport({
    url,
    requireTLS: mustBeSecret(new URL(url)),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: ANSWER_MS,
  });
  const hangUp = new AbortController();
  const { signal } = hangUp;
  return {
    reach: async () => {
      await unless(signal, transport.verify());
    },
    deliver: async (mail: Mail) => {
      if (signal.aborted) return { outcome: 'unreached', reason: ENDED };
      try {
        const message: MessageToSend = { ...asMessage(mail), signal };
        const { accepted } = await transport.sendMail(message);
        return { outcome: 'accepted', addresses: accepted.map(addressOf) };
      } catch (error) {
        return refusalIn(error);
      }
    },
    close: () => {
      setTimeout(() => {
        hangUp.abort(new Error(ENDED));
        transport.close();
      }, LAST_ANSWER_MS).unref();
      return Promise.resolve();
    },
  };
};

/** The types of the library do not know yet that it hangs up by a signal. */
type MessageToSend = ReturnType<typeof asMessage> & { readonly signal: AbortSignal };

const ENDED = 'the process ends';

/** What the work gives; once the signal comes, it is not waited for. @throws the reason of the signal */
const unless = async (signal: AbortSignal, work: Promise<unknown>): Promise<void> => {
  let hungUp = (): void => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    hungUp = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) hungUp();
    signal.addEventListener('abort', hungUp);
  });
  await Promise.race([work, interrupted]).finally(() => {
    signal.removeEventListener('abort', hungUp);
  });
};

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

const mustBeSecret = ({ username, hostname, searchParams }: URL): boolean =>
  username !== '' && !LOOPBACK.test(hostname) && searchParams.get('requireTLS') !== 'false';

const addressOf = (accepted: string | { readonly address: string }): string =>
  typeof accepted === 'string' ? accepted : accepted.address;

/** What the server said about the mail itself: of its sender, its recipients or its content. */
const ABOUT_THE_MAIL: readonly unknown[] = ['EENVELOPE', 'EMESSAGE'];

/** The calls of the operating system that fail before anything is said to a server. */
const BEFORE_ANY_WORD: readonly unknown[] = ['connect', 'getaddrinfo'];

/** @throws the error, where it is not known whether the server took the mail */
const refusalIn = (error: unknown): Delivery => {
  const told = (name: string): unknown => (typeof error === 'object' && error !== null ? Reflect.get(error, name) : '');
  const [code, response, message] = [told('responseCode'), told('response'), String(told('message'))];
  if (typeof code === 'number' && ABOUT_THE_MAIL.includes(told('code')))
    return {
      outcome: 'refused',
      forEver: code >= 500,
      ...answerIn(typeof response === 'string' ? response : message, code),
    };
  if (BEFORE_ANY_WORD.includes(told('syscall')) || told('code') === 'ETLS')
    return { outcome: 'unreached', reason: message };
  throw error;
};

const ENHANCED = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/;

/** The codes of an answer, which are kept for ever, and its words, which may name persons and are not. RFC 3463. */
const answerIn = (words: string, code: number): { readonly reason: string; readonly words: string } => ({
  reason: [code, ENHANCED.exec(words)?.[1] ?? []].flat().join(' '),
  words,
});
