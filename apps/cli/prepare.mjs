import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What npm runs after an install: builds, and puts `minutebook` into node_modules/.bin, where a package's own commands
 * are not put by npm. `npx` runs it too, when it links the package into its cache: then what is built is good enough.
 */
const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
const bin = join(root, 'node_modules', '.bin');
const isNpx = process.env['npm_command'] === 'exec';

if (!isNpx || !existsSync(program))
  execFileSync(process.execPath, [join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], {
    cwd: root,
    stdio: 'inherit',
  });

if (process.platform !== 'win32') {
  chmodSync(program, 0o755);
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'minutebook'), { force: true });
  symlinkSync(join('..', '..', 'dist', 'apps', 'cli', 'src', 'main.js'), join(bin, 'minutebook'));
}
