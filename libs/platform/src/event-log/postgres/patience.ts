import { setTimeout as pause } from 'node:timers/promises';

const FIRST = 50;
const LONGEST = 5_000;

/** Waits longer after every failure (50 ms, doubled up to 5 s, less a random part of up to a half); ends early when aborted. */
export const waitBeforeAttempt = async (attempt: number, signal: AbortSignal): Promise<void> => {
  const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  await pause(longest * (1 - Math.random() / 2), undefined, { signal }).catch(() => undefined);
};
