import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');

/** For each rule, a file that breaks it, and what it reaches for. */
const planted: readonly (readonly [rule: string, file: string, reachesFor: string])[] = [
  ['pure-libraries-stay-pure', 'libs/kernel/src/clock.ts', '@nestjs/common'],
  ['pure-libraries-do-no-io', 'libs/ledger/src/chain.ts', 'node:fs'],
  ['kernel-stands-alone', 'libs/kernel/src/fact.ts', '../../ledger/src/index.js'],
  ['calendar-and-ledger-know-kernel-only', 'libs/calendar/src/count.ts', '#platform'],
  ['calendar-and-ledger-are-strangers', 'libs/ledger/src/seal.ts', '../../calendar/src/count.js'],
  ['rules-are-pure', 'libs/governance/src/consultations/consultation.ts', '#platform'],
  ['features-meet-in-processes', 'libs/governance/src/scrutiny/scrutiny.ts', '../consultations/index.js'],
  ['no-feature-insides', 'libs/governance/src/processes/open-on-close.ts', '../consultations/consultation.js'],
  ['platform-knows-no-product', 'libs/platform/src/commands.ts', '#governance/consultations/index'],
  ['apps-use-front-doors', 'apps/api/src/main.ts', '../../../libs/governance/src/consultations/consultation.js'],
  ['no-cycles', 'libs/governance/src/plans/plan.ts', './term.js'],
  ['no-production-use-of-test-code', 'libs/platform/src/log.ts', '../../../test/support.js'],
];

const bystanders: readonly (readonly [file: string, text: string])[] = [
  ['node_modules/@nestjs/common/package.json', '{ "name": "@nestjs/common", "main": "index.js" }'],
  ['node_modules/@nestjs/common/index.js', 'module.exports = {};'],
  ['package.json', '{ "type": "module", "dependencies": { "@nestjs/common": "*" } }'],
  ['tsconfig.json', '{ "compilerOptions": { "module": "nodenext", "target": "es2023" } }'],
  ['libs/ledger/src/index.ts', 'export const x = 1;'],
  ['libs/platform/src/index.ts', 'export const x = 1;'],
  ['libs/governance/src/consultations/index.ts', 'export const x = 1;'],
  ['libs/governance/src/plans/term.ts', "import './plan.js';"],
  ['test/support.ts', 'export const x = 1;'],
];

const violations = async (files: typeof bystanders): Promise<readonly Violation[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'minutebook-architecture-'));
  try {
    for (const [file, text] of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const config = join(root, '.dependency-cruiser.mjs');
    await copyFile(join(root, '.dependency-cruiser.resolve.cjs'), join(folder, '.dependency-cruiser.resolve.cjs'));
    const ran = run(process.execPath, [depcruise, '--config', config, '--output-type', 'json', 'apps', 'libs'], {
      cwd: folder,
      maxBuffer: 1 << 26,
    });
    const { stdout } = await ran.catch((error: unknown) => error as { stdout: string });
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

describe('the import rules', () => {
  it('each catch a planted violation, and say nothing of what breaks none', async () => {
    const found = await violations([
      ...bystanders,
      ...planted.map(([, file, reachesFor]) => [file, `import '${reachesFor}';`] as const),
      ['libs/governance/src/consultations/consultations.controller.ts', "import '../../../platform/src/index.js';"],
    ]);
    const caught = new Set(found.map(({ rule, from }) => `${rule.name}: ${from}`));
    expect(planted.map(([rule, file]) => `${rule}: ${file}`).filter((expected) => !caught.has(expected))).toEqual([]);
    expect(found.filter(({ from }) => from.endsWith('.controller.ts'))).toEqual([]);
  });

  it('are each planted here', async () => {
    const { default: config } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
      default: { forbidden: readonly { name: string }[] };
    };
    expect(config.forbidden.map(({ name }) => name).sort()).toEqual(planted.map(([rule]) => rule).sort());
  });
});
