import { SingleBar } from 'cli-progress';

/** Told how far the work is, and how far it has to go. */
export type Progress = (done: number, of: number) => void;

/** Does the work with a bar on the standard error, where that is a terminal; elsewhere nothing is drawn. */
export const withBar = async <T>(name: string, work: (progress: Progress) => Promise<T>): Promise<T> => {
  const bar = new SingleBar({
    format: `${name} [{bar}] {value} of {total} facts, {eta_formatted} left`,
    noTTYOutput: false,
  });
  bar.start(1, 0);
  try {
    return await work((done, of) => {
      bar.setTotal(of);
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
};
