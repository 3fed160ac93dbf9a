import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

/** How a column's values are written: a list as an array of PostgreSQL, anything as JSON, or a single value as its text. */
export type ColumnForm = 'array' | 'json' | 'value';

const NOTHING = '\\N';

/**
 * One row in the text format of PostgreSQL's COPY, without the end of line. `forms` are of the columns in their order.
 * Source: PostgreSQL 18, COPY, "Text Format".
 */
export const copyLine = (values: readonly unknown[], forms: readonly ColumnForm[]): string => {
  let line = '';
  for (let at = 0; at < values.length; at += 1) {
    if (at > 0) line += '\t';
    line += fieldOf(values[at], forms[at] ?? 'value');
  }
  return line;
};

const fieldOf = (value: unknown, form: ColumnForm): string => {
  if (value === null || value === undefined) return NOTHING;
  if (form === 'json') return doubled(JSON.stringify(value));
  return escaped(Array.isArray(value) ? arrayOf(value) : textOf(value));
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** JSON holds no character that ends a field or a line as such. */
const doubled = (json: string): string => (json.includes('\\') ? json.replaceAll('\\', '\\\\') : json);

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (text: string): string =>
  SPECIAL.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (special) => ESCAPES[special] ?? special) : text;

const arrayOf = (values: readonly unknown[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${textOf(value).replaceAll(/["\\]/g, '\\$&')}"`)).join(',')}}`;

/** Copies lines into a table whose name and columns are written as SQL. */
export const copyInto = async (client: pg.ClientBase, target: string, lines: readonly string[]): Promise<void> => {
  if (lines.length === 0) return;
  await pipeline([`${lines.join('\n')}\n`], client.query(from(`copy ${target} from stdin`)));
};
