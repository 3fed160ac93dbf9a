import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMinutebook, type RunningMinutebook } from './support/app.js';

const KEPT = join(import.meta.dirname, 'addresses.txt');

describe('the addresses of the API', () => {
  let minutebook: RunningMinutebook;

  beforeAll(async () => {
    minutebook = await openMinutebook();
  });
  afterAll(() => minutebook.close());

  it('are those on which clients rely: none is renamed, and a new one is kept; `UPDATE_DOCS=1` adds it', () => {
    const addresses = minutebook.routes
      .list()
      .filter((address) => !address.startsWith('HEAD '))
      .sort();
    const kept = readFileSync(KEPT, 'utf8').trimEnd().split('\n');
    const isGone = (address: string): boolean => !addresses.includes(address);
    expect(kept.filter(isGone)).toEqual([]);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(KEPT, `${addresses.join('\n')}\n`);
    expect(readFileSync(KEPT, 'utf8').trimEnd().split('\n')).toEqual(addresses);
  });
});
