import 'reflect-metadata';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { subjects } from '#governance/governance.module';
import { heldTable } from './support/held-table.js';
import { openMinutebook } from './support/app.js';
import { questionMatrix, roleMatrix } from './support/role-matrix.js';

const MANUAL = join(import.meta.dirname, '../docs/roles.md');
describe('the manual of roles', () => {
  it('says of every command which role may send it; `UPDATE_DOCS=1` writes it anew', () => {
    const { held, written } = heldTable(MANUAL, 'commands', roleMatrix(subjects));
    expect(held).toEqual(written);
  });

  it('says of every question which role may ask it; `UPDATE_DOCS=1` writes it anew', async () => {
    const minutebook = await openMinutebook();
    const { held, written } = heldTable(MANUAL, 'questions', await questionMatrix(minutebook));
    await minutebook.close();
    expect(held).toEqual(written);
  });

  it('lets auditors send nothing', () => {
    const commands = subjects.flatMap((subject) => subject.commands);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter(({ may }) => may.includes('auditor')).map(({ command }) => command.name)).toEqual([]);
  });
});
