import { type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { malformed } from '#kernel';
import { searchedFor } from './search-words.js';

const QUERY = `(websearch_to_tsquery('english', :apart) || websearch_to_tsquery('english', :together))`;

/**
 * Narrows a register to the rows that have the words, in the ways that search engines have taught: all of them, `"a phrase"`,
 * `or`, and `-without`.
 * @param column the column of the query that holds what `searchable` made
 * @throws Malformed where no word is left to search for
 */
export const narrowToWords = async <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  column: string,
  search: string,
): Promise<void> => {
  const words = searchedFor(search);
  const [counted] = await query.dataSource.query<readonly { readonly nodes: number }[]>(
    `select numnode(websearch_to_tsquery('english', $1)) as nodes`,
    [words.apart],
  );
  if (counted?.nodes === 0)
    malformed('#query/search', 'must contain a word to search for; very common words such as "the" are ignored');
  query.andWhere(`to_tsvector('english', ${column}) @@ ${QUERY}`, words);
};
