import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { subjects } from '#governance/governance.module';
import { RULE_IDS, RULES } from '#governance/vocabulary/rules';
import { heldTable } from './support/held-table.js';
import { deadlineRules, tableOfRules, tableOfSatisfaction, tableOfTerms } from './support/rules-manual.js';

const MANUAL = join(import.meta.dirname, '../docs/rules.md');
/** As they are sent: `record-request-sent`. */
const COMMANDS = subjects.flatMap(({ commands }) =>
  commands.map(({ command }) => command.name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()),
);

describe('the manual of rules', () => {
  it('says of every rule how firm it is, on what it stands and who may waive it; `UPDATE_DOCS=1` writes it anew', () => {
    const { held, written } = heldTable(MANUAL, 'rules', tableOfRules());
    expect(held).toEqual(written);
  });

  it('says what satisfies each, with a command that there is; `UPDATE_DOCS=1` writes it anew', () => {
    const { held, written } = heldTable(MANUAL, 'what satisfies them', tableOfSatisfaction());
    expect(held).toEqual(written);
    const named = Object.values(RULES).flatMap(
      ({ satisfiedBy = '' }) => satisfiedBy.match(/\b(record|open)-[a-z-]+/g) ?? [],
    );
    expect(named.filter((name) => !COMMANDS.includes(name))).toEqual([]);
  });

  it('says who owes what each asks, and when whom it reminds; `UPDATE_DOCS=1` writes it anew', () => {
    const { held, written } = heldTable(MANUAL, 'reminders', tableOfTerms());
    expect(held).toEqual(written);
  });

  it('knows the rules that an authority can settle, and no other', () => {
    expect([...new Set(deadlineRules.map(({ id }) => id))].toSorted()).toEqual(RULE_IDS);
  });

  it('tells in words what starts each of them', () => {
    const told = readFileSync(MANUAL, 'utf8').matchAll(/^\| \*\*(R\d+)\*\* /gm);
    expect([...told].map(([, id]) => id).toSorted()).toEqual(RULE_IDS);
  });
});
