import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

const require = createRequire(import.meta.url);

const versionOf = (path) => JSON.parse(readFileSync(path, 'utf8')).version;

/** Of a package that hides its `package.json`: found beside its entry. */
const versionBeside = (name) => {
  const entry = require.resolve(name);
  const root = entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`));
  return versionOf(`${root}/node_modules/${name}/package.json`);
};

/** What ran, on what. Pairs of a name and a text. */
export const describeMachine = (folder, server) => {
  const processors = cpus();
  return [
    ['processor', `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['system', `${platform()} ${release()} ${arch()}`],
    ['disk', diskOf(folder)],
    ['Node', process.versions.node],
    ['PostgreSQL', `${server.server_version}, one server for all`],
    [
      'durability',
      `fsync=${server.fsync}, synchronous_commit=${server.synchronous_commit}, wal_sync_method=${server.wal_sync_method}, ` +
        `full_page_writes=${server.full_page_writes}; shared_buffers=${server.shared_buffers}`,
    ],
    ['Minutebook', `${versionOf(new URL('../../package.json', import.meta.url))} (${commitOf()})`],
    ['@event-driven-io/emmett-postgresql', versionBeside('@event-driven-io/emmett-postgresql')],
    ['@eventide/message-db', versionOf(require.resolve('@eventide/message-db/package.json'))],
    ['pg', versionBeside('pg')],
  ];
};

export const load = () => loadavg()[0].toFixed(1);

const commitOf = () => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: new URL('.', import.meta.url),
      encoding: 'utf8',
    }).trim();
  } catch {
    return 'no commit known';
  }
};

/** The file system on which the server's data lie, and what one write to the disk takes. */
const diskOf = (folder) => {
  try {
    const [source, type] = execFileSync('df', ['--output=source,fstype', folder], { encoding: 'utf8' })
      .trim()
      .split('\n')[1]
      .split(/\s+/);
    return type === 'tmpfs'
      ? 'tmpfs: NO DISK, the numbers mean nothing; set TMPDIR to a folder on a disk'
      : `${source}, ${type}`;
  } catch {
    return 'unknown';
  }
};
