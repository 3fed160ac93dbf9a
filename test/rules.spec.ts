import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { RULE_IDS } from '#governance/vocabulary/rules';
import { heldTable } from './support/held-table.js';
import { deadlineRules, tableOfRules, tableOfTerms } from './support/rules-manual.js';

const MANUAL = join(import.meta.dirname, '../docs/rules.md');

describe('the manual of rules', () => {
  it('says of every rule how firm it is, on what it stands and who may waive it; `UPDATE_DOCS=1` writes it anew', () => {
    const { held, written } = heldTable(MANUAL, 'rules', tableOfRules());
    expect(held).toEqual(written);
  });

  it('says who owes what each asks, and when whom it reminds; `UPDATE_DOCS=1` writes it anew', () => {
    const { held, written } = heldTable(MANUAL, 'reminders', tableOfTerms());
    expect(held).toEqual(written);
  });

  it('knows the rules that an authority can settle, and no other', () => {
    expect([...new Set(deadlineRules.map(({ id }) => id))].toSorted()).toEqual(RULE_IDS);
  });

  it('tells in words what starts each of them, and what meets it', () => {
    const told = readFileSync(MANUAL, 'utf8').matchAll(/^\| \*\*(R\d+)\*\* /gm);
    expect([...told].map(([, id]) => id).toSorted()).toEqual(RULE_IDS);
  });
});
