import { malformed } from '#kernel';
import { type Query, single } from './query.js';

/** One page of a list. */
export interface Page {
  /** From 1. */
  readonly page: number;
  /** Entries a page. */
  readonly limit: number;
  /** Entries before this page. */
  readonly offset: number;
}

const USUAL = 50;
const LARGEST = 200;
const LAST = 10_000;

/** What the description says of the parameters of a page. */
export const PAGING = {
  page: { type: 'integer', minimum: 1, maximum: LAST, description: 'From 1.' },
  limit: {
    ...{ type: 'integer', minimum: 1, maximum: LARGEST },
    description: `Entries a page; ${USUAL} unless told otherwise.`,
  },
} as const;

/** `page` (1 to 10,000) and `limit` (1 to 200, usually 50) of the query. @throws Malformed with a pointer */
export const pageOf = (query: Query): Page => {
  const page = whole(query, 'page', LAST) ?? 1;
  const limit = whole(query, 'limit', LARGEST) ?? USUAL;
  return { page, limit, offset: (page - 1) * limit };
};

const whole = (query: Query, name: string, most: number): number | undefined => {
  const text = single(query, name);
  if (text === undefined) return undefined;
  const value = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : malformed(`#query/${name}`, `must be a whole number from 1 to ${most}`);
};
