import { readFileSync, writeFileSync } from 'node:fs';

/** A formatter pads the cells of a table. */
const unpadded = (table: string): readonly string[] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-'));

/**
 * The table of a manual between `<!-- table of … -->` and `<!-- end of table -->`, beside the one that the code gives; both
 * without padding. With `UPDATE_DOCS=1` it is written into the manual first.
 */
export const heldTable = (
  manual: string,
  of: string,
  rows: readonly string[],
): { readonly held: readonly string[]; readonly written: readonly string[] } => {
  const table = new RegExp(`(<!-- table of ${of} -->\n)([\\s\\S]*?)(<!-- end of table -->)`);
  if (process.env['UPDATE_DOCS'] === '1')
    writeFileSync(
      manual,
      readFileSync(manual, 'utf8').replace(
        table,
        (_all, begin: string, _old, end: string) => `${begin}\n${rows.join('\n')}\n\n${end}`,
      ),
    );
  return { held: unpadded(table.exec(readFileSync(manual, 'utf8'))?.[2] ?? ''), written: unpadded(rows.join('\n')) };
};
