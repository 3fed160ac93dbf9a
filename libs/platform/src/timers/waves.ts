import { type Timer } from './timer.js';

/** Timers in order, cut where the due time changes and after so many. */
export const asWaves = (timers: readonly Timer[], most: number): readonly (readonly Timer[])[] => {
  const waves: Timer[][] = [];
  for (const timer of timers) {
    const wave = waves.at(-1);
    if (wave !== undefined && wave[0]?.dueAt === timer.dueAt && wave.length < most) wave.push(timer);
    else waves.push([timer]);
  }
  return waves;
};

/** What the work gives, if it comes in time. @throws Error when it takes longer; what it gives then is let go */
export const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${milliseconds / 1000} seconds`));
    }, milliseconds);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
