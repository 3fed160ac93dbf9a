import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A change to one source, of which one place is replaced: a fault that a test must find. */
export interface PlantedFault {
  /** From the root of the repository. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The whole application as plain JavaScript in a folder of its own, as it was when it was made. */
export interface CompiledApp {
  /** What `npm start` would run. */
  readonly program: string;
  remove(): void;
}

/**
 * Compiles the application's sources for processes that run longer than nobody builds anything.
 * @throws Error where the place of a planted fault is not there any more
 */
export const compileApp = (fault?: PlantedFault): CompiledApp => {
  const path = mkdtempSync(join(tmpdir(), 'minutebook-app-'));
  for (const file of sources()) {
    const target = join(path, 'dist', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, compile(file, fault));
  }
  cpSync(join(root, 'package.json'), join(path, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
  return {
    program: join(path, 'dist', 'apps', 'api', 'src', 'main.js'),
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
};

const sources = (): readonly string[] =>
  ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?<!\.spec|\.d)\.ts$/.test(path) && !path.includes('/testing/'))
      .map((path) => join(folder, path)),
  );

const compile = (file: string, fault: PlantedFault | undefined): string => {
  const source = readFileSync(join(root, file), 'utf8');
  return transformSync(fault?.file === file ? withFault(source, fault) : source, {
    filename: file,
    configFile: false,
    swcrc: false,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'es6' },
  }).code;
};

const withFault = (source: string, { file, from, to }: PlantedFault): string => {
  if (source.split(from).length !== 2)
    throw new Error(`${file} does not hold this once, so nothing is planted: ${from}`);
  return source.replace(from, to);
};
