/** Who asks, as text that is not escaped. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface Address {
  /** For the client. */
  readonly connectionString: string;
  /** For each read, beside it. */
  readonly credentials?: Credentials;
}

const WITH_CREDENTIALS = /^([^:]+:\/\/)([^:]+):([^@]+)@(.*)$/s;
const WITHOUT_TLS = /[?&]tls=false(?:&|$)/i;

/**
 * What the client is told of where the server is and who asks. Its native part, which reads, takes name and password as
 * they are escaped in the connection string, and sends them even where there is no TLS: so they are given to it unescaped
 * with each read, and to nobody where everybody could listen. A server without TLS asks nobody who he is.
 * @throws URIError when name or password hold a "%" that is not written "%25".
 */
export const addressOf = (connectionString: string): Address => {
  const [, scheme, username, password, server] = WITH_CREDENTIALS.exec(connectionString.trim()) ?? [];
  if (scheme === undefined || username === undefined || password === undefined || server === undefined)
    return { connectionString };
  if (WITHOUT_TLS.test(server)) return { connectionString: `${scheme}${server}` };
  const credentials = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  const escaped = Object.values(credentials).map(encodeURIComponent).join(':');
  return { connectionString: `${scheme}${escaped}@${server}`, credentials };
};
