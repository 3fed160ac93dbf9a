import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Where the built program of an app is: what `npm start` runs. It is built anew first where a source is younger than
 * what was made of it, so that nobody tests yesterday's program.
 */
export const builtProgram = (app: 'api' | 'cli'): string => {
  if (sources().some(isStale)) {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
    const missing = sources().find((source) => !existsSync(outputOf(source)));
    if (missing !== undefined) throw new Error(`${relative(root, missing)} cannot be built:\n${stdout}${stderr}`);
  }
  return join(root, 'dist', 'apps', app, 'src', 'main.js');
};

const sources = (): readonly string[] =>
  ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?<!\.spec|\.d)\.ts$/.test(path) && !path.includes('/testing/'))
      .map((path) => join(root, folder, path)),
  );

const outputOf = (source: string): string => join(root, 'dist', relative(root, source).replace(/\.ts$/, '.js'));

const isStale = (source: string): boolean => {
  const output = outputOf(source);
  return !existsSync(output) || statSync(output).mtimeMs < statSync(source).mtimeMs;
};
