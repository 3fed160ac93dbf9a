import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const LOADS_THE_CLIENT = /^(?:import(?! type )|export)[^;]*from '@kurrent\//m;

const sources = async (): Promise<string[]> => {
  const lists = await Promise.all(
    ['libs', 'apps'].map(async (folder) =>
      (await readdir(join(ROOT, folder), { recursive: true })).map((file) => join(ROOT, folder, file)),
    ),
  );
  return lists.flat().filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|\/testing\//.test(file));
};

describe('the native module of the KurrentDB client', () => {
  it('is loaded when a log is opened, and not by importing the adapter', async () => {
    const script = fileURLToPath(new URL('testing/what-is-loaded.mjs', import.meta.url));
    const { stdout } = await run(process.execPath, [script, '#platform/event-log/kurrentdb/kurrentdb-event-log']);
    expect(JSON.parse(stdout)).toEqual({ imported: 0, opened: 1 });
  }, 60_000);

  it('is loaded by no other source: none but types are imported from the client', async () => {
    const loading: string[] = [];
    for (const file of await sources()) if (LOADS_THE_CLIENT.test(await readFile(file, 'utf8'))) loading.push(file);
    expect(loading).toEqual([]);
    expect("import { KurrentDBClient } from '@kurrent/kurrentdb-client';").toMatch(LOADS_THE_CLIENT);
  });
});
