import { malformed } from '#kernel';
import { wrongWithText } from '#kernel/input/checks';
import { isEncodedSoundly } from '../percent-encoding.js';

/** A query string as Fastify reads it: a name that is given twice has a list. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const LONGEST = 200;

/**
 * The one value of a name in the query; nothing where it is not given.
 * @throws Malformed, with the pointer `#query/<name>`, where it is given twice, blank, too long, or no sound text
 */
export const single = (query: Query, name: string): string | undefined => {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return malformed(`#query/${name}`, 'is given twice: give it once');
  if (value.trim() === '') return malformed(`#query/${name}`, 'is empty: give a value or leave it out');
  const wrong = wrongWithText(value, LONGEST);
  return wrong === undefined ? value : malformed(`#query/${name}`, wrong);
};

/** The values of those of the names that the query gives. @throws Malformed as `single` does */
export const given = <Name extends string>(query: Query, names: readonly Name[]): Partial<Record<Name, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = single(query, name);
      return value === undefined ? [] : [[name, value]];
    }),
  ) as Partial<Record<Name, string>>;

/** @throws Malformed, with a pointer, for the first part of an address's query that is not percent-encoded soundly, as UTF-8 */
export const mustHaveSoundQuery = (url: string): void => {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  const unsound = query.split('&').find((part) => !isEncodedSoundly(part));
  if (unsound === undefined) return;
  const [name = ''] = unsound.split('=', 1);
  malformed(
    isEncodedSoundly(name) ? `#query/${name.slice(0, LONGEST)}` : '#query',
    'must be percent-encoded soundly, as UTF-8',
  );
};

/** @throws Malformed, with a pointer, for the first name that the route does not take */
export const onlyNames = (query: Query, names: readonly string[]): void => {
  const stranger = Object.keys(query).find((name) => !names.includes(name));
  if (stranger !== undefined)
    malformed(
      `#query/${stranger.slice(0, LONGEST).toWellFormed()}`,
      `is not a parameter of this address: ${names.length === 0 ? 'it takes none' : `use ${names.join(', ')}`}`,
    );
};
