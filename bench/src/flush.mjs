import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { median } from './statistics.mjs';

const BLOCK = Buffer.alloc(8_192, 1);

/** Milliseconds that one 8 kB write with its fdatasync takes on the server's disk, the median of 200: the floor of a lone append. */
export const flushTime = (folder) => {
  const path = join(folder, 'flush');
  const file = openSync(path, 'w');
  const times = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const start = performance.now();
    writeSync(file, BLOCK, 0, BLOCK.length, 0);
    fdatasyncSync(file);
    times.push(performance.now() - start);
  }
  closeSync(file);
  rmSync(path);
  return median(times);
};
