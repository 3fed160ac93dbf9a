import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..');
const BENCH = join(ROOT, 'bench/src');
const IMPORT = /import \{([^}]*)\} from '([^']*\/dist\/[^']*)\.js'/g;

/** What the benchmark takes from the product: a name, and the source of the module that is to export it. */
const taken = readdirSync(BENCH, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.mjs'))
  .flatMap((file) =>
    [...readFileSync(join(BENCH, file), 'utf8').matchAll(IMPORT)].flatMap(([, names = '', from = '']) =>
      names.split(',').map((name) => ({
        name: name.trim(),
        source: resolve(BENCH, file, '..', from).replace(join(ROOT, 'dist'), ROOT) + '.ts',
      })),
    ),
  );

const isExported = (name: string, source: string): boolean => {
  const text = readFileSync(source, 'utf8');
  return (
    new RegExp(`export (const|class|function|abstract class) ${name}\\b`).test(text) ||
    [...text.matchAll(/export \{([^}]*)\}/g)].some(([, names = '']) => new RegExp(`\\b${name}\\b`).test(names))
  );
};

describe('the benchmark, a package of its own', () => {
  it('takes from the product only what that exports', () => {
    expect(taken.length).toBeGreaterThan(20);
    expect(taken.filter(({ name, source }) => !isExported(name, source))).toEqual([]);
  });
});
