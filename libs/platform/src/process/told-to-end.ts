/**
 * Resolves when the process is asked to end, by Ctrl-C or SIGTERM. Call it before anything is started, so that what is
 * started can be ended in order; whoever asks a second time ends the process at once.
 */
export const toldToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
