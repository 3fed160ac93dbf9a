import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the condition holds; fails when it does not within two minutes, or as long as is told in milliseconds. */
export const eventually = async (condition: () => boolean | Promise<boolean>, withinMs = 120_000): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited for ${withinMs} ms in vain`);
    await pause(10);
  }
};
