import { isEmail, isFQDN, isIP } from 'class-validator';
import { readInstant } from '../clock/read-instant.js';
import { isEncodedSoundly } from '../percent-encoding.js';
import { withoutSecrets } from './secrets.js';

/** A kind of value that a variable can have. */
export interface Kind<T> {
  /** Which values there are, as the manual says it: `a whole number from 0 to 65535`. */
  readonly accepts: string;
  /** The value of a text, or `undefined` when the text is none of them. */
  read(text: string): T | undefined;
  /** How a wrong text may be shown; secrets are not. */
  show(text: string): string;
}

const quoted = (text: string): string => JSON.stringify(text);

export const wholeNumber = (least: number, most: number): Kind<number> => ({
  accepts: `a whole number from ${least} to ${most}`,
  read: (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  },
  show: quoted,
});

export const oneOf = <const Choices extends readonly string[]>(...choices: Choices): Kind<Choices[number]> => ({
  accepts: choices.map((choice) => `\`${choice}\``).join(' or '),
  read: (text) => choices.find((choice) => choice === text),
  show: quoted,
});

export const onOrOff: Kind<boolean> = {
  accepts: '`on` or `off`',
  read: (text) => ({ on: true, off: false })[text],
  show: quoted,
};

/** Whether a new store is a demo: its clock begins at the machine's time, or at the instant given. */
export const demoClock: Kind<boolean | string> = {
  accepts:
    '`off`, `on`, or where the clock of a new demo begins: a day (`2024-07-10`, at 09:00 in London) or an instant (`2024-07-10T08:00:00Z`), from 2000 to 2099',
  read: (text) => (text === 'on' || text === 'off' ? text === 'on' : readInstant(text)),
  show: quoted,
};

export const folder: Kind<string> = {
  accepts: 'a folder: absolute, or relative to the working directory',
  read: (text) => (text.includes('\0') ? undefined : text),
  show: quoted,
};

export const hostName: Kind<string> = {
  accepts: 'an IP address or a host name of this machine',
  read: (text) => (isIP(text) || text === 'localhost' || isFQDN(text, { require_tld: false }) ? text : undefined),
  show: quoted,
};

export const mailAddress: Kind<string> = {
  accepts: 'a mail address, with or without a name: `Democratic Services <clerk@council.example>`',
  read: (text) => (isEmail(text, { allow_display_name: true }) ? text : undefined),
  show: quoted,
};

/** Under which address people reach something in a browser, kept without a slash at its end. */
export const webAddress: Kind<string> = {
  accepts: 'a web address: `https://minutebook.council.example`',
  read: (text) => {
    if (!URL.canParse(text)) return undefined;
    const url = new URL(text);
    if (!/^https?:$/.test(url.protocol)) return undefined;
    const isPlain = `${url.origin}${url.pathname}` === url.href;
    return isPlain ? url.href.replace(/\/+$/, '') : undefined;
  },
  show: (text) => quoted(withoutSecrets(text)),
};

/** Whose `X-Forwarded-*` headers are believed: everybody's, nobody's, or those of the named addresses. */
export const proxies: Kind<boolean | string> = {
  accepts: '`off`, `on`, or the addresses of the proxies: `10.0.0.1, 192.168.0.0/24`',
  read: (text) => {
    if (text === 'on' || text === 'off') return text === 'on';
    const addresses = text.split(',').map((address) => address.trim());
    return addresses.every(isAddressOrRange) ? addresses.join(',') : undefined;
  },
  show: quoted,
};

/** An address with one of these schemes, kept as it was written. Drivers read the rest of it themselves. */
export const address = (...schemes: readonly string[]): Kind<string> => ({
  accepts: `an address that begins with ${schemes.map((scheme) => `\`${scheme}://\``).join(' or ')}, with ports from 1 to ${LAST_PORT} and each \`%\` of a password written \`%25\``,
  read: (text) => (schemes.some((scheme) => isAddress(text, scheme)) ? text : undefined),
  show: (text) => quoted(withoutSecrets(text)),
});

/** User and password, hosts with their ports, and whatever follows them. A socket's address names no host. */
const remainder =
  /^(?:[^/?#@\s]*@)?(?<hosts>(?:[\w.%-]*|\[[\da-f:.]+\])(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*)(?:[/?#]\S*)?$/i;

const LAST_PORT = 65_535;

const isAddress = (text: string, scheme: string): boolean => {
  if (!text.startsWith(`${scheme}://`) || text.length === scheme.length + 3 || !isEncodedSoundly(text)) return false;
  const { hosts } = remainder.exec(text.slice(scheme.length + 3))?.groups ?? {};
  return hosts !== undefined && portsIn(hosts).every((port) => port >= 1 && port <= LAST_PORT);
};

const portsIn = (hosts: string): readonly number[] =>
  hosts.split(',').flatMap((host) => {
    const [, port] = /:(\d+)$/.exec(host) ?? [];
    return port === undefined ? [] : [Number(port)];
  });

const isAddressOrRange = (text: string): boolean => {
  const [ip, bits, ...rest] = text.split('/');
  const most = isIP(ip, 6) ? 128 : 32;
  return isIP(ip) && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
};
