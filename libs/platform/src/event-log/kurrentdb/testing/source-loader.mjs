import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const LIBS = new URL('../../../../../', import.meta.url);
const OURS = /^#(\w+)(?:\/(.+))?$/;

/** Loads the TypeScript sources as they are, in a process of its own, where nothing else has been loaded yet. */
export const resolve = (specifier, context, next) => {
  const [, lib, path = 'index'] = OURS.exec(specifier) ?? [];
  if (lib !== undefined) return next(new URL(`${lib}/src/${path}.ts`, LIBS).href, context);
  if (!specifier.startsWith('.')) return next(specifier, context);
  const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  return next(existsSync(fileURLToPath(source)) ? source.href : specifier, context);
};

export const load = async (url, context, next) => {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'es6' },
  });
  return { format: 'module', source: code, shortCircuit: true };
};
