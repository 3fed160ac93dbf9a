import { describe, expect, it } from '@jest/globals';
import { addressOf } from './address.js';

describe('the address of a KurrentDB server', () => {
  it('is as it was given where nobody is named', () => {
    for (const connectionString of ['kurrentdb://one:2113?tls=false', 'kurrentdb+discover://cluster.example:2113'])
      expect(addressOf(connectionString)).toEqual({ connectionString });
  });

  it.each([
    ['minute%2Fbook:p%40ss%25w%3Ard', 'minute/book', 'p@ss%w:rd'],
    ['minutebook:with:colons', 'minutebook', 'with:colons'],
    ['minutebook:Zürich#1/2?', 'minutebook', 'Zürich#1/2?'],
    ['admin:changeit', 'admin', 'changeit'],
  ])('names %s unescaped for each read, and escaped for everything else', (given, username, password) => {
    const { connectionString, credentials } = addressOf(`kurrentdb://${given}@one:2113,two:2113?tls=true`);
    expect(credentials).toEqual({ username, password });
    const [, ...escaped] =
      /^kurrentdb:\/\/([\w%-]+):([\w%-]+)@one:2113,two:2113\?tls=true$/.exec(connectionString) ?? [];
    expect(escaped.map(decodeURIComponent)).toEqual([username, password]);
  });

  it.each(['?tls=false', '?connectionName=here&TLS=false', '?tls=false&keepAliveInterval=20000'])(
    'names nobody where everybody could listen (%s)',
    (options) => {
      expect(addressOf(`esdb://admin:changeit@one:2113${options}`)).toEqual({
        connectionString: `esdb://one:2113${options}`,
      });
    },
  );

  it('refuses a password with a "%" that is not escaped', () => {
    expect(() => addressOf('kurrentdb://admin:100%@one:2113')).toThrow(URIError);
  });
});
