import { performance } from 'node:perf_hooks';
import { percentile } from './statistics.mjs';

/**
 * So many callers, each of whom asks again as soon as it was answered, for so many seconds.
 * @param makeCaller given the caller's number from 0, gives the function that does one thing
 * @returns things done a second, and how long one took, in milliseconds
 */
export const underLoad = async (callers, seconds, makeCaller) => {
  const latencies = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  const call = async (caller) => {
    const once = makeCaller(caller);
    for (let before = performance.now(); before < end;) {
      await once();
      const after = performance.now();
      latencies.push(after - before);
      before = after;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  const elapsed = (performance.now() - start) / 1_000;
  latencies.sort((one, other) => one - other);
  return { perSecond: latencies.length / elapsed, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
};
