import { type RowsByTable, type StreamSubject } from '#kernel';
import { copyLine } from './copy-text.js';
import { type TableShape, type TableShapes } from './table-shape.js';

/** The rows of one subject as lines of COPY, by table and key. What is compared and what is written is the same text. */
export type RowTexts = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What has to be written so that rows as they were become rows as they are, by table: first what goes, then what comes. */
export interface RowChanges {
  /** Keys of rows that are no more, or no more the same. */
  readonly gone: Map<string, string[]>;
  /** Lines of rows that are new, or no more the same. */
  readonly lines: Map<string, string[]>;
}

/** Of a subject of which nothing has been seen. */
export const noRows: RowTexts = new Map();

/**
 * The rows as texts.
 * @throws Error for a table or column that no entity names, for two rows with one key, and for a key without the
 * authority's and the subject's id, since such a row could overwrite another subject's
 */
export const rowTexts = (rows: RowsByTable, subject: StreamSubject, shapes: TableShapes): RowTexts => {
  const texts = new Map<string, ReadonlyMap<string, string>>();
  for (const [table, ofTable] of Object.entries(rows)) {
    const shape = shapes.get(table);
    if (shape === undefined) throw new Error(`rows for the table ${table}, of which no entity is known`);
    if (ofTable.length > 0) texts.set(table, textsByKey(ofTable, subject, shape));
  }
  return texts;
};

const textsByKey = (rows: RowsByTable[string], subject: StreamSubject, shape: TableShape): Map<string, string> => {
  const texts = new Map<string, string>();
  for (const row of rows) {
    refuseUnknownColumns(row, shape);
    const key = keyOf(row, subject, shape);
    if (texts.has(key)) throw new Error(`two rows of ${shape.name} have the key ${valuesOfKey(key).join(', ')}`);
    texts.set(
      key,
      copyLine(
        shape.columns.map((column) => row[column]),
        shape.forms,
      ),
    );
  }
  return texts;
};

const refuseUnknownColumns = (row: object, { name, columns }: TableShape): void => {
  for (const column of Object.keys(row))
    if (!columns.includes(column)) throw new Error(`a row of ${name} has the column ${column}, which its entity lacks`);
};

const keyOf = (row: Readonly<Record<string, unknown>>, subject: StreamSubject, { name, keys }: TableShape): string => {
  const values = keys.map((column) => row[column]);
  if (!values.includes(subject.authority) || !values.includes(subject.id))
    throw new Error(`a row of ${name} lacks the authority’s or the subject’s id in its key (${keys.join(', ')})`);
  return values.join(BETWEEN_KEYS);
};

const BETWEEN_KEYS = '\u0000';

/** The values of the key columns, as texts. */
export const valuesOfKey = (key: string): readonly string[] => key.split(BETWEEN_KEYS);

export const noChanges = (): RowChanges => ({ gone: new Map(), lines: new Map() });

/** Adds to the changes what one subject's rows need. */
export const addChanges = ({ gone, lines }: RowChanges, before: RowTexts, after: RowTexts): void => {
  for (const [table, texts] of before)
    for (const [key, text] of texts) if (after.get(table)?.get(key) !== text) push(gone, table, key);
  for (const [table, texts] of after)
    for (const [key, text] of texts) if (before.get(table)?.get(key) !== text) push(lines, table, text);
};

const push = (map: Map<string, string[]>, table: string, text: string): void => {
  const list = map.get(table);
  if (list === undefined) map.set(table, [text]);
  else list.push(text);
};
