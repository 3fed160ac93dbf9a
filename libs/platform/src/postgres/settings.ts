/** Where a connection leads, and the settings with which it begins: `-c name=value`, parted by spaces. */
export interface Connecting {
  readonly connectionString: string;
  readonly options: string;
}

/**
 * The address with settings of ours. Those that stand in it (`?options=…`) stay; the driver would take them in place of
 * ours, so they are taken out of it and stand before ours: of two values of one setting the server keeps the last.
 * Source: pg 8, `ConnectionParameters`; PostgreSQL 18, 32.1.2, `options`.
 */
export const withSettings = (databaseUrl: string, ours: string): Connecting => {
  const [, address = databaseUrl, query = ''] = /^([^?#]*)\?([^#]*)/.exec(databaseUrl) ?? [];
  const parameters = query.split('&').filter((parameter) => parameter !== '');
  const theirs = parameters.map(optionsIn).findLast((options) => options !== null);
  const others = parameters.filter((parameter) => optionsIn(parameter) === null);
  return {
    connectionString: others.length === 0 ? address : `${address}?${others.join('&')}`,
    options: theirs === undefined ? ours : `${theirs} ${ours}`,
  };
};

const optionsIn = (parameter: string): string | null => new URLSearchParams(parameter).get('options');
