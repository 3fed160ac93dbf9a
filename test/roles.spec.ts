import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { subjects } from '#governance/governance.module';
import { roleMatrix } from './support/role-matrix.js';

const MANUAL = join(import.meta.dirname, '../docs/roles.md');
const TABLE = /(<!-- table of commands -->\n)([\s\S]*)(<!-- end of table -->)/;

/** A formatter pads the cells of a table. */
const words = (table: string): readonly string[] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-'));

const tableIn = (manual: string): string => TABLE.exec(manual)?.[2] ?? '';

describe('the manual of roles', () => {
  it('says of every command which role may send it; `UPDATE_DOCS=1` writes it anew', () => {
    const table = roleMatrix(subjects).join('\n');
    if (process.env['UPDATE_DOCS'] === '1')
      writeFileSync(
        MANUAL,
        readFileSync(MANUAL, 'utf8').replace(
          TABLE,
          (_all, begin: string, _old, end: string) => `${begin}\n${table}\n\n${end}`,
        ),
      );
    expect(words(tableIn(readFileSync(MANUAL, 'utf8')))).toEqual(words(table));
  });

  it('lets auditors send nothing', () => {
    const commands = subjects.flatMap((subject) => subject.commands);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter(({ may }) => may.includes('auditor')).map(({ command }) => command.name)).toEqual([]);
  });
});
